"""What the moderators' actions share: the lock, the question of permission, the log."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import BigAutoField, Model, QuerySet
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from boards.db.prepared import Param, prepared
from boards.members.models import Member
from boards.posts.models import Post
from boards.posts.permissions import can_moderate
from boards.posts.states import State


def locked_post(post: Post) -> Post:
    """Reload a post and hold its row until the transaction ends.

    Moderators who act on one post at once wait here for each other. Views of the post do not
    wait: a row that only refers to it can be written meanwhile.

    Raises:
        ValidationError: when the post was deleted.
    """
    locked = _locked().first(post=post.pk)
    if locked is None:
        raise ValidationError(_("This post was deleted."), code="deleted")
    return locked


@prepared
def _locked() -> "QuerySet[Post]":
    return (
        Post.objects.select_for_update(of=("self",), no_key=True)
        .select_related("board")
        .filter(pk=Param("post", BigAutoField()))
        .exclude(state=State.DELETED)
    )


def post_to_moderate(*, post: Post, by: Member | None) -> Post:
    """Return the locked post when `by` may moderate it; None stands for the system, which may.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted.
    """
    locked = locked_post(post)
    if by is not None and not can_moderate(by, locked):
        raise PermissionDenied
    return locked


def log(*, post: Post, by: Member | None, message: str | Promise) -> None:
    """Write to the admin's log what was done to a post, and by whom.

    Everything is logged as a change of the post, pins too: the history of a post outlives its
    notices. What the system does is not logged.
    """
    log_row(post, by=by, message=message)


def log_row(row: Model, *, by: Member | None, message: str | Promise, flag: int = CHANGE) -> None:
    """Write to the admin's log, in the site's language, what was done to a row of any model.

    Args:
        by: whoever did it; None, for the system, writes nothing.
        flag: DELETION for a row that is going, so that nothing leads to its page.
    """
    if by is None:
        return
    with override(settings.LANGUAGE_CODE):
        LogEntry.objects.log_actions(by.pk, [row], flag, str(message), single_object=True)


def log_correction(*, post: Post, by: Member | None, changed: Iterable[str]) -> None:
    """Log which fields of a post were corrected, by the names that people know them by."""
    labels = [Post._meta.get_field(name).verbose_name for name in changed]  # type: ignore[union-attr]
    names = format_lazy(", ".join("{}" for _label in labels), *labels)
    log(post=post, by=by, message=format_lazy(_("Corrected: {fields}"), fields=names))
