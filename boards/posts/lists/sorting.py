"""Lists in another order than that of time: the most recommended, viewed or commented of a period.

    /boards/talk/?sort=recommends&period=week&page=2

Without a parameter, or with one that names nothing, a list is the ordinary one, newest first; the
period is a week unless one is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from boards.members.models import DEFAULT_LIST_SIZE
from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.listed import ListRow
from boards.posts.lists import paging, rows
from boards.posts.lists.ranking import CACHED_FOR, MAX_RANKED, Measure, Newest, Period, ranking_of
from boards.posts.lists.read_marks import with_read_marks
from boards.posts.models import Post

MAX_SHOWN = 350  # posts: ten pages, beyond which nobody looks for the most of anything


class Sort(models.TextChoices):
    """In which order a list stands; the labels are those of the bar above it."""

    NEWEST = "newest", _("Newest")
    RECOMMENDS = "recommends", _("Most recommended")
    VIEWS = "views", _("Most viewed")
    COMMENTS = "comments", _("Most commented")


@dataclass(frozen=True)
class Order:
    """The order that a URL asks for."""

    sort: Sort = Sort.NEWEST
    period: Period = Period.WEEK

    # What pages say of every sorted list.
    max_shown, max_ranked, minutes = MAX_SHOWN, f"{MAX_RANKED:,}", CACHED_FOR // 60

    @property
    def is_newest(self) -> bool:
        """Whether it is the ordinary one."""
        return self.sort is Sort.NEWEST

    @property
    def choices(self) -> list[tuple[Sort, bool]]:
        """Every order, and whether it is this one."""
        return [(each, each is self.sort) for each in Sort]

    @property
    def periods(self) -> list[tuple[Period, bool]]:
        """Every period, and whether it is this one's."""
        return [(each, each is self.period) for each in Period]


def order_in(parameters: QueryDict) -> Order:
    """Read the order from the parameters of a URL."""
    sort, period = parameters.get("sort", ""), parameters.get("period", "")
    return Order(
        sort=Sort(sort) if sort in Sort.values else Sort.NEWEST,
        period=Period(period) if period in Period.values else Period.WEEK,
    )


class SortedPage(NamedTuple):
    """A page of a sorted list.

    `until` is set when nothing was posted lately: then the period ends with the newest post.
    """

    page: Page[ListRow]
    until: Newest | None


def sorted_page_of(
    viewer: Viewer | None, number: int, *, order: Order, boards: Sequence[Board]
) -> SortedPage:
    """Return one page, counted from 1, of the posts of these boards, which the viewer may read.

    What was hidden or moved away since the ranking was made is missing in its page.

    Raises:
        PastLastPage: when the list has no such page.
    """
    size = viewer.list_size if viewer is not None and viewer.is_active else DEFAULT_LIST_SIZE
    by = Measure(order.sort.value)
    keys, until = ranking_of([each.pk for each in boards], order.period, by, limit=MAX_SHOWN)
    page: Page = paging.page_of(Paginator(keys, size), number)
    found = _rows_of(list(page.object_list), boards)
    shown = rows.apply_visibility(found, viewer, boards=boards)
    page.object_list = with_read_marks(shown, viewer)
    return SortedPage(page, until)


def _rows_of(keys: Sequence[int], boards: Sequence[Board]) -> list[ListRow]:
    """Return the rows of these posts in this order, as far as they are still there for everyone."""
    posts = Post.objects.published().on_any_of([board.pk for board in boards])
    found = {
        row.pk: row for row in map(ListRow.of, posts.filter(pk__in=keys, is_secret=False).as_rows())
    }
    return [found[pk] for pk in keys if pk in found]
