"""How many members have confirmed a notice, and how many there are to confirm it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.cache import caches
from django.db import models

from boards.access import Access
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Notice, NoticeConfirmation

MAX_READERS = 100_000  # more are not counted
CACHED_FOR = 300  # seconds
CACHE = "quick"  # of settings.CACHES


class Confirmed(NamedTuple):
    """How many active members have confirmed a notice, of how many who can read its board."""

    number: int
    readers: int

    @property
    def has_more_readers(self) -> bool:
        """Whether there are more of them than are counted."""
        return self.readers > MAX_READERS


def confirmed(notice: Notice) -> int:
    """Return how many active members who can read its board have confirmed a notice as it is."""
    board = notice.post.board
    return _valid([notice]).filter(_may_read(board, "member__")).count()


def confirmed_of(notices: Iterable[Notice]) -> dict[int, Confirmed]:
    """Return the same of each notice by its key, with how many may, in one query for the counts.

    How many members can read a board is counted once in five minutes, and to MAX_READERS.

    Args:
        notices: with their posts and boards.
    """
    asked = [notice for notice in notices if notice.must_read]
    if not asked:
        return {}
    boards = {notice.post.board_id: notice.post.board for notice in asked}
    may_read = models.Q()
    for board in boards.values():
        own = models.Q(notice__post__board=board.pk)
        may_read |= own & _may_read(board, "member__")
    rows = _valid(asked).filter(may_read).values("notice").annotate(times=models.Count("pk"))
    counts = dict(rows.order_by().values_list("notice", "times"))
    readers = {pk: _readers_of(board) for pk, board in boards.items()}
    return {
        notice.pk: Confirmed(counts.get(notice.pk, 0), readers[notice.post.board_id])
        for notice in asked
    }


def _valid(notices: Iterable[Notice]) -> "models.QuerySet[NoticeConfirmation]":
    return NoticeConfirmation.objects.filter(
        notice__in=[notice.pk for notice in notices], edition=models.F("notice__edition")
    )


def _readers_of(board: Board) -> int:
    def counted() -> int:
        readers = Member.objects.filter(_may_read(board))
        return readers.values("pk").distinct().order_by()[: MAX_READERS + 1].count()

    key = f"readers:{board.pk if board.read_access == Access.MODERATORS else 'members'}"
    number: int = caches[CACHE].get_or_set(key, counted, CACHED_FOR)  # type: ignore[assignment]
    return number


def _may_read(board: Board, of: str = "") -> models.Q:
    """Keep active members who can read a board, as `boards.permissions.can_read` says.

    Args:
        of: what leads to the member from the rows that are asked about.
    """
    active = models.Q(**{f"{of}is_active": True})
    if board.read_access != Access.MODERATORS:
        return active
    moderates = models.Q(**{f"{of}pk__in": board.moderators.values("pk")})
    return active & (moderates | models.Q(**{f"{of}is_superuser": True}))
