"""Who may fetch the files of an upload."""

from boards.access import Access
from boards.members.viewers import Viewer
from boards.posts.models import Upload
from boards.posts.permissions import can_moderate, can_read, is_author


def can_fetch(viewer: Viewer | None, upload: Upload) -> bool:
    """Say whether the viewer may fetch the files: whoever may read what the post says.

    What no post shows yet is its owner's; what an edit took out of a post stays with those who
    may read the post's earlier versions.
    """
    if upload.post is None:
        return viewer is not None and viewer.is_active and viewer.pk == upload.owner_id
    if not can_read(viewer, upload.post):
        return False
    return is_shown(upload) or is_author(viewer, upload.post) or can_moderate(viewer, upload.post)


def is_public(upload: Upload) -> bool:
    """Say whether everybody may fetch the files, so that any cache may keep them."""
    post = upload.post
    return (
        post is not None
        and post.is_published
        and not post.is_secret
        and post.board.read_access == Access.EVERYONE
        and is_shown(upload)
    )


def is_shown(upload: Upload) -> bool:
    """Say whether the post's text, as it is now, has the picture or the link."""
    return upload.post is not None and str(upload.pk) in upload.post.body
