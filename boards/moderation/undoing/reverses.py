"""The opposite of each verb of the log, by the action that moderators have for it.

Each holds its thing first, and refuses with the code `changed` what is not as the line left it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Category
from boards.moderation.models import ModerationEntry
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from boards.moderation.undoing.aspects import SANCTION_KEY, VERSION_KEY
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.merge_comments import undo_merge
from boards.posts.comments.actions.restore_comment_version import restore_comment_version
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.comments.locking import locked_comment
from boards.posts.comments.merging import go_on
from boards.posts.comments.tasks import go_on_merging
from boards.posts.models import Comment, CommentMerge, Notice, Post
from boards.posts.moderation.actions.change_category import change_category
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.lock_comments import lock_comments, unlock_comments
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.states import State
from boards.posts.trash.actions.restore_comment import restore_comment
from boards.posts.trash.actions.restore_post import restore_post
from boards.posts.trash.locking import locked_deleted_post
from boards.posts.writing.actions.take_back_edit import take_back_edit
from boards.sanctions.models import Sanction

Reverse = Callable[[ModerationEntry, Member], object]


def changed_since() -> ValidationError:
    """Return what is raised for what is not as the line of the log left it."""
    return ValidationError(
        _("It was changed since, so it cannot be undone here. Look at it first."), code="changed"
    )


def hold_post_of(entry: ModerationEntry) -> None:
    """Hold the post that a line is about, or below which its comment stands.

    Not where comments were moved: who moves them holds the move before its posts.
    """
    if entry.verb == "merge_comments":
        return
    if entry.kind == "post":
        _held_post(entry)
    elif entry.kind == "comment":
        locked_deleted_post(_held_comment(entry).post_id)


def _held_post(entry: ModerationEntry) -> Post:
    """Hold the post of a line, deleted or not."""
    try:
        return locked_deleted_post(int(entry.target_id))
    except Post.DoesNotExist as error:
        raise changed_since() from error


def _held_comment(entry: ModerationEntry) -> Comment:
    comment = Comment.objects.select_related("post").filter(pk=int(entry.target_id)).first()
    if comment is None:
        raise changed_since()
    return comment


def _check(is_as_left: bool) -> None:
    if not is_as_left:
        raise changed_since()


def _of_post(is_as_left: Callable[[Post], bool], reverse: Callable[..., object]) -> Reverse:
    """Return a reverse that is one action, for posts that are still as they were left."""

    def undo(entry: ModerationEntry, by: Member) -> object:
        post = _held_post(entry)
        _check(is_as_left(post))
        return reverse(post=post, by=by)

    return undo


def _of_comment(state: State, reverse: Callable[..., object]) -> Reverse:
    def undo(entry: ModerationEntry, by: Member) -> object:
        comment = locked_comment(_held_comment(entry))
        _check(comment.state == state)
        return reverse(comment=comment, by=by)

    return undo


def _restore_comment(entry: ModerationEntry, by: Member) -> object:
    return restore_comment(comment=_held_comment(entry), by=by)


def _move_back(entry: ModerationEntry, by: Member) -> object:
    post, board = _held_post(entry), entry.from_board
    _check_place(post, entry)
    if board is None:  # it is gone
        raise changed_since()
    return move_post(post=post, by=by, board=board, category=_category_before(entry, board.pk))


def _change_category_back(entry: ModerationEntry, by: Member) -> object:
    post = _held_post(entry)
    _check_place(post, entry)
    category = _category_before(entry, post.board_id)
    return change_category(post=post, by=by, category=category)


def _check_place(post: Post, entry: ModerationEntry) -> None:
    place = post.board_id, post.category_id
    _check(place == (entry.board_id, entry.after.get("_category")) and post.state != State.DELETED)


def _category_before(entry: ModerationEntry, board: int) -> Category | None:
    """Return the category that a post had, if it can still have it."""
    found = Category.objects.filter(pk=entry.before.get("_category"), board=board).first()
    return None if found is None or found.is_retired else found


def _pin_again(entry: ModerationEntry, by: Member) -> object:
    post, place = _held_post(entry), entry.after.get("_notice")
    _check(bool(place) and not Notice.objects.filter(post=post).exists())
    times = {name: _moment(place[name]) for name in ("starts_at", "ends_at")}
    if times["ends_at"] and times["ends_at"] <= timezone.now():
        raise ValidationError(_("The time of this notice is over. Pin it anew."), code="changed")
    return pin_notice(post=post, by=by, **{**place, **times})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _has_notice(post: Post) -> bool:
    return Notice.objects.filter(post=post).exists()


def _take_back_edit(entry: ModerationEntry, by: Member) -> object:
    version = entry.after.get(VERSION_KEY)
    _check(version is not None)
    if entry.kind == "comment":
        comment = locked_comment(_held_comment(entry))
        _check(_is_latest(comment, version))
        return restore_comment_version(comment=comment, by=by, version_id=version)
    post = _held_post(entry)
    _check(_is_latest(post, version))
    return take_back_edit(post=post, by=by, version_id=version)


def _is_latest(row: Any, version: int) -> bool:
    latest = row.revisions.first()
    return latest is not None and latest.pk == version


def _move_comments_back(entry: ModerationEntry, by: Member) -> object:
    """Begin to move them back; what is little goes at once, the rest in the background."""
    merges = CommentMerge.objects.filter(source=int(entry.target_id), undone_at=None)
    merge = merges.first()
    if merge is None:
        raise changed_since()
    undone = undo_merge(merge=merge, by=by)
    go_on_merging.enqueue(undone.pk)
    return go_on(undone.pk)


def _lift(entry: ModerationEntry, by: Member) -> object:
    found = Sanction.objects.select_related("board").filter(pk=entry.after.get(SANCTION_KEY))
    sanction = found.first()
    if sanction is None:
        raise changed_since()
    return lift_sanction(sanction=sanction, by=by)


REVERSES: dict[tuple[str, str], Reverse] = {
    ("post", "hide"): _of_post(lambda post: post.state == State.HIDDEN, unhide_post),
    ("post", "unhide"): _of_post(lambda post: post.state == State.PUBLISHED, hide_post),
    ("post", "delete"): _of_post(lambda post: post.state == State.DELETED, restore_post),
    ("post", "lock"): _of_post(lambda post: post.comments_locked, unlock_comments),
    ("post", "unlock"): _of_post(lambda post: not post.comments_locked, lock_comments),
    ("post", "pin"): _of_post(_has_notice, unpin_notice),
    ("post", "unpin"): _pin_again,
    ("post", "move"): _move_back,
    ("post", "change_category"): _change_category_back,
    ("post", "correct"): _take_back_edit,
    ("post", "merge_comments"): _move_comments_back,
    ("comment", "hide"): _of_comment(State.HIDDEN, unhide_comment),
    ("comment", "unhide"): _of_comment(State.PUBLISHED, hide_comment),
    ("comment", "delete"): _restore_comment,
    ("comment", "correct"): _take_back_edit,
    ("member", "warn"): _lift,
    ("member", "silence"): _lift,
    ("member", "suspend"): _lift,
}
