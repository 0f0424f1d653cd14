"""Profile pages: what a member wrote, for those who may know it, under the name they may see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boards.access import Access
from boards.members.models import Block
from boards.posts.models import Comment
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db

HANDLE = "honggildong"


@pytest.fixture
def member():
    return MemberFactory(handle=HANDLE, email="secret-address@example.com")


def profile(member):
    return reverse("accounts:profile", args=[member.pk])


def comments(member):
    return reverse("accounts:comments", args=[member.pk])


def comment_by(member, post=None, **fields):
    text = fields.pop("text", "동의합니다.")
    post = post or PostFactory()
    return Comment.objects.create(
        author=member, post=post, text=text, body=f"<p>{text}</p>", **fields
    )


@pytest.mark.parametrize("path", [profile, comments])
def test_nothing_of_the_page_tells_others_the_handle(client, signed_in, member, path):
    PostFactory(author=member)
    comment_by(member)
    for browser in (client, signed_in(MemberFactory())):
        response = browser.get(path(member))
        page = response.content.decode()
        assert response.status_code == 200
        assert "hoxxxxx" in page
        assert HANDLE not in page + str(response.headers)
        assert "secret-address" not in page


@pytest.mark.parametrize("path", [profile, comments])
def test_the_member_and_staff_see_the_whole_handle(signed_in, member, path):
    for viewer in (member, AdminFactory()):
        assert f"<h1>{HANDLE}</h1>" in signed_in(viewer).get(path(member)).content.decode()


def test_posts_are_the_members_own_newest_first(client, member):
    now = timezone.now()
    PostFactory(author=member, title="먼저", posted_at=now - timedelta(days=2))
    PostFactory(author=member, title="나중", posted_at=now - timedelta(days=1))
    PostFactory(title="남의 글")
    titles = [title.split()[0] for title in listed_rows(client.get(profile(member))).titles()]
    assert titles == ["나중", "먼저"]


@pytest.mark.parametrize(
    "fields", [{"anonymous_number": 0}, {"state": State.HIDDEN}, {"state": State.DELETED}], ids=str
)
def test_anonymous_hidden_and_deleted_posts_stand_on_nobodys_page(
    client, signed_in, member, fields
):
    PostFactory(author=member, title="숨은 글", **fields)
    for browser in (client, signed_in(member), signed_in(AdminFactory())):
        assert "숨은 글" not in browser.get(profile(member)).content.decode()


def test_secret_posts_and_comments_stand_there_for_the_member_alone(client, signed_in, member):
    PostFactory(author=member, title="비밀 이야기", is_secret=True)
    comment_by(member, text="비밀 댓글", is_secret=True)
    for path, text in ((profile, "비밀 이야기"), (comments, "비밀 댓글")):
        assert text in signed_in(member).get(path(member)).content.decode()
        for browser in (client, signed_in(MemberFactory()), signed_in(AdminFactory())):
            page = browser.get(path(member)).content.decode()
            assert text not in page
            assert "Secret post" not in page


def test_what_stands_on_a_closed_board_is_for_its_readers(client, signed_in, member):
    closed = BoardFactory(read_access=Access.MEMBERS)
    post = PostFactory(author=member, board=closed, title="회원만")
    comment_by(member, post, text="우리끼리")
    for path, text in ((profile, "회원만"), (comments, "우리끼리")):
        assert text not in client.get(path(member)).content.decode()
        assert text in signed_in(MemberFactory()).get(path(member)).content.decode()


@pytest.mark.parametrize(
    "fields", [{"anonymous_number": 3}, {"state": State.HIDDEN}, {"state": State.DELETED}], ids=str
)
def test_anonymous_hidden_and_deleted_comments_stand_on_nobodys_page(
    client, signed_in, member, fields
):
    comment_by(member, text="숨은 댓글", **fields)
    for browser in (client, signed_in(member), signed_in(AdminFactory())):
        assert "숨은 댓글" not in browser.get(comments(member)).content.decode()


def test_comments_on_posts_that_the_visitor_may_not_read_are_left_out(client, signed_in, member):
    author = MemberFactory()
    comment_by(member, PostFactory(author=author, is_secret=True), text="비밀글에 단 댓글")
    assert "비밀글에" not in client.get(comments(member)).content.decode()
    assert "비밀글에" in signed_in(author).get(comments(member)).content.decode()


def test_a_long_comment_is_cut_and_its_markup_left_out(client, member):
    comment = comment_by(member, text="가" * 500)
    page = client.get(comments(member)).content.decode()
    assert comment.get_absolute_url() in page
    assert "가" * 200 + "…" in page
    assert "가" * 201 not in page


def test_whom_a_comment_mentions_is_named_as_the_visitor_may_see_them(client, signed_in, member):
    other = MemberFactory(handle="imkkeokjeong")
    body = f'<p><span class="mention" data-member="{other.pk}"></span> 님 말씀대로</p>'
    Comment.objects.create(author=member, post=PostFactory(), text="@imxxxxx 님", body=body)
    page = client.get(comments(member)).content.decode()
    assert "@imxxxxx 님 말씀대로" in page
    assert "imkkeokjeong" not in page
    assert "@imkkeokjeong 님" in signed_in(other).get(comments(member)).content.decode()


def test_lists_are_as_long_as_the_visitor_likes_them(client, signed_in, member):
    for number in range(36):
        PostFactory(author=member, title=f"글 {number}")
    reader = MemberFactory(list_size=20)
    assert len(listed_rows(client.get(profile(member))).rows) == 35
    assert len(listed_rows(client.get(f"{profile(member)}?page=2")).rows) == 1
    assert len(listed_rows(signed_in(reader).get(profile(member))).rows) == 20


@pytest.mark.parametrize("page", ["0", "x", "-1"])
def test_what_is_no_number_of_a_page_is_not_found(client, member, page):
    assert client.get(f"{profile(member)}?page={page}").status_code == 404


@pytest.mark.parametrize("path", [profile, comments])
def test_queries_do_not_grow_with_the_list(
    client, signed_in, member, path, django_assert_num_queries
):
    signed = signed_in(MemberFactory())
    for _ in range(12):
        comment_by(member, PostFactory(author=member))
    # Guests: member, count, rows, boards of the header.
    with django_assert_num_queries(4):
        client.get(path(member))
    # Members: session, visitor, and what they block, twice on the page of posts.
    with django_assert_num_queries(8 if path is profile else 7):
        signed.get(path(member))


def test_a_former_member_is_gone_and_a_switched_off_one_not_found(client, signed_in, member):
    member.is_active = False
    member.save()
    assert client.get(profile(member)).status_code == 404
    member.deleted_at = timezone.now()
    member.save()
    response = signed_in(AdminFactory()).get(profile(member))
    assert response.status_code == 410
    assert HANDLE not in response.content.decode()
    assert client.get(reverse("accounts:profile", args=[member.pk + 99])).status_code == 404


def test_join_date_is_shown(client, member):
    member.joined_at = timezone.now().replace(year=2021, month=3, day=14, hour=18)
    member.save()
    assert "2021-03-14" in client.get(profile(member)).content.decode()


def test_pages_are_for_reading_only(client, member):
    assert client.post(profile(member)).status_code == 405


def test_blocking_folds_the_page_away_and_unblocking_unfolds_it(signed_in, member):
    PostFactory(author=member, title="보기 싫은 글")
    reader = MemberFactory()
    browser = signed_in(reader)
    for _ in range(2):
        response = browser.post(reverse("accounts:block", args=[member.pk]), follow=True)
        assert response.redirect_chain == [(profile(member), 302)]
    assert Block.objects.filter(blocker=reader, blocked=member).count() == 1
    assert "보기 싫은 글" not in browser.get(profile(member)).content.decode()
    assert "Post of a member whom you blocked" in browser.get("/").content.decode()
    for _ in range(2):
        browser.post(reverse("accounts:unblock", args=[member.pk]))
    assert "보기 싫은 글" in browser.get(profile(member)).content.decode()


def test_the_blocked_member_sees_no_difference(signed_in, member):
    reader = MemberFactory()
    browser = signed_in(member)
    before = browser.get(profile(reader)).content
    Block.objects.create(blocker=reader, blocked=member)
    after = browser.get(profile(reader)).content
    token = b"csrfmiddlewaretoken"
    assert [line for line in before.splitlines() if token not in line] == [
        line for line in after.splitlines() if token not in line
    ]


def test_blocking_leads_back_to_a_page_of_this_site_only(signed_in, member):
    browser = signed_in(MemberFactory())
    path = reverse("accounts:block", args=[member.pk])
    assert browser.post(path, {"next": "/boards/x/"})["Location"] == "/boards/x/"
    away = browser.post(path, {"next": "https://elsewhere.example/"})
    assert away["Location"] == profile(member)


def test_nobody_blocks_oneself_and_guests_block_nobody(client, signed_in, member):
    path = reverse("accounts:block", args=[member.pk])
    assert signed_in(member).post(path).status_code == 403
    assert client.post(path).status_code == 302
    assert signed_in(MemberFactory()).get(path).status_code == 405
    assert not Block.objects.exists()
