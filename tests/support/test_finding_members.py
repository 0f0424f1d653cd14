"""Staff find members by the beginning of a handle; admins by a part of an e-mail address too."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.limits.senders import STAFF_FACTOR
from boards.members.models import Member
from boards.moderation.models import ModerationEntry
from boards.posts.states import State
from boards.support.finding import reading
from forum.limits import limits_with
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.sanctions.people import signed_in, silence, site_moderator

pytestmark = pytest.mark.django_db

PATH = "/moderation/members/"


@pytest.fixture
def admin() -> Member:
    return AdminFactory(handle="zz_chief")


def handles(answer) -> list[str]:
    return [row.name for row in answer.context["page"].rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kim", ["Kim.minsu", "kimchi"]),
        ("KIM", ["Kim.minsu", "kimchi"]),
        ("\uff4b\uff49\uff4d", ["Kim.minsu", "kimchi"]),
        ("kim.", ["Kim.minsu"]),
        ("김철", ["김철수"]),
        ("\u1100\u1175\u11b7\u110e\u1165\u11af", ["김철수"]),
        ("minsu", []),
        ("%", []),
        ("_", []),
        ("k_m", []),
        ("\x00\x07", []),
        ("\u200b", None),
        ("가" * 5000, []),
        ("' OR 1=1 --", []),
        ("#abc", []),
        ("#99999999999999999999999", []),
    ],
)
def test_members_are_found_by_the_beginning_of_their_handle(admin, asked, found):
    for handle in ("Kim.minsu", "kimchi", "김철수", "lee"):
        MemberFactory(handle=handle)
    answer = signed_in(admin).get(PATH, {"q": asked})
    assert answer.status_code == 200
    everybody = ["Kim.minsu", "kimchi", "lee", "zz_chief", "김철수"]
    assert sorted(handles(answer)) == sorted(everybody if found is None else found)


def test_a_member_is_found_by_number(admin):
    member = MemberFactory(handle="lee")
    assert handles(signed_in(admin).get(PATH, {"q": f"#{member.pk}"})) == ["lee"]


def test_a_row_says_what_there_is_to_know(admin):
    member = MemberFactory(handle="lee", email="lee@example.com")
    PostFactory.create_batch(2, author=member)
    PostFactory(author=member, state=State.HIDDEN)
    CommentFactory(author=member)
    silence(member)
    answer = signed_in(admin).get(PATH, {"q": "lee"})
    row = answer.context["page"].rows[0]
    assert (row.posts, row.comments, row.email) == (3, 1, "")
    assert len(row.sanctions) == 1
    page = answer.content.decode()
    assert "lee@example.com" not in page
    for path in (f"/members/{member.pk}/", f"{PATH}{member.pk}/", f"log/?member={member.pk}"):
        assert path in page


def test_no_more_posts_are_counted_than_some(admin, monkeypatch):
    monkeypatch.setattr(reading, "MAX_COUNTED", 2)
    member = MemberFactory(handle="lee")
    PostFactory.create_batch(4, author=member, board=BoardFactory())
    page = signed_in(admin).get(PATH, {"q": "lee"})
    assert page.context["page"].rows[0].posts == 3
    assert "2+" in page.content.decode()


def test_the_number_of_queries_does_not_grow(admin):
    client = signed_in(admin)
    MemberFactory(handle="aa0")
    client.get(PATH)
    with CaptureQueriesContext(connection) as few:
        client.get(PATH, {"q": "aa"})
    for number in range(60):
        silence(MemberFactory(handle=f"aa{number + 1}"), by=admin)
    with CaptureQueriesContext(connection) as many:
        answer = client.get(PATH, {"q": "aa"})
    assert len(handles(answer)) == 50
    assert len(many) == len(few)
    rest = client.get(PATH, {"q": "aa", "after": answer.context["page"].after})
    assert len(handles(rest)) == 11
    assert not set(handles(rest)) & set(handles(answer))


def test_deleted_accounts_are_not_found(admin):
    member = MemberFactory(handle="gone")
    Member.objects.filter(pk=member.pk).update(deleted_at=member.joined_at)
    assert handles(signed_in(admin).get(PATH, {"q": "gone"})) == []


# -- by e-mail address ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("MINSU@", ["kim"]),
        ("example.org", ["lee", "kim"]),
        ("%", None),
        ("___", []),
        ("m%u", []),
        ("  minsu ", ["kim"]),
        ("x" * 300, None),
    ],
)
def test_admins_find_members_by_a_part_of_their_address(admin, part, found):
    MemberFactory(handle="kim", email="minsu@example.org")
    MemberFactory(handle="lee", email="lee@example.org")
    answer = signed_in(admin).post(PATH, {"email": part})
    if found is None:
        assert answer.status_code == 422
    else:
        assert handles(answer) == found


def test_addresses_are_shown_and_that_is_logged_without_what_was_typed(admin):
    member = MemberFactory(handle="kim", email="minsu@example.org")
    page = signed_in(admin).post(PATH, {"email": "minsu"}).content.decode()
    assert "minsu@example.org" in page
    entry = ModerationEntry.objects.get()
    assert (entry.verb, entry.by, entry.after) == (
        "find_by_email",
        admin,
        {"members": [member.pk]},
    )
    assert "minsu" not in f"{entry.reason}{entry.after}{entry.target_id}"


def test_site_moderators_find_by_handle_alone():
    moderator = site_moderator()
    MemberFactory(handle="kim", email="minsu@example.org")
    client = signed_in(moderator)
    page = client.get(PATH, {"q": "kim"})
    assert handles(page) == ["kim"]
    assert "minsu" not in page.content.decode()
    refused = client.post(PATH, {"email": "minsu"})
    assert refused.status_code == 403
    assert "minsu@example.org" not in refused.content.decode()
    assert not ModerationEntry.objects.exists()


def test_moderators_of_a_board_do_not_find_members():
    moderator = MemberFactory()
    BoardFactory(moderators=[moderator])
    assert signed_in(moderator).get(PATH).status_code == 404


def test_the_search_is_limited(admin, settings):
    settings.LIMITS = limits_with("find-members.members=1/10m find-members.new=1/10m")
    client = signed_in(admin)
    answers = [client.get(PATH).status_code for _ in range(STAFF_FACTOR + 1)]
    assert answers == [200] * STAFF_FACTOR + [429]


def test_the_log_shows_what_is_about_one_member(admin):
    one, other = MemberFactory(), MemberFactory()
    silence(one, by=admin, reason="하나의 이유")
    silence(other, by=admin, reason="다른 이유")
    page = signed_in(admin).get(f"/moderation/log/?member={one.pk}").content.decode()
    assert "하나의 이유" in page
    assert "다른 이유" not in page


def test_an_index_finds_handles_among_many(admin):
    many = [MemberFactory.build(handle=f"writer{number}") for number in range(500)]
    Member.objects.bulk_create(many)
    rows = reading._beginning_with("reader").order_by("handle_key")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE boards_members_member")  # of few members any way is as good
            assert "Index Cond" in rows.explain()
        else:
            assert "USING INDEX" in rows.explain()
            assert "SCAN" not in rows.explain().replace("USING", "")
