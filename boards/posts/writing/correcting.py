"""What those share who change another's post: the texts, the version before, the log."""

from boards.members.models import Member
from boards.posts.locking import log_correction
from boards.posts.models import Post, Revision
from boards.posts.screening import screened
from boards.posts.signals import post_corrected
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.writing.composing import set_texts
from boards.posts.writing.revisions import keep_if_changed, text_of

FIELDS = ("title", "body", "source", "link")
DERIVED = ("body_text", "has_image", "edited_at")


def store_correction(
    post: Post,
    *,
    by: Member | None,
    title: str,
    body: str,
    source: str,
    link: str,
    reason: str = "",
) -> Revision | None:
    """Give a locked post other texts; return the version before, None where nothing changed.

    The version has no row when only what readers see of the source changed.

    Args:
        reason: why, for those who may see the versions.

    Raises:
        ValidationError: as `correct_post` says.
    """
    earlier = text_of(post)
    before = {name: getattr(post, name) for name in FIELDS}
    set_texts(post, title=title, source=source, link=link, body=body if body != post.body else None)
    changed = [name for name in FIELDS if getattr(post, name) != before[name]]
    if not changed:
        return None
    keep_if_changed(earlier, post, by=by, reason=reason)
    post.full_clean(exclude=["submission_key"])
    stored = screened(post, by=by, is_edit=True)
    post.save(update_fields=[*FIELDS, *DERIVED])
    stored()
    if "body" in changed:
        attach_uploads(post=post, body=post.body)
    log_correction(post=post, by=by, changed=changed, version=earlier.pk)
    post_corrected.send(sender=Post, post=post)
    return earlier
