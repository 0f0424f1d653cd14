"""What the moderators' actions share: the lock, the question of permission, the log."""

from collections.abc import Iterable, Mapping
from typing import Any

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
from boards.models import Board, Category
from boards.posts.models import Comment, Post
from boards.posts.permissions import can_moderate, can_pin_here
from boards.posts.signals import moderated
from boards.posts.states import NOT_WAITING, STILL_WAITING, State


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


def post_to_pin(*, post: Post, by: Member | None) -> Post:
    """Return the locked post when `by` pins notices on its board; None stands for the system.

    Raises:
        PermissionDenied: when `by` does not, or may not read the post.
        ValidationError: when the post was deleted.
    """
    locked = locked_post(post)
    if by is not None and not can_pin_here(by, locked):
        raise PermissionDenied
    return locked


def check_is_waiting(row: Post | Comment) -> None:
    """Return when a locked post or comment still waits for a moderator.

    Raises:
        ValidationError: with the code `decided`, when it does not.
    """
    if row.state != State.WAITING:
        raise ValidationError(NOT_WAITING, code="decided")


def check_is_not_waiting(row: Post | Comment) -> None:
    """Return when a locked post or comment does not wait for a moderator.

    Raises:
        ValidationError: with the code `waiting`, when it does.
    """
    if row.state == State.WAITING:
        raise ValidationError(STILL_WAITING, code="waiting")


def log(
    *, post: Post, by: Member | None, verb: str, message: str | Promise, **details: Any
) -> None:
    """Tell what was done to a post, and by whom; `details` as `log_row` takes them.

    Everything is logged as a change of the post, pins too: the history of a post outlives its
    notices.
    """
    log_row(post, by=by, verb=verb, message=message, **details)


def log_row(
    row: Model,
    *,
    by: Member | None,
    verb: str,
    message: str | Promise,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    from_board: Board | None = None,
    flag: int = CHANGE,
) -> None:
    """Tell whoever listens what was done to a row of any model, and write it to the admin's log.

    The log of the moderators has the verb and what changed, and says it in the language of who
    reads it. The admin's log has a sentence in the site's language, with the reason behind it.

    Args:
        by: whoever did it; of what the system does, for None, the admin's log has nothing.
        verb: its code, as `boards.moderation.log.verbs` has it.
        reason: in the words of who did it.
        from_board: of a post that was moved away from there.
        before, after: what changed, small: names and numbers by the names of fields. What has a
            name with `_` before it nobody reads: by it what was done is undone.
        flag: DELETION for a row that is going, so that nothing leads to its page.
    """
    moderated.send(
        sender=type(row),
        row=row,
        by=by,
        verb=verb,
        reason=reason,
        before=dict(before or {}),
        after=dict(after or {}),
        from_board=from_board,
    )
    if by is None:
        return
    with override(settings.LANGUAGE_CODE):
        told = f"{message} {reason}" if reason else str(message)
        LogEntry.objects.log_actions(by.pk, [row], flag, told, single_object=True)


def board_for_log(board: Board) -> dict[str, str | None]:
    """Return what the log says of a post's board, as `category_for_log` does."""
    return _names_for_log("board", board)


def category_for_log(category: Category | None) -> dict[str, Any]:
    """Return what the log says of a post's category: its names of now, in both languages.

    The log is told in the language of who reads it, also when the category is gone by then. With
    its key, by which what was done is undone.
    """
    return {**_names_for_log("category", category), "_category": category and category.pk}


def _names_for_log(name: str, named: Board | Category | None) -> dict[str, str | None]:
    if named is None:
        return {name: None}
    return {name: named.name_ko, f"{name}_en": named.name_en}


def log_correction(
    *, post: Post, by: Member | None, changed: Iterable[str], version: int | None = None
) -> None:
    """Log which fields of a post were corrected, by the names that people know them by.

    Args:
        version: the number of the version before; None where the texts stayed.
    """
    changed = list(changed)
    labels = [Post._meta.get_field(name).verbose_name for name in changed]  # type: ignore[union-attr]
    names = format_lazy(", ".join("{}" for _label in labels), *labels)
    message = format_lazy(_("Corrected: {fields}"), fields=names)
    after = {"fields": sorted(changed), "_version": version}
    log(post=post, by=by, verb="correct", message=message, after=after)
