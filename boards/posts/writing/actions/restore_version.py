"""Gives a post a text back that it had before an edit."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import locked_post, log
from boards.posts.models import Post, Revision
from boards.posts.permissions import can_restore_version, is_author
from boards.posts.screening import screened
from boards.posts.signals import post_corrected, post_edited, post_held
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.writing.composing import set_texts
from boards.posts.writing.revisions import keep_if_changed, text_of

DERIVED = ("body_text", "has_image", "edited_at", "state")


@transaction.atomic
def restore_version(*, post: Post, revision: Revision, by: Member, latest: int | None) -> Post:
    """Store title and text of an earlier version; what the post says now becomes one.

    It goes through the same filters as an edit. The category, the tags and the rest stay.

    Args:
        latest: the number of the latest version when `by` read the history.

    Raises:
        PermissionDenied: when `by` may not restore versions of the post.
        ValidationError: when the post was deleted; with the code `conflict`, when it was edited
            since; or as `correct_post` says of its texts.
    """
    post = locked_post(post)
    if not can_restore_version(by, post) or revision.post_id != post.pk:
        raise PermissionDenied
    newest = post.revisions.values_list("pk", flat=True).first()
    if latest != newest:
        raise ValidationError(
            _("The post was edited in the meantime. Look at its versions again."), code="conflict"
        )
    earlier, is_own = text_of(post), is_author(by, post)
    set_texts(post, title=revision.title, body=revision.body, source=post.source, link=post.link)
    if not keep_if_changed(earlier, post, by=by):
        return post
    post.full_clean(exclude=["submission_key"])
    stored = screened(post, by=by, is_edit=True)
    post.save(update_fields=["title", "body", *DERIVED])
    stored()
    attach_uploads(post=post, body=post.body)
    if not is_own:
        log(post=post, by=by, verb="restore_version", message=_("Restored an earlier version."))
    changed = post_edited if is_own else post_corrected
    (changed if not post.is_held else post_held).send(sender=Post, post=post)
    return post
