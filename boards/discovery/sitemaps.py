"""The sitemap: every page that search engines are to know, in parts.

A part holds what has its id in one range of PART ids, so that it is found by its key: nothing is
counted, nothing skipped over, and a part stays what it is when posts are added. It may hold fewer
than the 50,000 URLs that https://www.sitemaps.org/protocol.html allows, and never more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.db import models
from django.urls import reverse

from boards.discovery.canonical_urls import absolute
from boards.discovery.metadata import MIN_POSTS_OF_A_TAG
from boards.discovery.readers import public_boards, public_posts
from boards.members.models import Member
from boards.moments import site_time
from boards.posts.models import Post, Tag

PART = 50_000  # ids
AT_ONCE = 2_000  # rows that are held in memory
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class ListedPage:
    """One URL of a sitemap, from the site's root; `changed_at` is None where nobody knows."""

    path: str
    changed_at: datetime | date | None = None


@dataclass(frozen=True)
class SitemapKind:
    """One kind of pages: the rows behind them, the route to each, and what is read of a row.

    The first field is the argument of the route; the others are those of `_changed_at`.
    """

    rows: Callable[[], models.QuerySet]
    route: str
    fields: tuple[str, ...]


def posts() -> models.QuerySet[Post]:
    """Return the posts that search engines are to know: public ones with a text."""
    return public_posts().exclude(body="")


def tags() -> models.QuerySet[Tag]:
    """Return the tags whose lists they are to know."""
    tagged = public_posts().filter(tagged__tag=models.OuterRef("pk")).order_by().values("pk")
    last = MIN_POSTS_OF_A_TAG - 1
    return Tag.objects.alias(enough=models.Subquery(tagged[last : last + 1])).filter(
        enough__isnull=False
    )


def members() -> models.QuerySet[Member]:
    """Return the members whose pages they are to know: those that list a post."""
    openly = public_posts().filter(author=models.OuterRef("pk"), anonymous_number__isnull=True)
    active = Member.objects.filter(is_active=True, deleted_at__isnull=True)
    return active.filter(models.Exists(openly))


def parts_of(rows: models.QuerySet, *, size: int = PART) -> Iterator[int]:
    """Yield the numbers of the parts that hold something, counted from 1.

    Costs one look into the index of keys for each, however many rows there are.
    """
    part = 0
    while True:
        keys = rows.filter(pk__gt=part * size).order_by("pk").values_list("pk", flat=True)
        first = keys.first()
        if first is None:
            return
        part = (first - 1) // size + 1
        yield part


def pages_of(kind: SitemapKind, part: int, *, size: int = PART) -> Iterator[ListedPage]:
    """Yield the pages of a part, without holding more than AT_ONCE of them.

    By key and not by a cursor, which would stay open in the database while a slow crawler reads.
    """
    rows = kind.rows().filter(pk__lte=part * size).order_by("pk")
    cached_reverse = _paths(kind.route)
    last, is_more = (part - 1) * size, True
    while is_more:
        piece = list(rows.filter(pk__gt=last).values_list("pk", *kind.fields)[:AT_ONCE])
        for row in piece:
            last, key, *times = row
            yield ListedPage(cached_reverse(key), _changed_at(*times))
        is_more = len(piece) == AT_ONCE


def pages_of_lists() -> Iterator[ListedPage]:
    """Yield the pages that list posts: the site's, the best and each board's."""
    yield ListedPage(reverse("posts:home"))
    yield ListedPage(reverse("posts:all"))
    yield ListedPage(reverse("posts:best"))
    for board in public_boards():
        yield ListedPage(board.get_absolute_url())


def url_set(pages: Iterator[ListedPage]) -> Iterator[str]:
    """Yield a sitemap as XML, a piece at a time."""
    yield f'{DECLARATION}<urlset xmlns="{NAMESPACE}">\n'
    while piece := "".join(map(_entry, islice(pages, AT_ONCE))):
        yield piece
    yield "</urlset>\n"


def index(paths: Iterator[str]) -> Iterator[str]:
    """Yield the sitemap that names the other ones, as XML.

    Args:
        paths: of the sitemaps, from the site's root.
    """
    yield f'{DECLARATION}<sitemapindex xmlns="{NAMESPACE}">\n'
    for path in paths:
        yield f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def _entry(page: ListedPage) -> str:
    changed = _in_w3c_format(page.changed_at)
    last = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(absolute(page.path))}</loc>{last}</url>\n"


def _in_w3c_format(changed: datetime | date | None) -> str:
    if isinstance(changed, datetime):
        return changed.isoformat(timespec="seconds")
    return changed.isoformat() if changed else ""


def _paths(route: str) -> Callable[[object], str]:
    """Return what makes the path of one row.

    The URL configuration is asked once: for each of 50,000 rows that takes longer than the rest.
    """
    before, _, after = reverse(route, args=[0]).rpartition("0")
    return lambda key: f"{before}{quote(str(key))}{after}"


def _changed_at(
    posted_at: datetime | None = None,
    edited_at: datetime | None = None,
    is_estimated: bool = False,
    is_day_only: bool = False,
) -> datetime | date | None:
    if edited_at or posted_at is None or is_estimated:
        return edited_at
    return site_time.day_of(posted_at) if is_day_only else posted_at


KINDS = {
    "posts": SitemapKind(
        posts,
        "posts:article",
        ("pk", "posted_at", "edited_at", "posted_at_is_estimated", "posted_at_is_day_only"),
    ),
    "tags": SitemapKind(tags, "posts:tag", ("slug",)),
    "members": SitemapKind(members, "accounts:profile", ("pk",)),
}
