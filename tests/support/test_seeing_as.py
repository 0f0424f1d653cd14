"""Staff see the site as a member does: with a reason, for a while, and without changing it."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from boards.access import Access
from boards.counters.models import CountedView
from boards.members.models import Member
from boards.moderation.models import ModerationEntry
from boards.posts.models import ReadMark
from boards.search.models import RecentSearch
from boards.support.models import Look
from boards.support.seeing.actions.begin_look import begin_look
from boards.support.seeing.pages import SEEN, may_be_seen
from forum.limits import limits_with
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.sanctions.people import signed_in, site_moderator, suspend

pytestmark = pytest.mark.django_db

END = "/moderation/look/end/"
BANNER = "look-banner"


@pytest.fixture
def member() -> Member:
    return MemberFactory(handle="jangmi")


@pytest.fixture
def admin() -> Member:
    return AdminFactory(handle="chief")


def supporter(**fields) -> Member:
    """Return staff who may see the site as members do, and no more."""
    found = MemberFactory(is_staff=True, **fields)
    found.user_permissions.add(Permission.objects.get(codename="see_as_member"))
    return Member.objects.get(pk=found.pk)


def looking(staff: Member, member: Member, reason="글이 안 보인다고 합니다."):
    """Return the browser of staff in which they see the site as a member."""
    client = signed_in(staff)
    answer = client.post(f"/moderation/members/{member.pk}/see-as/", {"reason": reason})
    assert answer.status_code == 302
    return client


def test_staff_see_what_the_member_sees(admin, member):
    secret = PostFactory(author=member, is_secret=True, title="내 비밀 글")
    hidden_from_member = PostFactory(is_secret=True, title="남의 비밀 글")
    client = looking(admin, member)
    assert client.get(secret.get_absolute_url()).status_code == 200
    assert client.get(hidden_from_member.get_absolute_url()).status_code == 403


def test_the_banner_stands_on_every_page_and_names_the_member(admin, member):
    client = looking(admin, member)
    for path in ("/", "/all/", "/search/?q=x", f"/members/{member.pk}/", "/settings/", "/nowhere/"):
        page = client.get(path).content.decode()
        assert BANNER in page, path
        assert "jangmi" in page
    assert BANNER not in signed_in(member).get("/").content.decode()


def test_pages_seen_as_a_member_are_stored_nowhere(admin, member):
    answer = looking(admin, member).get("/")
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_the_language_is_that_of_the_member(admin, member):
    Member.objects.filter(pk=member.pk).update(language="ko")
    assert 'lang="ko"' in looking(admin, member).get("/").content.decode()


def test_it_is_logged_when_it_begins_and_when_it_ends(admin, member):
    client = looking(admin, member, reason="로그인 문의")
    client.post(END)
    began, ended = ModerationEntry.objects.order_by("pk")
    assert (began.verb, began.by, began.kind) == ("look_begin", admin, "member")
    assert (began.target_id, began.reason) == (str(member.pk), "로그인 문의")
    assert (ended.verb, ended.by) == ("look_end", admin)
    assert BANNER not in client.get("/").content.decode()


def test_ending_twice_is_logged_once(admin, member):
    client = looking(admin, member)
    client.post(END)
    assert client.post(END).status_code == 302
    assert ModerationEntry.objects.filter(verb="look_end").count() == 1


def test_it_ends_by_itself_when_its_time_is_up(admin, member):
    client = looking(admin, member)
    earlier = timezone.now() - timedelta(hours=1)
    Look.objects.update(began_at=earlier, ends_at=earlier + timedelta(minutes=30))
    page = client.get("/")
    assert BANNER not in page.content.decode()
    assert page.context["user"] == admin
    look = Look.objects.get()
    assert look.ended_at == look.ends_at


@pytest.mark.parametrize("minutes", [1, 30])
def test_the_setting_says_for_how_long(settings, admin, member, minutes):
    settings.SEE_AS_MINUTES = minutes
    look = begin_look(member=member, by=admin, reason="문의")
    assert look.ends_at - look.began_at == timedelta(minutes=minutes)


def test_it_ends_at_once_when_staff_lose_the_permission(member):
    staff = supporter()
    client = looking(staff, member)
    staff.user_permissions.clear()
    assert BANNER not in client.get("/").content.decode()
    assert Look.objects.get().ended_at is not None


def test_it_ends_at_once_when_the_member_becomes_staff(member):
    client = looking(supporter(), member)
    Member.objects.filter(pk=member.pk).update(is_staff=True)
    assert BANNER not in client.get("/").content.decode()


def test_it_is_bound_to_who_began_it(admin, member):
    look = begin_look(member=member, by=AdminFactory(), reason="문의")
    client = signed_in(admin)
    session = client.session
    session["_look"] = look.pk
    session.save()
    assert BANNER not in client.get("/").content.decode()


# -- nothing changes ---------------------------------------------------------------------------


def test_nothing_can_be_sent(admin, member):
    post = PostFactory()
    client = looking(admin, member)
    for path in (
        f"/posts/{post.pk}/recommend/",
        f"/posts/{post.pk}/comments/",
        f"/boards/{post.board.slug}/write/",
        "/settings/",
        "/accounts/logout/",
        f"/moderation/members/{post.author.pk}/see-as/",
        "/admin/login/",
    ):
        answer = client.post(path, {"text": "안녕", "reason": "x"})
        assert answer.status_code == 403, path
        assert "only look" in answer.content.decode(), path
    assert post.recommended.count() == 0
    assert post.comments.count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/settings/", "/settings/export/", "/settings/profile/", "/settings/delete/",
        "/settings/looks/", "/drafts/", "/scraps/", "/search/saved/", "/reports/", "/write/",
        "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/",
        "/accounts/handle/", "/moderation/", "/moderation/log/", "/moderation/members/", "/admin/",
    ],
)  # fmt: skip
def test_what_the_member_keeps_to_oneself_is_not_seen(admin, member, path):
    answer = looking(admin, member).get(path)
    assert answer.status_code == 403
    assert member.email not in answer.content.decode()


def test_a_page_that_nobody_thought_about_is_not_seen():
    assert not may_be_seen("GET", view="posts:something-new")
    assert not may_be_seen("GET", view="")
    assert not may_be_seen("POST", view="posts:home")


def test_every_page_that_is_seen_exists():
    for name in SEEN:
        assert any(_leads_somewhere(name, args) for args in ARGUMENTS), name


ARGUMENTS = (
    [], [1], ["slug"], [1, "a"],
    ["11111111-1111-1111-1111-111111111111"], ["11111111-1111-1111-1111-111111111111", 96],
    ["11111111-1111-1111-1111-111111111111", "a.pdf"],
)  # fmt: skip


def _leads_somewhere(name: str, args: list) -> bool:
    try:
        return bool(reverse(name, args=args))
    except NoReverseMatch:
        return False


def test_it_counts_no_view_and_leaves_no_mark(admin, member):
    post = PostFactory()
    CommentFactory(post=post)
    client = looking(admin, member)
    client.get(post.get_absolute_url())
    client.get("/search/?q=세금")
    assert not CountedView.objects.exists()
    assert not ReadMark.objects.exists()
    assert not RecentSearch.objects.exists()


def test_recent_searches_of_the_member_are_not_shown(admin, member):
    RecentSearch.objects.create(member=member, query="이혼 상담", searched_at=timezone.now())
    assert "이혼 상담" in signed_in(member).get("/search/").content.decode()
    assert "이혼 상담" not in looking(admin, member).get("/search/").content.decode()


def test_no_page_writes_anything(admin, member):
    board = BoardFactory(read_access=Access.MEMBERS)
    post = PostFactory(board=board, author=member)
    CommentFactory(post=post)
    client = looking(admin, member)
    paths = [
        "/", "/all/", "/best/", f"/boards/{board.slug}/", post.get_absolute_url(),
        f"/members/{member.pk}/", f"/members/{member.pk}/comments/", "/search/?q=세금",
        "/decisions/", "/sanctions/", "/transparency/",
    ]  # fmt: skip
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200, path
        written = [query["sql"] for query in queries if _writes(query["sql"])]
        assert written == [], path


def _writes(sql: str) -> bool:
    """Say whether a statement writes to anything but what every visitor shares for a moment."""
    writes = re.search(r"\b(INSERT INTO|UPDATE \S+ SET|DELETE FROM)\b", sql)
    return bool(writes) and "cache_entries" not in sql


def test_it_uses_up_no_limit_of_the_member(settings, admin, member):
    settings.LIMITS = limits_with("search.members=1/m search.new=1/m")
    client = looking(admin, member)
    for _ in range(3):
        assert client.get("/search/?q=x").status_code == 200
    assert signed_in(member).get("/search/?q=x").status_code == 200


def test_the_member_is_not_signed_in_anywhere(admin, member):
    client = looking(admin, member)
    client.get("/")
    assert client.session["_auth_user_id"] == str(admin.pk)
    member.refresh_from_db()
    assert member.last_login is None


# -- who may -----------------------------------------------------------------------------------


def test_who_was_given_the_permission_may(member):
    assert BANNER in looking(supporter(), member).get("/").content.decode()


@pytest.mark.parametrize("make", [site_moderator, MemberFactory])
def test_others_may_not(make, member):
    staff = make()
    with pytest.raises(PermissionDenied):
        begin_look(member=member, by=staff, reason="문의")
    assert signed_in(staff).get(f"/moderation/members/{member.pk}/see-as/").status_code == 404


def test_nobody_sees_as_who_stands_as_high(admin):
    staff = supporter()
    suspended = MemberFactory()
    suspend(suspended)
    others = [
        admin, AdminFactory(), supporter(), site_moderator(), staff,
        MemberFactory(is_staff=True), MemberFactory(is_active=False), suspended,
    ]  # fmt: skip
    for by in (staff, admin):
        for other in others:
            if by == admin and other not in (admin, others[1]):
                continue
            with pytest.raises(ValidationError) as refused:
                begin_look(member=other, by=by, reason="문의")
            assert refused.value.code == "rank"


def test_without_a_reason_nothing_begins(admin, member):
    client = signed_in(admin)
    answer = client.post(f"/moderation/members/{member.pk}/see-as/", {"reason": " "})
    assert answer.status_code == 422
    assert not Look.objects.exists()


def test_what_was_typed_survives_a_refusal(admin):
    other = AdminFactory()
    answer = signed_in(admin).post(f"/moderation/members/{other.pk}/see-as/", {"reason": "긴 이유"})
    assert answer.status_code == 409
    assert "긴 이유" in answer.content.decode()


def test_the_member_reads_who_looked_and_why(admin, member):
    looking(admin, member, reason="글이 안 보인다는 문의")
    page = signed_in(member).get("/settings/looks/").content.decode()
    assert "글이 안 보인다는 문의" in page
    assert "chxxxxx" in page
    assert (
        "글이 안 보인다는 문의"
        not in signed_in(MemberFactory()).get("/settings/looks/").content.decode()
    )


def test_others_pay_no_query_for_it(member):
    client = signed_in(member)
    client.get("/transparency/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/transparency/")
    assert not [q for q in queries if "boards_support" in q["sql"]]
