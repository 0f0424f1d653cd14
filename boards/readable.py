"""The boards that a page needs, loaded at once."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from boards.caching.answers import cached_for_guests
from boards.db.prepared import prepared
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of
from boards.models import DEFERRED_FIELDS, Board


def boards_readable_by(viewer: Viewer | None) -> Sequence[Board]:
    """Return the boards that this viewer may read, in the order of the site."""
    kind = kind_of(viewer)
    if kind is ViewerKind.GUEST:
        return cached_for_guests("boards", lambda: _readable_by(kind).ask(viewer=None).shared())
    return _readable_by(kind).ask(viewer=key_of(viewer)).shared()


def moderated_of(boards: Iterable[Board]) -> list[Board]:
    """Return those whose content the viewer moderates for whom the boards were loaded."""
    return [board for board in boards if board.is_moderated]


def handled_of(boards: Iterable[Board]) -> list[Board]:
    """Return those where this viewer decides about content, or about members."""
    return [board for board in boards if board.is_moderated or board.sanctions_members]


@prepared
def _readable_by(kind: ViewerKind) -> QuerySet[Board]:
    viewer = AnyViewer(kind)
    boards = Board.objects.readable_by(viewer).with_moderation_of(viewer).with_categories()
    return boards.defer(*DEFERRED_FIELDS)
