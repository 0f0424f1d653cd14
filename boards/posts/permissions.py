"""Who may do what with a post."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from boards import permissions as board_permissions
from boards.members.restrictions import Silenced
from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.listed import ListRow
from boards.posts.models import Post
from boards.posts.states import Scope, State


def can_read(viewer: Viewer | None, post: Post | ListRow) -> bool:
    """Say whether the viewer may open the post; agrees with `PostQuerySet.visible_to`."""
    open_to_readers = post.state == State.PUBLISHED and (
        not post.is_secret or is_author(viewer, post)
    )
    open_to_author = post.is_held and is_author(viewer, post)
    if (open_to_readers or open_to_author) and board_permissions.can_read(viewer, post.board):
        return True
    return can_moderate(viewer, post)


def is_author(viewer: Viewer | None, post: Post | ListRow) -> bool:
    """Say whether the viewer wrote the post."""
    return viewer is not None and viewer.is_active and viewer.pk == post.author_id


def can_moderate(viewer: Viewer | None, post: Post | ListRow) -> bool:
    """Say whether the viewer may hide, move and delete the post, and show it again."""
    return post.state != State.DELETED and board_permissions.can_moderate(viewer, post.board)


def can_edit(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer may change the post's text: its author, while it is published."""
    return (
        post.is_published
        and is_author(viewer, post)
        and board_permissions.can_write(viewer, post.board)
    )


def can_delete(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer may delete the post as its author, also while it is held."""
    return (
        (post.is_published or post.is_held) and is_author(viewer, post) and can_read(viewer, post)
    )


def check_can_recommend(viewer: Viewer | None, post: Post) -> None:
    """Return when the viewer, who may read the post, may recommend it.

    Raises:
        PermissionDenied: for guests, and when the post is not published.
        Silenced: when moderators keep the viewer from writing on the board.
        ValidationError: with the code `own`, for its author.
    """
    if not post.is_published:
        raise PermissionDenied
    check_may_recommend(viewer, board=post.board_id, is_own=is_author(viewer, post))


def can_recommend(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer, who may read the post, may recommend it."""
    try:
        check_can_recommend(viewer, post)
    except (PermissionDenied, ValidationError):
        return False
    return True


def check_may_recommend(viewer: Viewer | None, *, board: int, is_own: bool) -> None:
    """Return when the viewer may recommend something published on a board, by its key.

    Raises:
        as `check_can_recommend`.
    """
    if viewer is None or not viewer.is_active:
        raise PermissionDenied
    if board_permissions.is_silenced_on(viewer, board):
        raise Silenced
    if is_own:
        raise ValidationError(_("You cannot recommend what you wrote."), code="own")


def can_see_versions(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer may read what the post said before: author, moderators, staff."""
    if viewer is None or not can_read(viewer, post):
        return False
    return is_author(viewer, post) or viewer.is_staff or can_moderate(viewer, post)


def can_restore_version(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer may give the post a text back that it had: author and moderators.

    Moderators do not rewrite what somebody said, but undo what an edit did to it.
    """
    return can_edit(viewer, post) or (not post.is_held and can_moderate(viewer, post))


def can_look_up_author(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer may learn who an anonymous author is: the board's moderators.

    It is the one whole handle that they see; that they asked for it is logged.
    """
    return post.is_anonymous and can_moderate(viewer, post)


def can_write_for_others(viewer: Viewer | None) -> bool:
    """Say whether the viewer may add posts that others wrote: superusers."""
    return viewer is not None and viewer.is_active and viewer.is_superuser


def can_correct(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer may change what somebody else's post says and where it came from.

    Superusers may: moderators hide what should not be read, they do not rewrite it.
    """
    return post.state != State.DELETED and can_write_for_others(viewer)


def can_move(viewer: Viewer | None, post: Post, *, board: Board) -> bool:
    """Say whether the viewer may move the post to a board: whoever moderates both."""
    return can_moderate(viewer, post) and board_permissions.can_moderate(viewer, board)


def can_add_tags(viewer: Viewer | None) -> bool:
    """Say whether the viewer may make a tag that no post carries yet."""
    return _may(viewer, "add_tag")


def can_rename_tags(viewer: Viewer | None) -> bool:
    """Say whether the viewer may give tags other names and slugs."""
    return _may(viewer, "change_tag")


def can_delete_tags(viewer: Viewer | None) -> bool:
    """Say whether the viewer may take tags from all their posts."""
    return _may(viewer, "delete_tag")


def can_merge_tags(viewer: Viewer | None) -> bool:
    """Say whether the viewer may make one tag of several."""
    return can_rename_tags(viewer) and can_delete_tags(viewer)


def can_remove_uploads(viewer: Viewer | None) -> bool:
    """Say whether the viewer may remove files that others sent."""
    return _may(viewer, "delete_upload")


def _may(viewer: Viewer | None, codename: str) -> bool:
    """Say whether the viewer was given a permission in the admin; superusers have each."""
    return viewer is not None and viewer.has_perm(f"boards_posts.{codename}")


def can_pin_here(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer pins notices on the post's board, and may read the post.

    Who pins and does not moderate the content pins what its readers see.
    """
    if post.state == State.DELETED or not board_permissions.can_pin_on(viewer, post.board):
        return False
    return (post.is_published and not post.is_secret) or can_read(viewer, post)


def can_pin(viewer: Viewer | None, post: Post, *, scope: Scope | str) -> bool:
    """Say whether the viewer may pin the post within a scope, or change a notice that has it.

    A notice on every board takes the permission `boards_posts.pin_everywhere` besides.
    """
    if viewer is None or not can_pin_here(viewer, post):
        return False
    return scope != Scope.EVERY_BOARD or viewer.has_perm("boards_posts.pin_everywhere")


def can_order_notices(viewer: Viewer | None, board: Board | None) -> bool:
    """Say whether the viewer may put notices in order: those of a board, whoever pins there.

    Args:
        board: None for those that are shown on every board, which takes the permission
            `boards_posts.pin_everywhere`.
    """
    if board is None:
        return _may(viewer, "pin_everywhere")
    return board_permissions.can_pin_on(viewer, board)


def scopes_of_new_post(viewer: Viewer | None, board: Board) -> list[Scope]:
    """Return the scopes within which the viewer may pin what they write on a board."""
    if viewer is None or not board_permissions.can_pin_on(viewer, board):
        return []
    return [scope for scope in Scope if can_pin(viewer, Post(board=board), scope=scope)]
