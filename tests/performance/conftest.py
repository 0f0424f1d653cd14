"""A site with a thousand posts, and the same site with fifty thousand."""

import fcntl
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client

from boards.members.models import DEFAULT_LIST_SIZE, Member
from boards.models import Board
from boards.posts.models import ListSegment, Notice, Post, Tag, TaggedPost
from boards.posts.models.list_count import EVERY_POST
from boards.samples.markers import IN_A_HUNDREDTH
from boards.search.index.indexing import index_posts
from tests.factories import CommentFactory, MemberFactory, PostFactory
from tests.performance.apart import database_apart
from tests.performance.plans import faults_of
from tests.performance.work import measured_work

SMALL, LARGE = 1_000, 50_000
INDEXED = 1_000  # newest posts that a search looks through: to index fifty thousand takes minutes
WALK = 450  # posts; half a segment of a thousand is the longest walk on the smaller site
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
    for page in (
        *("home", "article", "article-of-all", "list-1", "list-middle", "list-last"),
        *("board-1", "category", "tag", "search"),
    )
    for who in ("guest", "member")
] + [(page, "moderator") for page in ("article", "list-1", "board-1")]


@dataclass(frozen=True)
class Figures:
    """What one page asked of the database.

    Attributes:
        queries: how many.
        amount: as in `measured_work`.
        faults: what the plans do that grows with the tables.
    """

    queries: int
    amount: int
    faults: list[str]


@dataclass(frozen=True)
class Site:
    """The figures of every page, and two of them as a guest gets them, at one size."""

    pages: dict[tuple[str, str], Figures]
    article_html: str
    home_html: str


@pytest.fixture(scope="package")
def sites(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any, worker_id: str
) -> dict[int, Site]:
    """The figures by number of posts, made by the first worker that asks; the posts are gone."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent  # which all workers of a run have in common
    with (folder / "sites.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = folder / "sites.json"
        if not file.exists():
            with django_db_blocker.unblock(), database_apart():
                write(file, measured_sites())
        return read(file)


def measured_sites() -> dict[int, Site]:
    """Measure the site at both sizes; it stays as it is at the larger one."""
    people = {"member": MemberFactory(), "moderator": MemberFactory()}
    generate(SMALL, seed=1)
    people["moderator"].moderated_boards.set(Board.objects.all())
    small = measured_site(people)
    generate(LARGE - SMALL, seed=2)
    return {SMALL: small, LARGE: measured_site(people)}


def generate(posts: int, *, seed: int) -> None:
    """Put generated posts beside those that are there; only the first ones bring notices.

    Members and tags are as many as of a site in real life, or PostgreSQL would rightly read their
    few pages from end to end.
    """
    known_notices = set(Notice.objects.values_list("pk", flat=True))
    call_command(
        "generate_posts",
        **{"posts": posts, "members": posts // 4, "comments": posts * 2, "seed": seed},
        add=True,
        no_index=True,
        verbosity=0,
    )
    if known_notices:
        Notice.objects.exclude(pk__in=known_notices).delete()
    Tag.objects.bulk_create(
        Tag(name=f"꼬리표 {seed} {number}", slug=f"꼬리표-{seed}-{number}")
        for number in range(posts // 4)
    )
    newest = Post.objects.published().order_by("-posted_at", "-pk")
    index_posts(list(newest.values_list("pk", flat=True)[:INDEXED]))
    as_on_a_site()


def as_on_a_site() -> None:
    """Let the planner know what it would: all on PostgreSQL, but nothing on SQLite."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("DELETE FROM sqlite_stat1")  # of `generate_posts`
    connection.close()


def measured_site(people: dict[str, Member]) -> Site:
    """Measure each page once."""
    for page in ("article", "list-1", "search"):  # what a process does only once is done
        Client(headers=HEADERS).get(cached_reverse(page))
    pages, html = {}, {}
    for page, who in PAGES:
        client = Client(headers=HEADERS)
        if who in people:
            client.force_login(people[who])
        path = cached_reverse(page)
        client.get(path)  # the counts of a list are read once after they were compacted
        cache.clear()
        with measured_work() as work:
            response = client.get(path)
        assert response.status_code == 200, (page, response)
        html[page, who] = response.content.decode()
        faults = [fault for statement in work.statements for fault in faults_of(*statement)]
        pages[page, who] = Figures(work.queries, work.amount, faults)
    return Site(pages, article_html=html["article", "guest"], home_html=html["home", "guest"])


def cached_reverse(page: str) -> str:
    """Return the address of a page; each article is a new one in the middle."""
    board = Board.objects.order_by("position", "pk")[0]
    if page.startswith("article"):
        address = new_article(board).get_absolute_url()
        return f"{address}?list=all" if page == "article-of-all" else address
    listed = Post.objects.listed_for(None)
    newer = listed.filter(posted_at__gt=middle()).count()
    paths = {
        "home": "/",
        "list-1": "/all/",
        "list-middle": f"/all/?page={newer // DEFAULT_LIST_SIZE + 1}",
        "list-last": f"/all/?page={-(-listed.count() // DEFAULT_LIST_SIZE)}",
        "board-1": board.get_absolute_url(),
        "category": board.categories.order_by("pk")[0].get_absolute_url(),
        "tag": most_used_tag().get_absolute_url(),
        "search": f"/search/?q={IN_A_HUNDREDTH[0]}",
    }
    return paths[page]


def most_used_tag() -> Tag:
    """Return the tag of the most posts."""
    uses = TaggedPost.objects.values("tag").annotate(posts=Count("pk")).order_by("-posts", "tag")
    return Tag.objects.get(pk=uses[0]["tag"])


def middle() -> datetime:
    """Return when a post in the middle was posted, `WALK` posts above the start of a segment.

    What finding it costs depends on that distance, which is as good as chance, and never more
    than a segment.
    """
    starts = ListSegment.objects.filter(tag=EVERY_POST).order_by("posted_at", "post_id")
    start = list(starts.values_list("posted_at", flat=True))[starts.count() // 2]
    above = Post.objects.listed_for(None).filter(posted_at__gte=start)
    return above.order_by("posted_at", "pk").values_list("posted_at", flat=True)[WALK]


def new_article(board: Board) -> Post:
    """Publish an article with ten comments, half as old as the site."""
    post = PostFactory(board=board, body=BODY, posted_at=middle() + timedelta(microseconds=1))
    post.tags.add("세금", "환급")
    for _ in range(10):
        CommentFactory(post=post)
    return post


def write(file: Path, sites: dict[int, Site]) -> None:
    """Keep the figures for the other workers of a run."""
    content = [
        {
            "posts": posts,
            "pages": [[*page, asdict(figures)] for page, figures in site.pages.items()],
            "article_html": site.article_html,
            "home_html": site.home_html,
        }
        for posts, site in sites.items()
    ]
    file.write_text(json.dumps(content))


def read(file: Path) -> dict[int, Site]:
    """Return what `write` kept."""
    return {
        site["posts"]: Site(
            pages={(page, who): Figures(**figures) for page, who, figures in site["pages"]},
            article_html=site["article_html"],
            home_html=site["home_html"],
        )
        for site in json.loads(file.read_text())
    }
