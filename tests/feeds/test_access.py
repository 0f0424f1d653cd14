"""A feed opens to whom its page opens, and holds nothing that is not for everybody there."""

import pytest
from django.contrib.sessions.models import Session

from boards.access import Access
from boards.members.models import Block
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.feeds.reading import KINDS, SYNTAXES, address, parsed, read, titles

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("syntax", SYNTAXES)]

LISTS = [kind for kind in KINDS if kind != "comments"]


@pytest.fixture
def board():
    return BoardFactory(allows_secret=True, allows_anonymous=True, moderators=[MemberFactory()])


@pytest.fixture
def post(board):
    post = PostFactory(board=board, title="보이는 글", author=MemberFactory(handle="honggildong"))
    post.tags.add("세금")
    return post


def of_everybody(client, post):
    """Become each of the people in turn."""
    yield client
    for person in (post.author, post.board.moderators.get(), AdminFactory()):
        client.force_login(person)
        yield client


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(
    "fields", [{"is_secret": True}, {"state": State.HIDDEN}, {"state": State.DELETED}], ids=str
)
def test_nobody_finds_secret_hidden_or_deleted_posts(client, post, kind, fields, syntax):
    withheld = PostFactory(board=post.board, author=post.author, title="숨은 글", **fields)
    withheld.tags.add("세금")
    for browser in of_everybody(client, post):
        assert titles(browser, address(post, kind, syntax)) == ["보이는 글"]


def test_secret_hidden_and_deleted_posts_have_no_feed_of_comments(client, post, syntax):
    for fields, statuses in [
        ({"is_secret": True}, [403, 404, 404, 404]),
        ({"state": State.HIDDEN}, [404, 404, 404, 404]),
        ({"state": State.DELETED}, [410, 410, 410, 410]),
    ]:
        withheld = PostFactory(board=post.board, author=post.author, title="숨은 글", **fields)
        client.logout()
        answers = [
            browser.get(address(withheld, "comments", syntax))
            for browser in of_everybody(client, post)
        ]
        assert [answer.status_code for answer in answers] == statuses
        assert all("숨은 글" not in answer.content.decode() for answer in answers)


@pytest.mark.parametrize(
    "fields", [{"is_secret": True}, {"state": State.HIDDEN}, {"state": State.DELETED}], ids=str
)
def test_nobody_finds_secret_hidden_or_deleted_comments(client, post, fields, syntax):
    CommentFactory(post=post, text="보이는 댓글")
    withheld = CommentFactory(post=post, text="숨은 댓글")
    Comment.objects.filter(pk=withheld.pk).update(**fields)
    for browser in of_everybody(client, post):
        page = browser.get(address(post, "comments", syntax)).content.decode()
        assert "보이는 댓글" in page
        assert "숨은 댓글" not in page


@pytest.mark.parametrize("access", [Access.MEMBERS, Access.MODERATORS])
def test_closed_boards_are_closed_to_guests(client, access, syntax):
    board = BoardFactory(read_access=access)
    closed = PostFactory(board=board, title="닫힌 글")
    closed.tags.add("세금")
    assert client.get(address(closed, "board", syntax)).status_code == 403
    assert client.get(address(closed, "comments", syntax)).status_code == 403
    assert client.get(address(closed, "tag", syntax)).status_code == 404
    assert titles(client, address(closed, "site", syntax)) == []
    assert titles(client, address(closed, "member", syntax)) == []


def test_members_read_the_boards_of_members(client, syntax):
    closed = PostFactory(board=BoardFactory(read_access=Access.MEMBERS), title="닫힌 글")
    closed.tags.add("세금")
    client.force_login(MemberFactory())
    for kind in LISTS:
        assert titles(client, address(closed, kind, syntax)) == ["닫힌 글"]
    assert client.get(address(closed, "comments", syntax)).status_code == 200


def test_things_that_are_not_there_have_no_feed(client, syntax):
    for path in ("boards/없음/feed", "tags/없음/feed", "members/999/feed", "posts/999/comments"):
        assert client.get(f"/{path}.{syntax}").status_code == 404
    for huge in (f"/members/{'9' * 30}/feed", f"/posts/{'9' * 30}/comments"):
        assert client.get(f"{huge}.{syntax}").status_code == 404
    assert client.get(f"/feed.{syntax}x").status_code == 404
    assert client.post(f"/feed.{syntax}").status_code == 405


def test_members_who_left_or_are_switched_off_have_no_feed(client, syntax):
    gone, off = MemberFactory(), MemberFactory()
    gone.deleted_at, off.is_active = gone.joined_at, False
    gone.save()
    off.save()
    assert client.get(f"/members/{gone.pk}/feed.{syntax}").status_code == 410
    assert client.get(f"/members/{off.pk}/feed.{syntax}").status_code == 404


class TestAnonymous:
    def test_posts_are_in_no_feed_of_their_author(self, client, post, syntax):
        PostFactory(board=post.board, author=post.author, anonymous_number=0, title="익명 글")
        for browser in of_everybody(client, post):
            assert titles(browser, address(post, "member", syntax)) == ["보이는 글"]

    def test_posts_and_comments_lead_to_nobody(self, client, board, syntax):
        author = MemberFactory(handle="whisperer")
        post = PostFactory(board=board, author=author, anonymous_number=0)
        publish_comment(post=post, author=author, text="익명의 댓글", is_anonymous=True)
        for kind, name in (("board", "Anonymous<"), ("comments", "Anonymous (author)<")):
            for browser in of_everybody(client, post):
                page = browser.get(address(post, kind, syntax)).content.decode()
                assert name in page
                assert f"/members/{author.pk}/" not in page
                assert "whisperer" not in page
            client.logout()


class TestNames:
    def test_are_masked_for_all_but_the_member_and_staff(self, client, post, syntax):
        path = address(post, "member", syntax)
        names = []
        for person in (None, MemberFactory(), post.author, AdminFactory()):
            client.logout()
            if person:
                client.force_login(person)
            names.append(read(client, path).entries[0].author)
        assert names == ["hoxxxxx", "hoxxxxx", "honggildong", "honggildong"]


class TestBlocked:
    def test_members_are_left_out_for_who_blocked_them(self, client, post, syntax):
        reader = MemberFactory()
        Block.objects.create(blocker=reader, blocked=post.author)
        other = PostFactory(board=post.board, title="남의 글")
        CommentFactory(post=other, author=post.author, text="막은 댓글")
        CommentFactory(post=other, text="남의 댓글")
        PostFactory(board=post.board, author=None, masked_author="vuxxxxx", title="옮겨 온 글")
        client.force_login(reader)
        assert titles(client, address(post, "site", syntax)) == ["옮겨 온 글", "남의 글"]
        assert titles(client, address(post, "member", syntax)) == []
        comments = client.get(address(other, "comments", syntax)).content.decode()
        assert "남의 댓글" in comments
        assert "막은 댓글" not in comments

    def test_members_stay_where_they_are_anonymous(self, client, board, syntax):
        anonymous = PostFactory(board=board, anonymous_number=0, title="익명 글")
        reader = MemberFactory()
        Block.objects.create(blocker=reader, blocked=anonymous.author)
        client.force_login(reader)
        assert titles(client, f"/feed.{syntax}") == ["익명 글"]


def test_a_feed_opens_no_session_and_sets_no_cookie(client, post, syntax):
    for kind in KINDS:
        response = client.get(address(post, kind, syntax))
        parsed(response)
        assert not response.cookies
        assert Session.objects.count() == 0
