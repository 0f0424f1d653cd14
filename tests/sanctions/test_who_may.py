"""Who sanctions whom and where, what is logged, and what happens when two do it at once."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from boards.members.holding import hold_member
from boards.members.models import Member
from boards.models import Board
from boards.moderation.models import ModerationEntry
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from boards.moderation.sanctions.actions.sanction_member import sanction_member
from boards.moderation.sanctions.giving import SanctionedMeanwhile, Terms
from boards.posts.models import Scrap
from boards.sanctions.models import Sanction, SanctionKind
from boards.sanctions.permissions import can_sanction_everywhere
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.sanctions.people import WEEK, signed_in, silence, site_moderator, suspend, warn
from tests.waiting import PATIENCE

pytestmark = pytest.mark.django_db


def sent(**changes) -> dict[str, str]:
    return {"kind": "silence", "length": "7", "reason": "도배예요.", "known": "0", **changes}


def test_a_boards_moderator_silences_on_that_board_alone(moderator, board) -> None:
    elsewhere, member = BoardFactory(), MemberFactory()
    silence(member, by=moderator, board=board)
    for where in (elsewhere, None):
        with pytest.raises(PermissionDenied):
            silence(member, by=moderator, board=where)
    with pytest.raises(PermissionDenied):
        suspend(member, by=moderator)


def test_a_site_moderator_does_everywhere(board) -> None:
    by, member = site_moderator(), MemberFactory()
    silence(member, by=by, board=board)
    silence(member, by=by)
    suspend(member, by=by)
    assert can_sanction_everywhere(by) and not can_sanction_everywhere(member)


def test_a_member_sanctions_nobody(board) -> None:
    with pytest.raises(PermissionDenied):
        silence(MemberFactory(), by=MemberFactory(), board=board)


@pytest.mark.parametrize("rank", ["admin", "staff", "site", "board"])
def test_nobody_sanctions_who_stands_as_high(moderator, board, rank) -> None:
    targets = {
        "admin": lambda: AdminFactory(),
        "staff": lambda: MemberFactory(is_staff=True),
        "site": site_moderator,
        "board": lambda: _moderator_of(BoardFactory()),
    }
    target = targets[rank]()
    with pytest.raises(ValidationError) as refusal:
        silence(target, by=moderator, board=board)
    assert refusal.value.code == "rank"
    assert not Sanction.objects.exists()


def _moderator_of(board: Board) -> Member:
    member = MemberFactory()
    board.moderators.add(member)
    return member


def test_an_admin_is_sanctioned_by_nobody_and_sanctions_moderators(moderator) -> None:
    admin = AdminFactory()
    with pytest.raises(ValidationError):
        suspend(admin, by=AdminFactory())
    suspend(moderator, by=admin)
    suspend(site_moderator(), by=admin)


def test_nobody_sanctions_themselves(moderator, board) -> None:
    for by in (moderator, AdminFactory()):
        with pytest.raises(ValidationError) as refusal:
            silence(by, by=by, board=board)
        assert refusal.value.code == "own"
    sanction = silence(moderator, by=AdminFactory(), board=board)
    with pytest.raises(ValidationError):
        lift_sanction(sanction=sanction, by=moderator)


def test_an_admin_is_refused_with_words_on_the_page(moderator, board) -> None:
    admin = AdminFactory()
    response = signed_in(moderator).post(
        f"/moderation/members/{admin.pk}/", sent(board=str(board.pk))
    )
    assert response.status_code == 409
    assert "Admins" in response.content.decode()


def test_the_page_gives_lists_and_lifts_a_silence(moderator, board) -> None:
    member = MemberFactory()
    client = signed_in(moderator)
    path = f"/moderation/members/{member.pk}/"
    assert 'value="suspend"' not in client.get(path).content.decode()
    assert client.post(path, sent(board=str(board.pk))).status_code == 302
    sanction = Sanction.objects.get()
    assert abs(sanction.ends_at - timezone.now() - WEEK).total_seconds() < 60
    for page in (path, "/moderation/sanctions/"):
        assert "도배예요." in client.get(page).content.decode()
    assert client.post(f"/moderation/sanctions/{sanction.pk}/lift/").status_code == 302
    member.refresh_from_db()
    assert not member.is_silenced_on(board.pk)
    assert "도배예요." not in client.get("/moderation/sanctions/").content.decode()


def test_a_moderator_of_another_board_sees_and_lifts_nothing(moderator, board) -> None:
    member = MemberFactory()
    sanction = silence(member, by=moderator, board=board)
    everywhere = silence(member)
    other = signed_in(_moderator_of(BoardFactory()))
    for path in ("/moderation/sanctions/", f"/moderation/members/{member.pk}/"):
        assert sanction.reason not in other.get(path).content.decode()
    for each in (sanction, everywhere):
        assert other.post(f"/moderation/sanctions/{each.pk}/lift/").status_code == 404
    assert not Sanction.objects.exclude(lifted_at=None).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": "2030-01-02T00:00", "ends_at": "2030-01-01T00:00"},
        {"starts_at": "2030-01-02T00:00", "ends_at": "2030-01-02T00:00"},
        {"ends_at": "2020-01-01T00:00"},
        {"reason": "  "},
        {"kind": "suspend"},
        {"kind": "\x00"},
        {"board": "999999999999999999999"},
        {"length": "12"},
        {"reason": "가" * 1001},
    ],
)
def test_a_form_with_a_mistake_comes_back_as_it_was(moderator, board, changes) -> None:
    member = MemberFactory()
    data = sent(board=str(board.pk)) | {"reason": "공들여 적은 이유"} | changes
    response = signed_in(moderator).post(f"/moderation/members/{member.pk}/", data)
    assert response.status_code == 422
    if "reason" not in changes:
        assert "공들여 적은 이유" in response.content.decode()
    assert not Sanction.objects.exists()


def test_an_end_before_the_start_is_refused_by_action_and_database(board) -> None:
    member, now = MemberFactory(), timezone.now()
    terms = Terms(reason="이유", starts_at=now + WEEK, ends_at=now + WEEK / 2)
    with pytest.raises(ValidationError):
        sanction_member(SanctionKind.SILENCE, member=member, by=AdminFactory(), terms=terms)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.create(
            member=member, kind="silence", reason="이유", starts_at=now, ends_at=now - WEEK
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.create(member=member, kind="suspend", reason="이유", board=board)


def test_the_second_of_two_moderators_is_told_and_keeps_the_reason(moderator, board) -> None:
    member, second = MemberFactory(), signed_in(_moderator_of(board))
    silence(member, by=moderator, board=board, reason="먼저 적은 이유")
    path = f"/moderation/members/{member.pk}/"
    response = second.post(path, sent(board=str(board.pk), reason="둘째 이유", kind="warn"))
    assert response.status_code == 409
    page = response.content.decode()
    assert "둘째 이유" in page and "먼저 적은 이유" in page
    known = Sanction.objects.get().pk
    data = sent(board=str(board.pk), reason="둘째 이유", kind="warn", known=str(known))
    assert second.post(path, data).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_sanctions(board) -> None:
    member = MemberFactory()
    deciders = [AdminFactory(), AdminFactory()]

    def act(by: Member):
        terms = Terms(reason="이유", ends_at=timezone.now() + WEEK)
        try:
            sanction_member(SanctionKind.SUSPEND, member=member, by=by, terms=terms, known=0)
        except SanctionedMeanwhile:
            return "told"
        return "done"

    assert sorted(at_once(*[lambda by=by: act(by) for by in deciders])) == ["done", "told"]
    assert Sanction.objects.count() == 1


def test_lifting_twice_tells_the_second(board) -> None:
    sanction = silence(MemberFactory())
    lift_sanction(sanction=sanction, by=AdminFactory())
    with pytest.raises(ValidationError) as refusal:
        lift_sanction(sanction=sanction, by=AdminFactory())
    assert refusal.value.code == "conflict"


def test_lifting_one_leaves_the_others(board) -> None:
    member = MemberFactory()
    first = silence(member)
    silence(member, board=board)
    lift_sanction(sanction=first, by=AdminFactory())
    member.refresh_from_db()
    assert member.is_silenced_on(board.pk) and not member.is_silenced_on(None)


def test_the_log_says_who_what_why_before_and_after(moderator, board) -> None:
    member = MemberFactory()
    sanction = silence(member, by=moderator, board=board)
    lift_sanction(sanction=sanction, by=moderator, reason="잘못 봤어요.")
    given, lifted = ModerationEntry.objects.order_by("pk")
    assert (given.verb, given.by, given.board, given.kind) == (
        "silence", moderator, board, "member",
    )  # fmt: skip
    assert given.target_id == str(member.pk) and given.reason == sanction.reason
    assert given.after["ends_at"] and lifted.before == given.after
    assert (lifted.verb, lifted.reason) == ("lift_silence", "잘못 봤어요.")


def test_a_warning_is_shown_on_every_page_until_it_is_read(board) -> None:
    member = MemberFactory()
    warn(member, by=AdminFactory())
    client = signed_in(member)
    assert "warned you" in client.get("/").content.decode()
    assert client.post("/sanctions/read/").status_code == 302
    assert "warned you" not in client.get("/").content.decode()
    assert "욕은 안 돼요." in client.get("/sanctions/").content.decode()
    assert client.get(f"/boards/{board.slug}/write/").status_code == 200


def test_the_list_asks_as_many_queries_for_many_as_for_one(
    moderator, board, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(moderator)
    silence(MemberFactory(), by=moderator, board=board)
    client.get("/moderation/sanctions/")
    with CaptureQueriesContext(connection) as few:
        client.get("/moderation/sanctions/")
    for _ in range(5):
        silence(MemberFactory(), by=moderator, board=board)
    with django_assert_num_queries(len(few)):
        client.get("/moderation/sanctions/")
    assert len(few) <= 7


def test_who_rose_since_gets_back_what_was_taken(board) -> None:
    member = MemberFactory()
    sanction = silence(member)
    member.is_staff = member.is_superuser = True
    member.save()
    lift_sanction(sanction=sanction, by=AdminFactory())
    member.refresh_from_db()
    assert not member.is_silenced_on(None)


def test_a_page_lifts_with_a_reason_for_the_log(moderator, board) -> None:
    sanction = silence(MemberFactory(), by=moderator, board=board)
    page = signed_in(moderator).get("/moderation/sanctions/").content.decode()
    assert 'name="reason"' in page
    path = f"/moderation/sanctions/{sanction.pk}/lift/"
    assert signed_in(moderator).post(path, {"reason": "잘못 봤어요."}).status_code == 302
    assert ModerationEntry.objects.latest("pk").reason == "잘못 봤어요."


@pytest.mark.parametrize("year", ["9999-12-30T23:00", "0001-01-02T00:00", "2999-12-31T23:00"])
def test_a_beginning_at_the_ends_of_the_calendar_is_no_failure(moderator, board, year) -> None:
    data = sent(board=str(board.pk), starts_at=year, length="90")
    response = signed_in(moderator).post(f"/moderation/members/{MemberFactory().pk}/", data)
    assert response.status_code in (302, 422)


@pytest.mark.django_db(transaction=True)
def test_a_held_member_can_be_written_about_meanwhile() -> None:
    """Or who comments while a moderator decides about them would wait in a circle."""
    member = MemberFactory()
    is_held, is_written = threading.Event(), threading.Event()

    def hold() -> bool:
        with transaction.atomic():
            hold_member(member.pk)
            is_held.set()
            # SQLite has one writer at a time, and so no circle.
            return connection.vendor == "sqlite" or is_written.wait(PATIENCE)

    def write() -> bool:
        is_held.wait(PATIENCE)
        Scrap.objects.create(member=member, post=post)
        is_written.set()
        return True

    post = PostFactory()
    assert at_once(hold, write) == [True, True]
