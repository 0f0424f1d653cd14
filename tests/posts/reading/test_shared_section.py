"""An article that is taken from the cache is the same as one that is made for its page alone."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.caching import parts
from boards.counters.models import ViewTotal
from boards.members.models import Member
from boards.posts.models import Comment, Post
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CategoryFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
)
from tests.posts import whole_pages
from tests.posts.whole_pages import html_of, signed_in

pytestmark = pytest.mark.django_db


def shown_to(client: Client, path: str) -> str:
    return whole_pages.shown_to(client, path, off="PREPARED_QUERIES")


def held() -> set[bytes]:
    return set(parts.ARTICLES)


@pytest.fixture
def moderator() -> Member:
    return MemberFactory(handle="keeper")


@pytest.fixture
def post(moderator: Member) -> Post:
    """A post with comments of every kind that a page shows."""
    board = BoardFactory(slug="talk", moderators=[moderator], allows_anonymous=True)
    post = PostFactory(board=board, author=MemberFactory(handle="writer"), title="집 <주인>")
    post.tags.add("월세")
    long_ago = timezone.now() - timedelta(days=40)
    root = CommentFactory(post=post, author=MemberFactory(handle="speaker"), posted_at=long_ago)
    CommentFactory(post=post, author=post.author, parent=root)
    CommentFactory(post=post, author=post.author, is_secret=True, text="only for some")
    CommentFactory(post=post, is_anonymous=True, text="nobody knows me")
    for state in ("hidden", "deleted"):
        comment = CommentFactory(post=post, text=f"no longer there: {state}")
        Comment.objects.filter(pk=comment.pk).update(state=state)
    return post


@pytest.mark.parametrize("query", ["", "?list=all", "?order=newest", "?lang=en", "?comments=1"])
def test_everybody_gets_the_page_that_is_theirs(post: Post, moderator: Member, query: str) -> None:
    path = f"{post.get_absolute_url()}{query}"
    speaker = Member.objects.get(handle="speaker")
    blocking = MemberFactory()
    blocking.blocks.create(blocked=speaker)
    viewers = [MemberFactory(), speaker, post.author, moderator, AdminFactory(), blocking]
    clients = [Client(), *map(signed_in, viewers)]
    pages = [shown_to(client, path) for client in clients]
    assert [shown_to(client, path) for client in reversed(clients)] == pages[::-1]
    assert held()


def test_a_page_is_taken_from_the_cache_by_who_sees_it_alike(post: Post) -> None:
    for client in (Client(), signed_in(MemberFactory())):
        parts.forget()
        html_of(client, post.get_absolute_url())
        found = held()
        assert len(found) == 2  # the article, and what programs read of it
        html_of(client, post.get_absolute_url())
        assert held() == found


def test_a_post_without_comments_is_cached_too(moderator: Member, post: Post) -> None:
    path = PostFactory(board=post.board, author=post.author).get_absolute_url()
    viewers = [MemberFactory(), post.author, moderator]
    clients = [Client(), *map(signed_in, viewers)]
    pages = [shown_to(client, path) for client in clients]
    assert [shown_to(client, path) for client in reversed(clients)] == pages[::-1]
    for client in clients[:2]:
        parts.forget()
        html_of(client, path)
        found = held()
        assert len(found) == 2
        html_of(client, path)
        assert held() == found


@pytest.mark.parametrize("who", ["guest", "member"])
def test_nobody_asks_for_comments_where_there_are_none(post: Post, who: str) -> None:
    path = PostFactory(board=post.board).get_absolute_url()
    client = Client() if who == "guest" else signed_in(MemberFactory())
    with CaptureQueriesContext(connection) as asked:
        html_of(client, path)
    comments = f'FROM "{Comment._meta.db_table}"'
    assert not [query["sql"] for query in asked.captured_queries if comments in query["sql"]]


def test_the_first_comment_is_seen_at_once(post: Post) -> None:
    other = PostFactory(board=post.board)
    clients = [Client(), signed_in(MemberFactory())]
    before = [shown_to(client, other.get_absolute_url()) for client in clients]
    CommentFactory(post=other, text="the first one")
    after = [shown_to(client, other.get_absolute_url()) for client in clients]
    assert all("the first one" in page for page in after)
    assert before != after


@pytest.mark.parametrize("handle", ["keeper", "writer", "speaker"])
def test_nothing_is_cached_for_who_sees_more(post: Post, handle: str) -> None:
    html_of(signed_in(Member.objects.get(handle=handle)), post.get_absolute_url())
    assert not held()


def test_each_form_has_a_key_and_a_token_of_its_own(post: Post) -> None:
    client = signed_in(MemberFactory())
    path = post.get_absolute_url()
    found = [
        re.findall(r'name="submission_key" value="([\w-]{36})"', client.get(path).content.decode())
        for _ in range(3)
    ]
    assert len({key for keys in found for key in keys}) == 3
    other = signed_in(MemberFactory())
    assert client.cookies.get("csrftoken") is not None
    other.get(path)
    assert other.cookies["csrftoken"].value != client.cookies["csrftoken"].value


def test_views_are_those_of_the_moment(post: Post) -> None:
    path = post.get_absolute_url()
    html_of(Client(), path)
    ViewTotal.objects.update_or_create(post_id=post.pk, defaults={"total": 1_234})
    page = shown_to(Client(), path)
    assert "1,234" in page
    assert '"userInteractionCount": 1234' in page


def test_no_text_that_is_typed_is_taken_for_a_mark(post: Post) -> None:
    typed = r'\u0000csrf_token\u0000 "\u0000views\u0000"'
    Post.objects.filter(pk=post.pk).update(title=typed)
    post.tags.add(r"\u0000csrf_token\u0000")
    for client in (Client(), signed_in(MemberFactory())):
        page = shown_to(client, post.get_absolute_url())
        assert r"\u0000csrf_token\u0000" in page
    assert "csrftoken" not in Client().get(post.get_absolute_url()).cookies


CHANGES: dict[str, Callable[[Post], object]] = {
    "title": lambda post: Post.objects.filter(pk=post.pk).update(title="other"),
    "body": lambda post: Post.objects.filter(pk=post.pk).update(body="<p>other</p>"),
    "board": lambda post: type(post.board).objects.update(name_ko="other", name_en="other"),
    "category": lambda post: Post.objects.filter(pk=post.pk).update(
        category=CategoryFactory(board=post.board)
    ),
    "tag": lambda post: post.tags.add("other"),
    "name of a tag": lambda post: post.tags.update(name="other"),
    "comment": lambda post: CommentFactory(post=post, text="other"),
    "text of a comment": lambda post: Comment.objects.update(body="<p>other</p>"),
    "hidden comment": lambda post: Comment.objects.update(state="hidden"),
    "secret comment": lambda post: Comment.objects.update(is_secret=True),
    "recommended comment": lambda post: Comment.objects.update(recommends=7),
    "name of a writer": lambda post: Member.objects.filter(handle="speaker").update(handle="other"),
    "writer who left": lambda post: Member.objects.filter(handle="speaker").update(
        deleted_at=timezone.now()
    ),
    "closed comments": lambda post: Post.objects.filter(pk=post.pk).update(comments_open=False),
    "archived board": lambda post: type(post.board).objects.update(is_archived=True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once(post: Post, change: str) -> None:
    path = post.get_absolute_url()
    clients = [Client(), signed_in(MemberFactory())]
    before = [shown_to(client, path) for client in clients]
    CHANGES[change](post)
    after = [shown_to(client, path) for client in clients]
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_what_one_member_recommends_is_not_recommended_by_another(post: Post) -> None:
    path = post.get_absolute_url()
    one, other = signed_in(MemberFactory()), signed_in(MemberFactory())
    shown_to(one, path)
    comment = post.comments.filter(state="published", is_secret=False).earliest("pk")
    one.post(f"/posts/{post.pk}/recommend/")
    one.post(f"/comments/{comment.pk}/recommend/")
    assert "Undo recommendation" in shown_to(one, f"{path}?lang=en")
    assert "Undo recommendation" not in shown_to(other, f"{path}?lang=en")


def test_a_page_stays_cached_when_a_writer_signs_in_again(post: Post) -> None:
    for client in (Client(), signed_in(MemberFactory())):
        parts.forget()
        html_of(client, post.get_absolute_url())
        found = held()
        signed_in(Member.objects.get(handle="speaker"))
        signed_in(post.author)
        writers = Member.objects.filter(handle__in=["speaker", "writer"])
        writers.update(language="en", list_size=20, about="other")
        html_of(client, post.get_absolute_url())
        assert held() == found


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="https://example.com/a">https://example.com/a</a></p>',
        '<p><a href="https://youtu.be/dQw4w9WgXcQ">https://youtu.be/dQw4w9WgXcQ</a></p>',
    ],
)
def test_what_may_have_a_preview_or_a_player_is_made_for_each_page(post: Post, body: str) -> None:
    Post.objects.filter(pk=post.pk).update(body=body)
    for client in (Client(), signed_in(MemberFactory())):
        shown_to(client, post.get_absolute_url())
    assert not held()


def test_a_member_who_is_mentioned_has_the_name_of_now(post: Post) -> None:
    CommentFactory(post=post, text="@speaker 님 고맙습니다")
    clients = [Client(), signed_in(MemberFactory())]
    before = [shown_to(client, post.get_absolute_url()) for client in clients]
    Member.objects.filter(handle="speaker").update(handle="renamed")
    after = [shown_to(client, post.get_absolute_url()) for client in clients]
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert not held()


def test_how_long_ago_it_was_goes_on(post: Post) -> None:
    path = f"{post.get_absolute_url()}?lang=en"
    newest = post.comments.latest("posted_at").posted_at
    with time_machine.travel(newest + timedelta(minutes=5, seconds=5), tick=False):
        assert "5 minutes ago" in shown_to(Client(), path)
    with time_machine.travel(newest + timedelta(minutes=9, seconds=5), tick=False):
        assert "9 minutes ago" in shown_to(Client(), path)


def test_what_was_typed_before_signing_in_is_in_its_writers_form_alone(post: Post) -> None:
    path = post.get_absolute_url()
    client = Client()
    client.post(f"/posts/{post.pk}/comments/", {"text": "typed before"})
    member = MemberFactory()
    client.force_login(member)
    assert "typed before" in shown_to(client, path)
    assert "typed before" not in shown_to(signed_in(MemberFactory()), path)
