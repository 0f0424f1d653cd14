"""Opens a post for whom may read it, and says what everybody else gets instead."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from boards import permissions as board_permissions
from boards.http.refusals import Gone, SignInFirst, must_sign_in
from boards.members.viewers import Viewer
from boards.posts import permissions
from boards.posts.models import Post
from boards.posts.states import State
from boards.posts.withheld import OwnPostHidden, SecretPost


def open_post(viewer: Viewer, pk: int) -> Post:
    """Return a post that the viewer may read, with what its article page shows.

    Raises:
        Gone, Http404 or PermissionDenied: as the article page answers.
    """
    post = existing_post(Post.objects.with_article_details(), pk)
    check_can_read(viewer, post)
    return post


def existing_post(posts: "QuerySet[Post]", pk: int) -> Post:
    """Return the post with a number, whoever may read it.

    Raises:
        Gone: when it was deleted.
        Http404: when there never was one.
    """
    post: Post = get_object_or_404(posts, pk=pk)
    if post.state == State.DELETED:
        raise Gone
    return post


@contextmanager
def gone_if_deleted() -> Iterator[None]:
    """Say of a post that another request deletes meanwhile what its page says: Gone."""
    try:
        yield
    except ValidationError as error:
        if getattr(error, "code", "") == "deleted":
            raise Gone from error
        raise


def check_can_read(viewer: Viewer, post: Post) -> None:
    """Return when the viewer may read the post.

    Raises:
        Gone, Http404 or PermissionDenied: as the article page answers.
    """
    if post.state == State.DELETED:
        raise Gone
    if not permissions.can_read(viewer, post):
        raise _refusal_to_show(viewer, post)


def refusal(request: HttpRequest, post: Post) -> Exception:
    """Return what to raise for a visitor who may not do something with a post that is there.

    Guests who ask for a page are led to sign in and come back; to who may not even read the post
    it answers as its own page does.
    """
    if must_sign_in(request):
        return SignInFirst()
    if permissions.can_read(request.user, post):
        return PermissionDenied()
    return _refusal_to_show(request.user, post)


def _refusal_to_show(viewer: Viewer, post: Post) -> Exception:
    """404 for a hidden post, of which nobody but its author is told; else 403.

    The reason is told where the post is secret and the board is not closed besides.
    """
    if not post.is_published:
        is_own = permissions.is_author(viewer, post) and post.state == State.HIDDEN
        return OwnPostHidden(post) if is_own else Http404()
    if post.is_secret and board_permissions.can_read(viewer, post.board):
        return SecretPost()
    return PermissionDenied()
