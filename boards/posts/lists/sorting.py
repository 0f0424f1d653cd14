"""Lists in another order than that of time: the most recommended, viewed or commented of a period.

    /boards/talk/?category=daily&sort=recommends&period=week&page=2

Without a parameter, or with one that names nothing, a list is the ordinary one, newest first; the
period is a week unless one is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from boards.members.models import DEFAULT_LIST_SIZE
from boards.members.viewers import Viewer
from boards.models import Board, Category
from boards.posts.listed import ListRow
from boards.posts.lists import paging, rows
from boards.posts.lists.ranking import (
    CACHED_FOR,
    MAX_RANKED,
    Measure,
    Newest,
    Period,
    ranking_of,
    rows_of_ranked,
)
from boards.posts.lists.read_marks import with_read_marks

MAX_SHOWN = 350  # posts: ten pages, beyond which nobody looks for the most of anything


class Sort(models.TextChoices):
    """In which order a list stands; the labels are those of the bar above it."""

    NEWEST = "newest", _("Newest")
    RECOMMENDS = "recommends", _("Most recommended")
    VIEWS = "views", _("Most viewed")
    COMMENTS = "comments", _("Most commented")


@dataclass(frozen=True)
class Order:
    """The order that a URL asks for, of the posts of a board or of one category (by its slug)."""

    sort: Sort = Sort.NEWEST
    period: Period = Period.WEEK
    category: str = ""

    # What pages say of every sorted list.
    max_shown, max_ranked, minutes = MAX_SHOWN, f"{MAX_RANKED:,}", CACHED_FOR // 60

    @property
    def is_newest(self) -> bool:
        """Whether it is the ordinary one."""
        return self.sort is Sort.NEWEST

    @property
    def query(self) -> str:
        """What makes the URL of the list in this order; a week goes without saying."""
        return self._query(names_period=self.period is not Period.WEEK)

    @property
    def choices(self) -> list[tuple[Sort, str, bool]]:
        """Every order, what leads to it, and whether it is this one."""
        return [(each, replace(self, sort=each).query, each is self.sort) for each in Sort]

    @property
    def periods(self) -> list[tuple[Period, str, bool]]:
        """Every period, what leads to it, and whether it is this one's."""
        return [
            (each, replace(self, period=each)._query(names_period=True), each is self.period)
            for each in Period
        ]

    def within(self, category: Category | None) -> Self:
        """Return the same order for the posts of a category; with None for all."""
        return replace(self, category=category.slug if category else "")

    def _query(self, *, names_period: bool) -> str:
        said = {"category": self.category} if self.category else {}
        if not self.is_newest:
            said["sort"] = self.sort.value
            if names_period:
                said["period"] = self.period.value
        return f"?{urlencode(said)}" if said else ""


def order_in(parameters: QueryDict) -> Order:
    """Read the order from the parameters of a URL; it is that of all posts."""
    sort, period = parameters.get("sort", ""), parameters.get("period", "")
    return Order(
        sort=Sort(sort) if sort in Sort.values else Sort.NEWEST,
        period=Period(period) if period in Period.values else Period.WEEK,
    )


class SortedPage(NamedTuple):
    """A page of a sorted list.

    `until` is set when nothing was posted lately: then the period ends with the newest post.
    `is_cut` says that there were more than could be compared.
    """

    page: Page[ListRow]
    until: Newest | None
    is_cut: bool


def sorted_page_of(
    viewer: Viewer | None,
    number: int,
    *,
    order: Order,
    boards: Sequence[Board],
    category: Category | None = None,
) -> SortedPage:
    """Return one page, counted from 1, of the posts of these boards, which the viewer may read.

    What was hidden or moved away since the ranking was made is missing in its page.

    Raises:
        PastLastPage: when the list has no such page.
    """
    size = viewer.list_size if viewer is not None and viewer.is_active else DEFAULT_LIST_SIZE
    by = Measure(order.sort.value)
    ranking = ranking_of(
        [each.pk for each in boards],
        order.period,
        by,
        limit=MAX_SHOWN,
        category=category.pk if category else None,
    )
    page: Page = paging.page_of(Paginator(ranking.keys, size), number)
    found = rows_of_ranked(page.object_list, boards, category=category)
    shown = rows.apply_visibility(found, viewer, boards=boards)
    page.object_list = with_read_marks(shown, viewer)
    return SortedPage(page, ranking.until, ranking.is_cut)
