"""What somebody may find, said to the index."""

from dataclasses import dataclass

from django.db.models import QuerySet

from boards.caching.answers import cached_for_guests
from boards.db.prepared import prepared
from boards.members.models import Block
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of
from boards.models import Board
from boards.search.index.conditions import (
    SECRECY,
    AllOf,
    AnyOf,
    Condition,
    Not,
    author_mark,
    board_mark,
    mark,
    owner_mark,
)

MAX_BLOCKED = 200  # authors that are left out of the index's answer; others are folded on the page
_SECRET = mark(SECRECY)


@dataclass(frozen=True)
class Rights:
    """What somebody may find.

    Attributes:
        everywhere: holds for what is on boards open to them, and not by whom they blocked.
        own: marks of the secret posts that they may read; none for guests.
    """

    everywhere: tuple[Condition, ...]
    own: tuple[Condition, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What must hold for a post that is found."""
        if not self.own:
            return self.without_secret
        return (*self.everywhere, Not(AllOf((_SECRET, *map(Not, self.own)))))

    @property
    def without_secret(self) -> tuple[Condition, ...]:
        """The same without any secret post: alike for all to whom the same is open."""
        return (*self.everywhere, Not(_SECRET))

    @property
    def of_secret(self) -> tuple[Condition, ...]:
        """What must hold for the secret posts that are found."""
        return (*self.everywhere, _SECRET, AnyOf(self.own))


def rights_of(viewer: Viewer | None) -> Rights:
    """Return what the viewer may find: what they may read, and have not blocked."""
    kind, key = kind_of(viewer), key_of(viewer)
    if key is None or kind is ViewerKind.GUEST:
        closed = cached_for_guests("closed boards", lambda: _closed_to(kind).fetch(viewer=None))
        return Rights(tuple(map(_not_on, closed)))
    boards = map(_not_on, _closed_to(kind).fetch(viewer=key))
    authors = _blocked().fetch(viewer=key)
    unblocked = (Not(mark(author_mark(author_id))) for author_id in authors)
    moderated = map(board_mark, _moderated(kind).fetch(viewer=key))
    return Rights((*boards, *unblocked), tuple(map(mark, [owner_mark(key), *moderated])))


def _not_on(board_id: int) -> Condition:
    return Not(mark(board_mark(board_id)))


@prepared
def _closed_to(kind: ViewerKind) -> "QuerySet[Board, int]":
    readable = Board.objects.readable_by(AnyViewer(kind)).values("pk")
    return Board.objects.exclude(pk__in=readable).values_list("pk", flat=True)


@prepared
def _moderated(kind: ViewerKind) -> "QuerySet[Board, int]":
    return Board.objects.moderated_by(AnyViewer(kind)).values_list("pk", flat=True)


@prepared
def _blocked() -> "QuerySet[Block, int]":
    blocked = Block.objects.filter(blocker=AnyViewer(ViewerKind.MEMBER).pk).order_by("-pk")
    return blocked.values_list("blocked_id", flat=True)[:MAX_BLOCKED]
