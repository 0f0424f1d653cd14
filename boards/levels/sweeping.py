"""Looks at the levels of those who did something lately, or for whom the days are over.

Nothing is asked where texts are written: that would cost each of them a statement. Instead new rows
are found by their keys, behind the place where the last look ended, and only the levels of their
authors are worked out. What becomes due by time alone is found by when members joined.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from boards.levels.actions.raise_level import raise_level
from boards.levels.facts import with_texts
from boards.levels.models import Swept
from boards.members.levels import Level, thresholds_of
from boards.members.models import Member
from boards.posts.models import Comment, CommentRecommendation, Post, Recommendation

STEP = 2_000  # rows of a stream that one look takes; a site that fell behind catches up


class Stream(NamedTuple):
    """Something by which levels rise.

    Attributes:
        end: of a place, the place where the next look behind it ends; the same where nothing is.
        members: the keys of the members concerned, behind one place and up to another.
    """

    name: str
    end: Callable[[int], int]
    members: Callable[[int, int], Iterable[int]]


def sweep_levels() -> int:
    """Look at what is new in each stream; return how many levels rose.

    A process that ends in between leaves a look to be repeated; of two at once, both may look, and
    one says how far.
    """
    swept = {row.stream: row for row in Swept.objects.all()}
    raised = 0
    for stream in STREAMS:
        was = swept.get(stream.name) or Swept(stream=stream.name)
        end = stream.end(was.to)
        if end == was.again_from:
            continue
        raised += _raise(stream.members(was.again_from, end))
        _note(was, end)
    return raised


def _raise(members: Iterable[int]) -> int:
    rising = Member.objects.filter(
        pk__in=list(members), level__lt=max(Level), level_is_fixed=False, deleted_at=None
    )
    return sum(raise_level(member=member) for member in rising)


def _note(was: Swept, end: int) -> None:
    Swept.objects.get_or_create(stream=was.stream)
    at_once = Swept.objects.filter(stream=was.stream, to=was.to, again_from=was.again_from)
    at_once.update(to=end, again_from=was.to)


def _rows(name: str, model: type[Model], author: str) -> Stream:
    rows: QuerySet = model._default_manager.order_by()

    def end(place: int) -> int:
        newest = rows.aggregate(newest=Max("pk"))["newest"] or 0
        return min(max(newest, place), place + STEP)

    def members(after: int, to: int) -> Iterable[int]:
        found = rows.filter(pk__gt=after, pk__lte=to).exclude(**{author: None})
        return found.values_list(author, flat=True).distinct()

    return Stream(name, end, members)


def _joined(name: str, level: Level) -> Stream:
    """Those who have been members for as many days as a level takes."""

    def end(place: int) -> int:
        due = timezone.now() - timedelta(days=thresholds_of(level).days)
        behind = Member.objects.filter(joined_at__gte=_moment(place + 1), joined_at__lte=due)
        some = behind.order_by("joined_at").values_list("joined_at", flat=True)[:STEP]
        last = max(some, default=None)
        return place if last is None else int(last.timestamp())

    def members(after: int, to: int) -> Iterable[int]:
        found = Member.objects.filter(
            level__lt=level,
            joined_at__gte=_moment(after + 1),
            joined_at__lt=_moment(to + 1),
        )
        return with_texts(found, level).values_list("pk", flat=True)

    return Stream(name, end, members)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


STREAMS = (
    _rows("posts", Post, "author"),
    _rows("comments", Comment, "author"),
    _rows("recommended posts", Recommendation, "post__author"),
    _rows("recommended comments", CommentRecommendation, "comment__author"),
    _joined("days of members", Level.MEMBER),
    _joined("days of regulars", Level.REGULAR),
)
