"""A list that is taken from the cache is the same as one that is made for its page alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from boards.caching import parts
from boards.counters.models import ViewTotal
from boards.members.models import Member
from boards.models import Board, Category
from boards.posts.models import Notice, Post, PostCounts
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CategoryFactory,
    CommentFactory,
    MemberFactory,
    NoticeFactory,
    PostFactory,
)
from tests.posts import whole_pages
from tests.posts.whole_pages import html_of, signed_in

pytestmark = pytest.mark.django_db


def shown_to(client: Client, path: str) -> str:
    return whole_pages.shown_to(client, path, off="CACHED_PARTS")


def read(client: Client, post: Post) -> None:
    client.get(post.get_absolute_url(), headers={"user-agent": "Mozilla/5.0 Chrome/120"})


def held() -> set[bytes]:
    return set(parts.LISTS)


@pytest.fixture
def moderator() -> Member:
    return MemberFactory(handle="keeper")


@pytest.fixture
def board(moderator: Member) -> Board:
    """A board with a post of every kind that a list shows."""
    board = BoardFactory(slug="talk", moderators=[moderator], allows_anonymous=True)
    other = BoardFactory(slug="tax")
    category = CategoryFactory(board=board, name_ko="질문", slug="question")
    writer = MemberFactory(handle="writer")
    long_ago = timezone.now() - timedelta(days=40)
    PostFactory(board=board, author=writer, title="집 <주인>", category=category)
    PostFactory(board=board, author=writer, title="only for some", is_secret=True)
    PostFactory(board=board, anonymous_number=1)
    PostFactory(
        board=board, author=writer, anonymous_number=1, is_secret=True, title="nobody knows me"
    )
    PostFactory(board=board, title="long ago", posted_at=long_ago)
    PostFactory(board=board, state="hidden", title="no longer there")
    PostFactory(board=other, author=writer, title="of the other board")
    for post in Post.objects.all():
        post.tags.add("월세")
    NoticeFactory(post__board=board, post__title="read this first")
    CommentFactory(post=Post.objects.get(title="long ago"))
    return board


LISTS = (
    "/all/",
    "/all/?sort=recommends&period=day",
    "/boards/tax/",
    "/boards/talk/",
    "/boards/talk/?category=question",
    "/boards/talk/?lang=en",
    "/boards/talk/?sort=comments",
    "/boards/talk/?tag=월세",
    "/tags/월세/",
)


@pytest.mark.parametrize("path", LISTS)
def test_everybody_gets_the_list_that_is_theirs(board: Board, moderator: Member, path: str) -> None:
    writer = Member.objects.get(handle="writer")
    blocking, reading = MemberFactory(), MemberFactory()
    blocking.blocks.create(blocked=writer)
    read(signed_in(reading), Post.objects.get(title="long ago"))
    viewers = [MemberFactory(), writer, moderator, AdminFactory(), blocking, reading]
    clients = [Client(), *map(signed_in, viewers)]
    pages = [shown_to(client, path) for client in clients]
    assert [shown_to(client, path) for client in reversed(clients)] == pages[::-1]
    assert held()


@pytest.mark.parametrize("query", ["", "?list=all", "?lang=en"])
def test_the_list_around_an_article_is_that_of_its_viewer(
    board: Board, moderator: Member, query: str
) -> None:
    posts = Post.objects.filter(board=board, state="published", is_secret=False)
    writer = Member.objects.get(handle="writer")
    clients = [Client(), *map(signed_in, [MemberFactory(), writer, moderator])]
    for post in posts:
        path = f"{post.get_absolute_url()}{query}"
        pages = [shown_to(client, path) for client in clients]
        assert [shown_to(client, path) for client in reversed(clients)] == pages[::-1]


def test_each_layout_of_a_board_is_a_list_of_its_own(board: Board) -> None:
    pages = []
    for layout in ("rows", "cards", "magazine"):
        Board.objects.filter(pk=board.pk).update(list_layout=layout)
        pages.append(shown_to(Client(), "/boards/talk/"))
    Post.objects.filter(title="long ago").update(body_text="other words")
    pages.append(shown_to(Client(), "/boards/talk/"))
    assert len(set(pages)) == 4


def test_a_list_is_taken_from_the_cache_by_who_sees_it_alike(board: Board) -> None:
    for viewers in ((Client(), Client()), (signed_in(MemberFactory()), signed_in(MemberFactory()))):
        parts.forget()
        html_of(viewers[0], "/boards/talk/")
        found = held()
        assert len(found) == 3  # the list, what stands below it, and what programs read
        html_of(viewers[1], "/boards/talk/")
        assert held() == found


def test_nothing_is_cached_for_moderators(board: Board, moderator: Member) -> None:
    for path in ("/all/", "/boards/talk/", "/boards/tax/"):
        html_of(signed_in(moderator), path)
    assert not held()


CHANGES: dict[str, Callable[[Post], object]] = {
    "title": lambda post: Post.objects.filter(pk=post.pk).update(title="other"),
    "picture": lambda post: Post.objects.filter(pk=post.pk).update(has_image=True),
    "secret post": lambda post: Post.objects.filter(pk=post.pk).update(is_secret=True),
    "hidden post": lambda post: Post.objects.filter(pk=post.pk).update(state="hidden"),
    "unknown date": lambda post: Post.objects.filter(pk=post.pk).update(
        posted_at_is_estimated=True
    ),
    "views": lambda post: ViewTotal.objects.update_or_create(
        post_id=post.pk, defaults={"total": 77}
    ),
    "comments": lambda post: CommentFactory(post=post),
    "recommendations": lambda post: PostCounts.objects.update_or_create(
        post_id=post.pk, defaults={"recommends": 7}
    ),
    "new post": lambda post: PostFactory(board=post.board),
    "name of a board": lambda post: Board.objects.update(name_ko="다른", name_en="other"),
    "description": lambda post: Board.objects.update(description_ko="다른", description_en="other"),
    "rules": lambda post: Board.objects.update(has_rules=True),
    "columns": lambda post: Board.objects.update(lists_views=False, lists_author=False),
    "archived board": lambda post: Board.objects.update(is_archived=True),
    "who may write": lambda post: Board.objects.update(write_access="moderators"),
    "name of a category": lambda post: Category.objects.update(name_ko="다른", name_en="other"),
    "colour of a category": lambda post: Category.objects.update(colour="red"),
    "category of a post": lambda post: Post.objects.filter(pk=post.pk).update(category=None),
    "name of a writer": lambda post: Member.objects.filter(handle="writer").update(handle="zzzzzz"),
    "writer who left": lambda post: Member.objects.filter(handle="writer").update(
        deleted_at=timezone.now()
    ),
    "another notice": lambda post: NoticeFactory(post__board=post.board),
    "must-read notice": lambda post: Notice.objects.update(must_read=True),
    "no notice": lambda post: Notice.objects.all().delete(),
    "title of a notice": lambda post: Post.objects.filter(notice__isnull=False).update(title="x"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once(board: Board, change: str) -> None:
    post = Post.objects.get(title="집 <주인>")
    around = Post.objects.get(title="long ago").get_absolute_url()
    paths = ["/boards/talk/", "/all/", around]
    clients = [Client(), signed_in(MemberFactory())]
    before = [shown_to(client, path) for client in clients for path in paths]
    CHANGES[change](post)
    after = [shown_to(client, path) for client in clients for path in paths]
    assert before != after


def test_how_long_ago_it_was_and_what_is_new_goes_on(board: Board) -> None:
    newest = Post.objects.latest("posted_at").posted_at
    pages = []
    for minutes in (5, 9, 24 * 60 - 1, 24 * 60 + 1, 2 * 24 * 60, 400 * 24 * 60):
        later = timedelta(minutes=minutes)
        with time_machine.travel(newest + later, tick=False):
            pages.append(shown_to(Client(), "/boards/talk/?lang=en"))
    assert "5 minutes ago" in pages[0]
    assert "9 minutes ago" in pages[1]
    assert "new-mark" in pages[2]
    assert "new-mark" not in pages[3]
    assert len(set(pages)) == len(pages) - 1  # the third day is as the second, until a new year


def test_what_one_member_has_read_is_unread_for_another(board: Board) -> None:
    one, other = signed_in(MemberFactory()), signed_in(MemberFactory())
    assert 'class="read"' not in shown_to(one, "/boards/talk/")
    read(one, Post.objects.get(title="long ago"))
    assert 'class="read"' in shown_to(one, "/boards/talk/")
    assert 'class="read"' not in shown_to(other, "/boards/talk/")


def test_a_list_is_in_the_time_zone_of_its_viewer(board: Board) -> None:
    Post.objects.filter(title="long ago").update(posted_at="2024-03-05T08:00:00Z")
    here, there = (MemberFactory(time_zone=zone) for zone in ("Asia/Seoul", "Pacific/Honolulu"))
    assert "2024.03.05" in shown_to(signed_in(here), "/boards/talk/?lang=ko")
    assert "2024.03.04" in shown_to(signed_in(there), "/boards/talk/?lang=ko")


def test_new_comments_are_those_since_ones_own_visit(board: Board) -> None:
    post = Post.objects.get(title="long ago")
    one, other = signed_in(MemberFactory()), signed_in(MemberFactory())
    read(one, post)
    CommentFactory(post=post)
    read(other, post)
    assert "new-comments" in shown_to(one, "/boards/talk/")
    assert "new-comments" not in shown_to(other, "/boards/talk/")


def test_a_notice_of_another_board_is_the_one_of_now(board: Board) -> None:
    notice = NoticeFactory(scope="every_board", post__board=BoardFactory(slug="news"))
    before = shown_to(Client(), "/boards/tax/")
    Post.objects.filter(pk=notice.post_id).update(title="another title")
    after = shown_to(Client(), "/boards/tax/")
    assert "another title" in after
    assert "another title" not in before


def test_the_pages_of_a_list_are_different_parts(board: Board) -> None:
    for _ in range(40):
        PostFactory(board=board, author=None, masked_author="x", title="the same")
    Post.objects.filter(title="the same").update(posted_at=timezone.now() - timedelta(days=90))
    pages = [shown_to(Client(), f"/boards/talk/?page={number}") for number in (1, 2)]
    assert len(set(pages)) == 2
