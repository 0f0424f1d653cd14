"""Notes that a moderator reads a secret post, or secret comments, of somebody else."""

from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest

from boards.members.models import Member
from boards.members.staff_behind import staff_behind
from boards.posts.models import Post
from boards.posts.permissions import is_author
from boards.posts.signals import secret_comments_read, secret_read


def note_secret_reading(request: HttpRequest, post: Post) -> None:
    """Tell whoever keeps the log who is about to read a secret post as its moderator.

    Call it before the post is shown: what cannot be logged is not shown. Of staff who see the site
    as a moderator does, it is the staff who read.
    """
    if not post.is_secret or request.method != "GET" or is_author(request.user, post):
        return
    _send(secret_read, request, post)


def note_secret_comments(request: HttpRequest, post: Post) -> None:
    """Tell the same of secret comments of others below a post; call it where some are shown."""
    if request.method == "GET":
        _send(secret_comments_read, request, post)


def _send(signal: Signal, request: HttpRequest, post: Post) -> None:
    by = staff_behind(request) or request.user
    if isinstance(by, Member):
        with transaction.atomic():
            signal.send(sender=Post, post=post, by=by)
