"""Says of a post that somebody else wrote it, or at another time."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.members.models import Member
from boards.posts.locking import locked_post, log_correction
from boards.posts.models import Post
from boards.posts.permissions import can_correct
from boards.posts.signals import post_corrected
from boards.posts.writing.origin import set_origin

FIELDS = (
    "author", "masked_author", "posted_at", "posted_at_is_estimated", "posted_at_is_day_only",
)  # fmt: skip


@transaction.atomic
def correct_origin(
    *,
    post: Post,
    by: Member | None,
    author: Member | None,
    masked_author: str,
    posted_at: datetime,
    posted_at_is_estimated: bool,
    posted_at_is_day_only: bool,
) -> Post:
    """Store who wrote a post and when; the same again changes nothing.

    Args:
        by: None for the system.
        masked_author: the only name known of an author from another site; empty beside a member.
        posted_at: where only the day is known, any moment of it by the site's clock.

    Raises:
        PermissionDenied: when `by` may not correct posts; for another author of an anonymous
            post, since whoever names one would have to know the one before.
        ValidationError: when the post was deleted, has both an author and a masked name, or a
            year that no post is from.
    """
    post = locked_post(post)
    if by is not None and not can_correct(by, post):
        raise PermissionDenied
    if post.is_anonymous and author != post.author:
        raise PermissionDenied
    before = {name: getattr(post, name) for name in FIELDS}
    set_origin(
        post,
        author=author,
        masked_author=masked_author,
        posted_at=posted_at,
        posted_at_is_estimated=posted_at_is_estimated,
        posted_at_is_day_only=posted_at_is_day_only,
    )
    changed = [name for name in FIELDS if getattr(post, name) != before[name]]
    if not changed:
        return post
    post.full_clean(exclude=["submission_key"])
    post.save(update_fields=changed)
    log_correction(post=post, by=by, changed=changed)
    post_corrected.send(sender=Post, post=post)
    return post
