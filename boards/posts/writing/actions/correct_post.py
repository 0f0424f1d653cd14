"""Changes what somebody else's post says, and keeps what it said before."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.members.models import Member
from boards.posts.locking import locked_post
from boards.posts.models import Post
from boards.posts.permissions import can_correct
from boards.posts.writing.correcting import store_correction


@transaction.atomic
def correct_post(
    *,
    post: Post,
    by: Member | None,
    title: str,
    body: str,
    source: str,
    link: str,
    reason: str = "",
) -> Post:
    """Store other texts of a post; one that readers can see leaves its earlier version behind.

    A body that stays stays as it is, with whatever rule it was written under: also none, of a post
    that came without one.

    Args:
        by: None for the system.
        body: HTML from anywhere; its safe part is kept.
        reason: why, for those who may see the versions.

    Raises:
        PermissionDenied: when `by` may not correct posts.
        ValidationError: when the post was deleted; with the name of the field, when a text is
            empty, too long or not allowed here, or a picture in the body is not the author's.
    """
    post = locked_post(post)
    if by is not None and not can_correct(by, post):
        raise PermissionDenied
    store_correction(post, by=by, title=title, body=body, source=source, link=link, reason=reason)
    return post
