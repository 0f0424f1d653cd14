"""Tells a moderator who an anonymous author is."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import locked_post, log
from boards.posts.models import Post
from boards.posts.permissions import can_look_up_author


@transaction.atomic
def look_up_author(*, post: Post, by: Member) -> Member | None:
    """Return the author of an anonymous post; the admin's log keeps that `by` asked.

    None means that the author's account is gone.

    Raises:
        PermissionDenied: when `by` may not ask.
        ValidationError: when the post was deleted.
    """
    post = locked_post(post)
    if not can_look_up_author(by, post):
        raise PermissionDenied
    message = _("Looked up the anonymous author.")
    log(post=post, by=by, verb="look_up_author", message=message)
    return post.author
