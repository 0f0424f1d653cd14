"""Pins a post as a notice."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import check_is_not_waiting, log, post_to_pin
from boards.posts.models import Notice, Post
from boards.posts.notices.placement import locked_notice, place
from boards.posts.states import Scope


@transaction.atomic
def pin_notice(
    *,
    post: Post,
    by: Member | None,
    scope: Scope | str = Scope.THIS_BOARD,
    position: int = 100,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    must_read: bool | None = None,
    version: int | None = None,
) -> Notice:
    """Pin a published post; one that another moderator pinned meanwhile moves to this place.

    Args:
        by: the moderator; None for the system.
        position: small numbers come first.
        starts_at: None shows the notice at once.
        ends_at: None shows it until it is unpinned.
        must_read: whether every member is asked to confirm that they have read it; None leaves
            that as it is, which is no for a new notice.
        version: `version_of_notice` from which the change began; None asks for no check.

    Raises:
        ChangedMeanwhile: when the notice has another version by now.
        PermissionDenied: when `by` may not pin this post within this scope.
        ValidationError: when the post is hidden or deleted, or the times make no sense.
    """
    post = post_to_pin(post=post, by=by)
    check_is_not_waiting(post)
    if not post.is_published:
        raise ValidationError(_("This post is hidden. Show it again before you pin it."))
    notice = locked_notice(post) or Notice(pinned_by=by)
    notice.post = post
    place(
        notice,
        by=by,
        scope=scope,
        position=position,
        starts_at=starts_at or timezone.now(),
        ends_at=ends_at,
        must_read=must_read,
        version=version,
    )
    log(post=post, by=by, verb="pin", message=_("Pinned as a notice."))
    return notice
