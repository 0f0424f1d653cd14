"""Who may vote, who sees the results, and who may close a poll."""

from django.core.exceptions import PermissionDenied

from boards import permissions as board_permissions
from boards.members.restrictions import Silenced
from boards.members.viewers import Viewer
from boards.posts import permissions
from boards.posts.models import Poll, Post


def check_may_vote(viewer: Viewer | None, post: Post) -> None:
    """Return when the viewer, who may read the post, may vote in its poll while it is open.

    Raises:
        PermissionDenied: for guests, when the post is not published, on an archived board.
        Silenced: when moderators keep the viewer from writing on the board.
    """
    if viewer is None or not viewer.is_active or not post.is_published or post.board.is_archived:
        raise PermissionDenied
    if board_permissions.is_silenced_on(viewer, post.board_id):
        raise Silenced


def can_vote(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer, who may read the post, may vote in its poll while it is open."""
    try:
        check_may_vote(viewer, post)
    except (PermissionDenied, Silenced):
        return False
    return True


def can_see_results(poll: Poll, *, has_voted: bool) -> bool:
    """Say whether somebody who may read the post sees how many voted for what.

    The same for authors and moderators: whoever saw results before others could ask for votes.
    """
    return poll.shows_results_early or has_voted or poll.is_closed


def can_close(viewer: Viewer | None, post: Post) -> bool:
    """Say whether the viewer may end the voting: who may edit the post, and its moderators."""
    return permissions.can_edit(viewer, post) or (
        post.is_published and permissions.can_moderate(viewer, post)
    )
