"""Keeps a comment whose writer turned out to be signed out, until it can be sent."""

from typing import TypedDict

from django.http import HttpRequest

from boards.members.characters import first_characters
from boards.posts.models import Comment, Post

KEY = "pending_comment"
MAX_KEPT = 12_000  # characters; a comment that is too long is cut


class PendingComment(TypedDict):
    """What the session keeps: one comment, the latest."""

    post: int
    parent: int | None
    text: str
    is_secret: bool
    is_anonymous: bool
    had_picture: bool  # which is not kept


def stash_comment(request: HttpRequest, post: Post, *, parent_id: int | None, text: str) -> None:
    """Keep a text, and for whom it is, in the visitor's session, which outlives the sign-in."""
    request.session[KEY] = PendingComment(
        post=post.pk,
        parent=parent_id,
        text=first_characters(text, MAX_KEPT),
        is_secret="is_secret" in request.POST,
        is_anonymous="is_anonymous" in request.POST,
        had_picture="picture" in request.FILES,
    )


def pending_comment(
    request: HttpRequest, post: Post, parent: Comment | None = None
) -> PendingComment | None:
    """Return what was kept for this form, or None."""
    pending: PendingComment | None = request.session.get(KEY)
    parent_id = parent.pk if parent else None
    if pending and (pending["post"], pending["parent"]) == (post.pk, parent_id):
        return pending
    return None


def discard_pending_comment(request: HttpRequest) -> None:
    """Drop what was kept."""
    request.session.pop(KEY, None)
