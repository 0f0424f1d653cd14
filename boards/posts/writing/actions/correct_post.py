"""Changes what somebody else's post says, and keeps what it said before."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.members.models import Member
from boards.posts.locking import locked_post, log_correction
from boards.posts.models import Post
from boards.posts.permissions import can_correct
from boards.posts.screening import screened
from boards.posts.signals import post_corrected
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.writing.composing import set_texts
from boards.posts.writing.revisions import keep_if_changed, text_of

FIELDS = ("title", "body", "source", "link")
DERIVED = ("body_text", "has_image", "edited_at")


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
    earlier = text_of(post)
    before = {name: getattr(post, name) for name in FIELDS}
    set_texts(post, title=title, source=source, link=link, body=body if body != post.body else None)
    changed = [name for name in FIELDS if getattr(post, name) != before[name]]
    if not changed:
        return post
    keep_if_changed(earlier, post, by=by, reason=reason)
    post.full_clean(exclude=["submission_key"])
    stored = screened(post, by=by, is_edit=True)
    post.save(update_fields=[*FIELDS, *DERIVED])
    stored()
    if "body" in changed:
        attach_uploads(post=post, body=post.body)
    log_correction(post=post, by=by, changed=changed)
    post_corrected.send(sender=Post, post=post)
    return post
