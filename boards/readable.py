"""The boards that a page needs, loaded at once."""

from django.db.models import QuerySet

from boards.members.viewers import AnyViewer, Kind, Viewer, key_of, kind_of
from boards.models import Board
from boards.prepared import prepared


def boards_readable_by(viewer: Viewer | None) -> list[Board]:
    """Return the boards that this viewer may read, in the order of the site."""
    return _readable_by(kind_of(viewer)).fetch(viewer=key_of(viewer))


@prepared
def _readable_by(kind: Kind) -> QuerySet[Board]:
    return Board.objects.readable_by(AnyViewer(kind))
