"""The queue of takedown requests: the clock, the decisions, and who sees what."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.models import ModerationEntry, TakedownRequest, TakedownTarget
from boards.moderation.takedowns.actions.decide_takedown import decide_takedown
from boards.moderation.takedowns.deadlines import business_days_after
from boards.moderation.takedowns.models import Result
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.states import State
from boards.posts.trash.actions.restore_post import restore_post
from boards.posts.uploads.access import can_fetch
from tests.concurrency import at_once
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
    UploadFactory,
)
from tests.moderation.takedowns.requests import filed, letters_to

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/takedowns/"
KOREAN = {"accept-language": "ko"}


@pytest.fixture
def handler():
    """Return a member who was given the permission in the admin."""
    member = MemberFactory(is_staff=True)
    member.user_permissions.add(Permission.objects.get(codename="handle_takedowns"))
    return member


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def post(moderator):
    return PostFactory(board=BoardFactory(moderators=[moderator]))


def page_of(client, viewer, path=QUEUE):
    client.force_login(viewer)
    return client.get(path, headers=KOREAN).content.decode()


def decide(request, by, result=Result.REMOVED, reason="") -> TakedownRequest:
    return decide_takedown(request=request, by=by, result=result, reason=reason)


def verbs() -> set[str]:
    return set(ModerationEntry.objects.values_list("verb", flat=True))


def state_of(thing) -> str:
    thing.refresh_from_db()
    return thing.state


def test_the_earliest_deadline_comes_first(client, post, handler):
    other, intimate = filed("other", post), filed("intimate", post)
    page = page_of(client, handler)
    assert page.index(f"{QUEUE}{intimate.pk}/") < page.index(f"{QUEUE}{other.pk}/")


def test_the_clock_of_an_intimate_picture_is_48_hours_and_turns_red(client, post, handler):
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False) as clock:
        filed("intimate", post)
        page = page_of(client, handler)
        assert "48시간 남았습니다" in page and "clock--urgent" not in page
        clock.shift(timedelta(hours=36, minutes=1))
        page = page_of(client, handler)
        assert "11시간 남았습니다" in page and "clock--urgent" in page
        clock.shift(timedelta(hours=15))
        page = page_of(client, handler)
        assert "기한이 3시간 지났습니다" in page and "clock--urgent" in page


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (71, "71시간 남았습니다"),
        (72, "3일 남았습니다"),
        (431, "17일 남았습니다"),
        (-71, "기한이 71시간 지났습니다"),
        (-72, "기한이 3일 지났습니다"),
    ],
)
def test_the_clock_counts_days_from_72_hours_on(client, post, handler, hours, said):
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False):
        filed("other", post)
        TakedownRequest.objects.update(due_at=datetime.now(UTC) + timedelta(hours=hours))
        assert said in page_of(client, handler)


def test_deadlines_name_their_clock(client, post, handler):
    known = filed("other", post)
    follow = f"/report/follow/{known.pk}/{known.secret}/"
    for path in (QUEUE, f"{QUEUE}{known.pk}/", follow):
        page = page_of(client, handler, path)
        assert re.search(r"</time> \([^)]+\)", page), page[page.index("</time>") - 200 :][:300]


@pytest.mark.parametrize("email", ["", "seoyeon@example.org"])
def test_whoever_decides_is_told_to_call_who_left_a_telephone_number_alone(
    client, post, handler, email
):
    known = filed("intimate", post, email=email, phone="010-1234-5678")
    path = f"{QUEUE}{known.pk}/"
    before = page_of(client, handler, path)
    data = {"decision": "removed", "reason": "확인했습니다."}
    after = client.post(f"{path}decide/", data, headers=KOREAN, follow=True).content.decode()
    for page in (before, after):
        assert ("전화" in page.partition('id="reason-help"')[2] or "전화해" in page) == (not email)
    assert ("이유를 알려 줍니다" in after) == bool(email)


def test_ten_thousand_requests_take_no_more_queries_than_ten(client, post, handler):
    def queries() -> int:
        client.force_login(handler)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(QUEUE).status_code == 200
        return len(captured)

    filed("other", post)
    few = queries()
    known = TakedownRequest.objects.get()
    TakedownRequest.objects.bulk_create(
        TakedownRequest(claim="other", language="ko", due_at=known.due_at) for _ in range(1000)
    )
    assert queries() == few <= 8


def test_each_that_waits_is_on_one_page_however_many_have_one_deadline(client, post, handler):
    due = filed("other", post).due_at
    TakedownRequest.objects.bulk_create(
        TakedownRequest(claim="other", language="ko", due_at=due) for _ in range(64)
    )
    seen, path, pages = [], QUEUE, 0
    while path:
        page = page_of(client, handler, path)
        seen += re.findall(r'href="/moderation/takedowns/(\d+)/"', page)
        following = re.search(r'rel="next"\s+href="([^"]+)"', page)
        path = f"{QUEUE}{following[1]}" if following else ""
        pages += 1
    assert pages == 3 and sorted(map(int, seen)) == sorted(
        TakedownRequest.objects.values_list("pk", flat=True)
    )


@pytest.mark.parametrize("after", ["x", "~", "2026-01-01~1", f"{'9' * 40}~1", "%00", "2~" * 999])
def test_what_names_no_place_in_the_queue_is_its_first_page(client, post, handler, after):
    known = filed("other", post)
    assert f"{QUEUE}{known.pk}/" in page_of(client, handler, f"{QUEUE}?after={after}")


def test_whoever_may_decide_it_is_written_to_and_nobody_else(post, handler):
    group = Group.objects.create(name="Legal")
    permission = Permission.objects.get(codename="handle_takedowns")
    group.permissions.add(permission)
    handlers = [handler, MemberFactory(is_staff=True), AdminFactory()]
    handlers[1].groups.add(group)
    no_staff = MemberFactory()
    no_staff.user_permissions.add(permission)
    switched_off = AdminFactory(is_active=False)
    others = [no_staff, switched_off, MemberFactory(is_staff=True)]
    for member in [*handlers, *others]:
        member.email = f"{member.handle}@example.org"
        member.language = "en" if member == handler else "ko"
        member.save()
    filed("intimate", post)
    assert all(len(letters_to(member.email)) == 1 for member in handlers)
    assert not any(letters_to(member.email) for member in others)
    subjects = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert "48 hours" in subjects[handler.email] and "48시간" in subjects[handlers[2].email]


def test_many_things_of_a_request_take_no_more_queries(client, board_of_many, handler):
    def queries(request) -> int:
        client.force_login(handler)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{QUEUE}{request.pk}/").status_code == 200
        return len(captured)

    few = filed("other", board_of_many[0])
    assert queries(filed("other", *board_of_many)) == queries(few)


def test_whoever_decides_sees_the_pictures_of_what_is_named(client, post, handler):
    in_post, alone, elsewhere = (UploadFactory(post=each) for each in (post, PostFactory(), None))
    comment = CommentFactory(post=PostFactory(board=post.board))
    in_comment = UploadFactory(post=comment.post, comment=comment)
    known = filed("intimate", post, comment, alone)
    path = f"{QUEUE}{known.pk}/"
    page = page_of(client, handler, path)
    for picture in (in_post, in_comment, alone):
        assert page.count(f'src="/uploads/{picture.pk}/thumbnail.webp"') == 1
        assert picture.get_absolute_url() in page
    assert page.count("takedown__picture") == page.count('alt="사진 1') == 3
    assert str(elsewhere.pk) not in page
    decide(known, handler)
    page = page_of(client, handler, path)
    assert "takedown__picture" not in page and "하나씩 정해 주세요" not in page


@pytest.mark.parametrize("claim", ["intimate", "other"])
def test_whoever_decides_may_fetch_pictures_of_a_post_that_is_hidden_until_then(
    client, post, handler, moderator, claim
):
    picture = UploadFactory(post=post, widths=[480])
    hide_post(post=post, by=moderator)
    assert not can_fetch(handler, picture)
    known = filed(claim, post)
    assert can_fetch(handler, picture) and not can_fetch(MemberFactory(), picture)
    decide(known, handler, Result.REFUSED, "아닙니다.")
    assert not can_fetch(handler, picture)


def test_many_pictures_of_a_request_take_no_more_queries(client, board_of_many, handler):
    def queries(request) -> int:
        client.force_login(handler)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{QUEUE}{request.pk}/").status_code == 200
        return len(captured)

    few = queries(filed("other", *board_of_many))
    for each in board_of_many * 2:
        UploadFactory(post=each)
    assert queries(filed("other", *board_of_many)) == few


@pytest.fixture
def board_of_many():
    board = BoardFactory()
    return [PostFactory(board=board) for _ in range(5)]


def test_only_who_may_sees_it_and_looking_is_logged(client, post, handler, moderator):
    known = filed("other", post)
    path = f"{QUEUE}{known.pk}/"
    client.force_login(moderator)
    assert client.get(QUEUE).status_code == client.get(path).status_code == 404
    assert client.post(f"{path}decide/", {"decision": "removed"}).status_code == 404
    assert "김서연" in page_of(client, handler, path)
    assert "김서연" not in page_of(client, handler)
    look = ModerationEntry.objects.get(verb="takedown_look")
    assert look.by == handler and look.target_id == str(known.pk)
    with pytest.raises(PermissionDenied):
        decide(known, moderator)


def test_removing_hides_all_that_is_named_and_tells_everybody(client, post, handler, moderator):
    comment = CommentFactory(post=PostFactory(board=post.board))
    picture = UploadFactory(post=PostFactory(board=post.board))
    post.author.email = "writer@example.org"
    post.author.save()
    known = filed("copyright", post, comment, picture)
    client.force_login(handler)
    data = {"decision": "removed", "reason": "권리자가 확인되었습니다."}
    response = client.post(f"{QUEUE}{known.pk}/decide/", data)
    assert response.status_code == 302
    assert state_of(post) == state_of(comment) == State.HIDDEN
    client.logout()
    assert client.get(picture.get_absolute_url()).status_code == 404
    known.refresh_from_db()
    assert (known.result, known.decided_by) == ("removed", handler)
    follow = client.get(f"/report/follow/{known.pk}/{known.secret}/", headers=KOREAN)
    assert "권리자가 확인되었습니다." in follow.content.decode()
    assert "권리자가" in letters_to("seoyeon@example.org")[-1]
    (to_writer,) = letters_to("writer@example.org")
    assert "/report/counter/" in to_writer and "김서연" not in to_writer
    assert {"takedown_removed", "takedown_remove"} <= verbs()
    by_system = ModerationEntry.objects.filter(verb="takedown_remove")
    assert {entry.by for entry in by_system} == {handler}


def test_a_moderator_of_the_board_cannot_show_again_what_was_removed(post, handler, moderator):
    decide(filed("intimate", post), handler)
    with pytest.raises(ValidationError):
        unhide_post(post=post, by=moderator)
    assert state_of(post) == State.HIDDEN


def test_the_page_of_a_removed_post_offers_no_button_that_is_refused(
    client, post, handler, moderator
):
    button = f'action="/posts/{post.pk}/moderation/show/"'
    hide_post(post=post, by=moderator)
    assert button in page_of(client, moderator, post.get_absolute_url())
    known = filed("copyright", post)
    assert button in page_of(client, moderator, post.get_absolute_url())
    decide(known, handler)
    path = f'href="{QUEUE}{known.pk}/"'
    for viewer, is_led_on in ((moderator, False), (AdminFactory(), True)):
        page = page_of(client, viewer, post.get_absolute_url())
        assert button not in page and "게시 중단 요청으로 내린 글" in page
        assert (path in page) == is_led_on


def test_pages_of_published_posts_do_not_ask_for_takedown_requests(client, post, moderator):
    client.force_login(moderator)
    with CaptureQueriesContext(connection) as captured:
        client.get(post.get_absolute_url())
    assert not any("takedown" in query["sql"] for query in captured)


def test_refusing_needs_a_reason_and_keeps_what_was_typed(client, post, handler):
    known = filed("other", post)
    client.force_login(handler)
    path = f"{QUEUE}{known.pk}/decide/"
    assert client.post(path, {"decision": "refused", "reason": " "}).status_code == 422
    page = client.post(path, {"decision": "nothing", "reason": "여기 <있음>"})
    assert page.status_code == 422 and "여기 &lt;있음&gt;" in page.content.decode()
    assert (
        client.post(path, {"decision": "refused", "reason": "위법하지 않습니다."}).status_code
        == 302
    )
    assert state_of(post) == State.PUBLISHED


def test_the_second_who_decides_is_told(client, post, handler):
    known = filed("other", post)
    decide(known, AdminFactory(), Result.REFUSED, "아닙니다.")
    client.force_login(handler)
    data = {"decision": "removed", "reason": "제가 쓴 이유"}
    page = client.post(f"{QUEUE}{known.pk}/decide/", data, headers=KOREAN)
    assert page.status_code == 409 and "제가 쓴 이유" in page.content.decode()
    assert state_of(post) == State.PUBLISHED


def test_what_is_deleted_meanwhile_does_not_come_back_from_the_trash(post, handler, moderator):
    known = filed("other", post)
    delete_post(post=post, by=moderator)
    decide(known, handler)
    assert TakedownTarget.objects.get().state == TakedownTarget.State.REMOVED
    assert restore_post(post=post, by=moderator).state == State.HIDDEN


def test_business_days_leave_out_weekends():
    friday = datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert business_days_after(friday, 10) == datetime(2026, 3, 20, 12, tzinfo=UTC)
    assert business_days_after(friday, 14) == datetime(2026, 3, 26, 12, tzinfo=UTC)


def test_a_counter_notice_brings_back_after_ten_business_days(client, post, handler, moderator):
    with time_machine.travel(datetime(2026, 3, 6, 12, tzinfo=UTC), tick=False) as clock:
        decide(filed("copyright", post), handler)
        counter = filed("counter", post)
        assert counter.due_at == datetime(2026, 3, 26, 12, tzinfo=UTC)
        with pytest.raises(ValidationError):
            decide(counter, handler, Result.RESTORED)
        page = page_of(client, handler, f"{QUEUE}{counter.pk}/")
        assert "2026" in page
        assert "“다시 보이기” 버튼은" in page and 'value="restored"' not in page
        clock.shift(timedelta(days=14))
        page = page_of(client, handler, f"{QUEUE}{counter.pk}/")
        assert "“다시 보이기” 버튼은" not in page and 'value="restored"' in page
        decide(counter, handler, Result.RESTORED)
    assert state_of(post) == State.PUBLISHED
    assert "takedown_restore" in verbs()


def test_a_counter_notice_brings_back_no_more_than_copyright_took(post, handler, moderator):
    intimate = PostFactory(board=post.board)
    decide(filed("intimate", intimate), handler)
    hide_post(post=post, by=moderator)
    decide(filed("copyright", post), handler)
    with time_machine.travel(datetime.now(UTC)) as clock:
        counter = filed("counter", post, intimate)
        clock.shift(timedelta(days=21))
        decide(counter, handler, Result.RESTORED)
    assert state_of(intimate) == state_of(post) == State.HIDDEN


def test_nothing_is_removed_by_a_counter_notice_nor_restored_by_another(post, handler):
    with pytest.raises(ValidationError):
        decide(filed("counter", post), handler, Result.REMOVED)
    with pytest.raises(ValidationError):
        decide(filed("other", post), handler, Result.RESTORED)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does(post, handler):
    known = filed("other", post)

    def attempt() -> bool:
        try:
            decide(known, handler)
        except DecidedMeanwhile:
            return False
        return True

    assert sorted(at_once(attempt, attempt)) == [False, True]
    assert ModerationEntry.objects.filter(verb="takedown_removed").count() == 1


def test_the_log_as_a_file_has_it(client, post):
    chief = AdminFactory()
    decide(filed("other", post), chief, reason="위법합니다.")
    client.force_login(chief)
    file = client.get("/moderation/log.csv", headers=KOREAN)
    text = b"".join(file.streaming_content).decode()
    assert "게시 중단 요청 처리: 게시 중단" in text and "위법합니다." in text


def test_senders_are_erased_three_years_after_the_decision(post, capsys):
    with time_machine.travel(datetime(2026, 3, 6, 12, tzinfo=UTC), tick=False) as clock:
        old, waiting = filed("other", post), filed("other", post)
        decide(old, AdminFactory(), Result.REFUSED, "아닙니다.")
        call_command("forget_takedown_senders")
        old.refresh_from_db()
        assert old.name == "김서연"
        clock.shift(timedelta(days=3 * 365 + 1))
        call_command("forget_takedown_senders", "--dry-run")
        assert TakedownRequest.objects.filter(name="김서연").count() == 2
        call_command("forget_takedown_senders")
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert (old.name, old.email, old.signature) == ("", "", "")
    assert old.result == "refused" and waiting.name == "김서연"
    assert "takedown_erase" in verbs()


@pytest.mark.parametrize("also_moderates", [False, True])
def test_every_tab_above_leads_to_a_page(client, handler, post, also_moderates):
    if also_moderates:
        post.board.moderators.add(handler)
    tabs = page_of(client, handler).partition('<nav class="tabs profile__tabs"')[2]
    paths = re.findall(r'href="([^"]+)"', tabs.partition("</nav>")[0])
    assert QUEUE in paths
    assert [client.get(path).status_code for path in paths] == [200] * (6 if also_moderates else 1)


# -- the other side of a counter-notice ------------------------------------------------------------


CLAIMANT = "claimant@example.org"
SENDER = {
    "phone": "02-123-4567",
    "postal_address": "서울시 종로구 1",
    "explanation": "제 글입니다.",
}


def countered(post, handler, **claimant) -> TakedownRequest:
    """File a counter-notice to a removal of a post."""
    decide(filed("copyright", post, **{"email": CLAIMANT, **claimant}), handler)
    return filed("counter", post, **SENDER)


def test_the_other_side_gets_a_copy_by_one_press(client, post, handler):
    counter = countered(post, handler)
    path = f"{QUEUE}{counter.pk}/"
    assert not any("제 글입니다." in each for each in letters_to(CLAIMANT))
    assert "상대방에게 사본 보내기" in page_of(client, handler, path)
    assert client.post(f"{path}copy/").status_code == 302
    (copy,) = [each for each in letters_to(CLAIMANT) if "제 글입니다." in each]
    for said in ("김서연", "서울시 종로구 1", "02-123-4567", post.get_absolute_url()):
        assert said in copy
    page = page_of(client, handler, path)
    assert "상대방에게 사본 보내기" not in page and "사본을 보낸 때" in page
    assert "takedown_copy" in verbs()


def test_a_copy_is_sent_once(client, post, handler):
    path = f"{QUEUE}{countered(post, handler).pk}/copy/"
    client.force_login(handler)
    assert [client.post(path).status_code for _each in range(2)] == [302, 409]
    assert sum("제 글입니다." in each for each in letters_to(CLAIMANT)) == 1


def test_who_left_no_address_for_e_mails_is_written_to_by_post(client, post, handler):
    counter = countered(post, handler, email="", name="박민수", postal_address="부산시 1")
    path = f"{QUEUE}{counter.pk}/"
    page = page_of(client, handler, path)
    assert "박민수" in page and "부산시 1" in page and "상대방에게 사본 보내기" not in page
    assert client.post(f"{path}copy/").status_code == 422


def test_only_whose_removal_is_countered_gets_a_copy(client, post, handler):
    other = PostFactory(board=post.board)
    decide(filed("copyright", other, email="stranger@example.org"), handler)
    decide(filed("intimate", other, email="victim@example.org"), handler)
    counter = countered(post, handler)
    client.force_login(handler)
    client.post(f"{QUEUE}{counter.pk}/copy/")
    assert not any("제 글입니다." in each for each in letters_to("stranger@example.org"))
    assert not any("제 글입니다." in each for each in letters_to("victim@example.org"))


def test_nothing_but_an_open_counter_notice_is_sent_on(client, post, handler, moderator):
    removal = filed("copyright", post, email=CLAIMANT)
    client.force_login(handler)
    assert client.post(f"{QUEUE}{removal.pk}/copy/").status_code == 422
    decide(removal, handler)
    counter = filed("counter", post, **SENDER)
    decide(counter, handler, Result.REFUSED, "아닙니다.")
    assert client.post(f"{QUEUE}{counter.pk}/copy/").status_code == 409
    client.force_login(moderator)
    assert client.post(f"{QUEUE}{counter.pk}/copy/").status_code == 404
