"""Who may restore what."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from boards import permissions as board_permissions
from boards.members.restrictions import Silenced
from boards.members.viewers import Viewer
from boards.posts.models import Trashed


def check_can_restore(viewer: Viewer | None, trashed: Trashed) -> None:
    """Return when the viewer may restore it.

    What its author deleted is the author's to restore, where the author may still write; anything
    else is for who moderates the board, also an archived one.

    Raises:
        PermissionDenied: when it is not theirs to restore.
        Silenced: when moderators keep its author from writing on the board.
        ValidationError: with the code `archived`, when nobody writes there any more.
    """
    if viewer is None or not viewer.is_active:
        raise PermissionDenied
    board = trashed.post.board
    if not trashed.is_own:
        if not board_permissions.can_moderate(viewer, board):
            raise PermissionDenied
        return
    if trashed.row.author_id != viewer.pk or not board_permissions.can_read(viewer, board):
        raise PermissionDenied
    if board.is_archived:
        raise ValidationError(
            _("This board is archived: it can be read, but nobody writes here any more."),
            code="archived",
        )
    if board_permissions.is_silenced_on(viewer, board.pk):
        raise Silenced
