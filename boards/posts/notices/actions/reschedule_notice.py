"""Moves a notice to another place, order or time."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log, post_to_pin
from boards.posts.models import Notice, Post
from boards.posts.notices.placement import locked_notice, place
from boards.posts.states import Scope


@transaction.atomic
def reschedule_notice(
    *,
    post: Post,
    by: Member | None,
    scope: Scope | str,
    position: int,
    starts_at: datetime,
    ends_at: datetime | None,
    must_read: bool | None = None,
    version: int | None = None,
) -> Notice:
    """Give the notice of a post another place; who pinned it, and when, stays.

    Args:
        by: the moderator; None for the system.
        position: small numbers come first.
        ends_at: None shows the notice until it is unpinned.
        must_read: whether every member is asked to confirm that they have read it; None leaves
            that as it is, which is no for a new notice.
        version: `version_of_notice` from which the change began; None asks for no check.

    Raises:
        ChangedMeanwhile: when the notice has another version by now.
        PermissionDenied: when `by` may not pin within the old scope or the new one.
        ValidationError: when the post is no longer pinned, or the times make no sense.
    """
    post = post_to_pin(post=post, by=by)
    notice = locked_notice(post)
    if notice is None:
        raise ValidationError(_("This post is no longer pinned."), code="not_pinned")
    notice.post = post
    place(
        notice,
        by=by,
        scope=scope,
        position=position,
        starts_at=starts_at,
        ends_at=ends_at,
        must_read=must_read,
        version=version,
    )
    log(post=post, by=by, verb="reschedule", message=_("Changed the notice."))
    return notice
