"""Who may do what with a comment."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.restrictions import Silenced
from boards.members.viewers import Viewer
from boards.permissions import is_silenced_on
from boards.posts import permissions
from boards.posts.models import Comment, Post
from boards.posts.states import GONE, State

# Why nobody comments on a post that is there and not published, by its state.
NOT_PUBLISHED = {
    State.HIDDEN: _("This post is hidden: nobody can comment on it."),
    State.WAITING: _("This post waits for approval: comments open once it is published."),
    State.REFUSED: _("This post was not approved: nobody can comment on it."),
}


def check_can_comment(viewer: Viewer | None, post: Post) -> None:
    """Return when the viewer may comment on the post.

    Raises:
        PermissionDenied: when the viewer is a guest or may not read the post.
        ValidationError: with a sentence for the viewer, and a code: `deleted`, `hidden` for
            what is not published, `archived` or `no_comments` for the board, `closed` when the
            author closed them, or a moderator locked them;
            `silenced` when moderators keep the viewer from writing there.
    """
    if viewer is None or not viewer.is_active:
        raise PermissionDenied
    if post.state == State.DELETED:
        raise ValidationError(_("This post was deleted."), code="deleted")
    if not permissions.can_read(viewer, post):
        raise PermissionDenied
    check_is_open(post)
    if is_silenced_on(viewer, post.board_id):
        raise Silenced


def check_is_open(post: Post) -> None:
    """Return when members who may read the post may comment on it.

    Raises:
        ValidationError: with a sentence for the viewer, and one of the codes above.
    """
    if not post.is_published:
        raise ValidationError(NOT_PUBLISHED[State(post.state)], code="hidden")
    if post.board.is_archived:
        raise ValidationError(
            _("This board is archived: it can be read, but nobody writes here any more."),
            code="archived",
        )
    if not post.board.allows_comments:
        raise ValidationError(_("Comments are turned off on this board."), code="no_comments")
    if post.comments_locked:
        raise ValidationError(_("A moderator has locked the comments of this post."), code="closed")
    if not post.comments_open:
        raise ValidationError(_("This post is closed to new comments."), code="closed")


def can_comment(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer may comment on the post."""
    try:
        check_can_comment(viewer, post)
    except (PermissionDenied, ValidationError):
        return False
    return True


def is_author(viewer: Viewer | None, comment: Comment) -> bool:
    """Say whether the viewer wrote the comment."""
    return viewer is not None and viewer.is_active and viewer.pk == comment.author_id


def can_read_text(
    viewer: Viewer | None,
    comment: Comment,
    *,
    post: Post,
    parent: Comment | None,
    can_moderate: bool,
) -> bool:
    """Say whether the viewer, who may read the post, may read the comment itself.

    A secret comment is for the authors of the post and of the comment, and for moderators. The
    one whom it replies to reads it too where it can be meant for nobody else: when it replies to a
    secret comment, and when the post's author wrote it.

    Args:
        parent: the comment it replies to.
        can_moderate: whether the viewer moderates the post.
    """
    if comment.state in GONE:
        return False
    if can_moderate:
        return True
    if comment.is_held:
        return is_author(viewer, comment)
    if not comment.is_published:
        return False
    if not comment.is_secret or is_author(viewer, comment):
        return True
    if permissions.is_author(viewer, post):
        return True
    if parent is None or not is_author(viewer, parent):
        return False
    # The author's reply is for who asked, but only where everybody knows that it is the author's.
    by_the_author = (
        comment.author_id == post.author_id and comment.anonymous_number == post.anonymous_number
    )
    return parent.is_secret or by_the_author


def can_open(viewer: Viewer | None, comment: Comment) -> bool:
    """Say whether the viewer may read the post of the comment, and the comment itself."""
    post = comment.post
    return permissions.can_read(viewer, post) and can_read_text(
        viewer,
        comment,
        post=post,
        parent=comment.parent,
        can_moderate=permissions.can_moderate(viewer, post),
    )


def check_can_edit(viewer: Viewer | None, comment: Comment, *, post: Post) -> None:
    """Return when the viewer may still change the comment: its author, for some minutes.

    Raises:
        PermissionDenied: for everybody but its author.
        Silenced: when moderators keep the viewer from writing on the board.
        ValidationError: with the code `too_late`, once it is not to be changed any more.
    """
    if not is_author(viewer, comment):
        raise PermissionDenied
    if is_silenced_on(viewer, post.board_id):
        raise Silenced
    window = timedelta(minutes=settings.COMMENT_EDIT_MINUTES)
    if not comment.is_published or timezone.now() >= comment.posted_at + window:
        raise ValidationError(_("This comment can no longer be changed."), code="too_late")


def can_edit(viewer: Viewer | None, comment: Comment, *, post: Post) -> bool:
    """Say whether the viewer may still change the comment."""
    try:
        check_can_edit(viewer, comment, post=post)
    except (PermissionDenied, ValidationError):
        return False
    return True


def can_delete(viewer: Viewer | None, comment: Comment, *, can_moderate: bool) -> bool:
    """Say whether the viewer may delete the comment: its author, and moderators."""
    if comment.state in GONE:
        return False
    is_there = comment.is_published or comment.is_held
    return can_moderate or (is_there and is_author(viewer, comment))


def check_can_recommend(viewer: Viewer | None, comment: Comment, *, post: Post) -> None:
    """Return when the viewer, who may read the comment, may recommend it.

    Raises:
        PermissionDenied: for guests, and when the comment is not published.
        Silenced: when moderators keep the viewer from writing on the board.
        ValidationError: with the code `own`, for its author.
    """
    if not comment.is_published:
        raise PermissionDenied
    is_own = is_author(viewer, comment)
    permissions.check_may_recommend(viewer, board=post.board_id, is_own=is_own)


def can_recommend(viewer: Viewer | None, comment: Comment, *, post: Post) -> bool:
    """Say whether the viewer, who may read the comment, may recommend it."""
    try:
        check_can_recommend(viewer, comment, post=post)
    except (PermissionDenied, ValidationError):
        return False
    return True


def can_see_versions(viewer: Viewer | None, comment: Comment) -> bool:
    """Say whether the viewer may read what the comment said before: author, moderators, staff."""
    if viewer is None or not can_open(viewer, comment):
        return False
    if viewer.is_staff or is_author(viewer, comment):
        return True
    return permissions.can_moderate(viewer, comment.post)


def can_look_up_author(viewer: Viewer | None, comment: Comment) -> bool:
    """Say whether the viewer may learn who an anonymous author is: the board's moderators."""
    return comment.anonymous_number is not None and permissions.can_moderate(viewer, comment.post)
