"""Who may fetch the picture of a comment."""

from boards.members.viewers import Viewer
from boards.posts.comments.permissions import can_open, can_see_versions
from boards.posts.models import Comment
from boards.posts.uploads.access import use_comment_rule


def connect() -> None:
    """Have the room of uploads ask here."""
    use_comment_rule(can_fetch_picture)


def can_fetch_picture(viewer: Viewer | None, comment: Comment, is_shown: bool) -> bool:
    """Say whether the viewer may fetch it: who reads the comment, or its earlier versions.

    Args:
        is_shown: whether the comment still has the picture; an edit may have taken it out.
    """
    return can_open(viewer, comment) if is_shown else can_see_versions(viewer, comment)
