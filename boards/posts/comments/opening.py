"""Opens a comment for whom may read it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from boards.http.refusals import Gone
from boards.members.viewers import Viewer
from boards.posts.comments import permissions
from boards.posts.models import Comment
from boards.posts.opening import check_can_read
from boards.posts.states import GONE
from boards.posts.withheld import SecretComment


def open_comment(viewer: Viewer, pk: int) -> Comment:
    """Return a comment that the viewer may read, with its post.

    Raises:
        Gone, Http404 or PermissionDenied: as the article page answers.
    """
    comments = Comment.objects.select_related(
        "author", "parent", "post__board", "post__author", "post__counts"
    )
    comment: Comment = get_object_or_404(comments, pk=pk)
    check_can_read(viewer, comment.post)
    if comment.state in GONE:
        raise Gone
    if not permissions.can_open(viewer, comment):
        if comment.is_held:
            raise Http404
        raise SecretComment if comment.is_published else PermissionDenied
    return comment
