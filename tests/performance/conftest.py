"""A site with a thousand posts, and the same site with five thousand."""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from boards.members.models import DEFAULT_LIST_SIZE, Member
from boards.models import Board
from boards.posts.models import Notice, Post
from tests.factories import CommentFactory, MemberFactory, PostFactory
from tests.performance.work import Work, measured_work

SMALL, LARGE = 1_000, 5_000
# As long as the article of the saved page with which the project began: 2,700 characters.
BODY = (
    "<p>" + "</p><p>".join(["작년에 낸 세금을 돌려받은 이야기를 적어 둡니다. " * 9] * 10) + "</p>"
)
HEADERS = {
    "accept-language": "ko",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0",
}

# Page and who asks for it.
PAGES = [
    (page, who)
    for page in ("article", "article-of-board", "list-1", "board-1", "list-last")
    for who in ("guest", "member")
]


class Figures(NamedTuple):
    """The work of every page, and the article page as a guest gets it, at one size."""

    work: dict[tuple[str, str], Work]
    article_html: str


@pytest.fixture(scope="package")
def sites(django_db_setup: None, django_db_blocker: Any) -> dict[int, Figures]:
    """The figures by number of posts; the posts themselves are gone again."""
    with django_db_blocker.unblock(), transaction.atomic():
        member = MemberFactory()
        generate(SMALL, seed=1)
        small = figures_for(member)
        generate(LARGE - SMALL, seed=2)
        large = figures_for(member)
        transaction.set_rollback(True)
    return {SMALL: small, LARGE: large}


def generate(posts: int, *, seed: int) -> None:
    """Put generated posts beside those that are there; only the first ones bring notices."""
    known_notices = set(Notice.objects.values_list("pk", flat=True))
    call_command(
        "generate_posts",
        **{"posts": posts, "members": posts // 20, "comments": posts * 2, "seed": seed},
        add=True,
        no_index=True,
        verbosity=0,
    )
    if known_notices:
        Notice.objects.exclude(pk__in=known_notices).delete()


def figures_for(member: Member) -> Figures:
    """Measure each page once."""
    for page in ("article", "list-1"):  # what a process does only once is done
        Client(headers=HEADERS).get(path_of(page))
    work, html = {}, {}
    for page, who in PAGES:
        client = Client(headers=HEADERS)
        if who == "member":
            client.force_login(member)
        path = path_of(page)
        client.get(path)  # the counts of a list are read once after they were folded
        cache.clear()
        with measured_work() as work[page, who]:
            response = client.get(path)
        assert response.status_code == 200, (page, response)
        html[page, who] = response.content.decode()
    return Figures(work=work, article_html=html["article", "guest"])


def path_of(page: str) -> str:
    """Return the address of a page; each article is a new one in the middle of all."""
    board = Board.objects.order_by("position", "pk")[0]
    if page.startswith("article"):
        address = new_article(board).get_absolute_url()
        return f"{address}?board={board.slug}" if page == "article-of-board" else address
    if page == "board-1":
        return board.get_absolute_url()
    last = -(-Post.objects.listed_for(None).count() // DEFAULT_LIST_SIZE)
    return f"/?page={last}" if page == "list-last" else "/"


def new_article(board: Board) -> Post:
    """Publish an article with ten comments, half as old as the site."""
    dates = Post.objects.order_by("posted_at").values_list("posted_at", flat=True)
    middle = dates[dates.count() // 2]
    post = PostFactory(board=board, body=BODY, posted_at=middle + timedelta(microseconds=1))
    post.tags.add("세금", "환급")
    for _ in range(10):
        CommentFactory(post=post)
    return post
