"""Moves the comments of a duplicate under another post, and back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.merging import locked_posts
from boards.posts.locking import log
from boards.posts.models import Comment, CommentMerge, Post
from boards.posts.permissions import can_moderate
from boards.posts.states import State


@transaction.atomic
def merge_comments(*, source: Post, target: Post, by: Member) -> CommentMerge:
    """Close a post to comments, and store that those that it has go under another post.

    `merging.go_on` moves them, some threads at a time, and hides the post at the end.

    Raises:
        PermissionDenied: when `by` does not moderate both posts.
        ValidationError: for the field `target`, when it cannot take them; with the code `conflict`,
            when they have been, or are being, moved; `deleted`; or `hidden`, for what waits.
    """
    if source.pk == target.pk:
        raise ValidationError({"target": _("This is the same post. Choose another one.")})
    posts = locked_posts(source.pk, target.pk)
    source, target = posts[source.pk], posts[target.pk]
    if not can_moderate(by, source):
        if source.state == State.DELETED:
            raise ValidationError(_("This post was deleted."), code="deleted")
        raise PermissionDenied
    _check(source, target, by)
    merge = CommentMerge.objects.create(
        source=source,
        target=target,
        by=by,
        state_before=source.state,
        was_locked=source.comments_locked,
        total=Comment.objects.filter(post=source).count(),
    )
    source.comments_locked = True
    source.save(update_fields=["comments_locked"])
    counts = {"comments": merge.total}
    log(
        post=source,
        by=by,
        verb="merge_comments",
        message=_("Comments moved under another post."),
        before={"post": source.pk, **counts},
        after={"post": target.pk, **counts},
    )
    return merge


@transaction.atomic
def undo_merge(*, merge: CommentMerge, by: Member) -> CommentMerge:
    """Store that the comments of a merge go back, with what was said in their threads since.

    `merging.go_on` moves them, and shows the post again at the end if it was shown before.

    Raises:
        PermissionDenied: when `by` does not moderate both posts.
        ValidationError: with the code `conflict`, when it is at work, was undone, or the comments
            have gone on from there; `deleted`, when one of the posts is.
    """
    held = CommentMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    posts = locked_posts(held.source_id, held.target_id)
    source, target = posts[held.source_id], posts[held.target_id]
    if State.DELETED in (source.state, target.state):
        raise ValidationError(_("One of the posts was deleted."), code="deleted")
    if not (can_moderate(by, source) and can_moderate(by, target)):
        raise PermissionDenied
    if held.finished_at is None:
        raise ValidationError(_("It is not finished yet. Wait a moment."), code="conflict")
    if held.undone_at is not None:
        raise ValidationError(_("It was undone already."), code="conflict")
    if CommentMerge.objects.filter(source=target, returned_at=None).exists():
        raise ValidationError(
            _("The comments have been moved on from there. Undo that first."), code="conflict"
        )
    held.undone_by, held.undone_at = by, timezone.now()
    held.save(update_fields=["undone_by", "undone_at"])
    log(
        post=source,
        by=by,
        verb="undo_merge",
        message=_("Comments moved back."),
        before={"post": target.pk},
        after={"post": source.pk},
    )
    return held


def _check(source: Post, target: Post, by: Member) -> None:
    if source.state not in (State.PUBLISHED, State.HIDDEN):
        raise ValidationError(_("It waits for approval: decide about that first."), code="hidden")
    if target.state == State.DELETED or not can_moderate(by, target):
        raise ValidationError({"target": _("Choose a post on a board that you moderate.")})
    if not target.is_published:
        raise ValidationError({"target": _("Readers do not see that post. Choose another one.")})
    if source.is_secret and not target.is_secret:
        raise ValidationError(
            {"target": _("The comments of a secret post are not for the readers of that one.")}
        )
    for_source = CommentMerge.objects.filter(source=source, returned_at=None)
    for_target = CommentMerge.objects.filter(source=target, returned_at=None)
    if for_source.exists() or for_target.exists():
        raise ValidationError(
            _("The comments of one of the posts have been moved already."), code="conflict"
        )
