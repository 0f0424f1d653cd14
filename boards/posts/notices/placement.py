"""Where and when a notice is shown: what pinning and rescheduling share."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from boards.members.models import Member
from boards.posts.form_versions import check_version, fingerprint_of
from boards.posts.models import Notice, Post
from boards.posts.permissions import can_pin
from boards.posts.states import Scope


def place(
    notice: Notice,
    *,
    by: Member | None,
    scope: Scope | str,
    position: int,
    starts_at: datetime,
    ends_at: datetime | None,
    must_read: bool | None = None,
    version: int | None = None,
) -> None:
    """Store a notice, new or old, with its place; the caller holds the lock of its post.

    Args:
        must_read: None leaves it as it is.
        version: `version_of_notice` from which the change began; None asks for no check.

    Raises:
        ChangedMeanwhile: when the notice has another version by now, and is not to get the place
            that it has.
        PermissionDenied: when `by` may not pin within the scope that the notice has or gets.
        ValidationError: when the place makes no sense, as an end before the start.
    """
    scopes = {scope} if notice.pk is None else {scope, notice.scope}
    if by is not None and not all(can_pin(by, notice.post, scope=each) for each in scopes):
        raise PermissionDenied
    must_read = notice.must_read if must_read is None else must_read
    if _place_of(notice) != (str(scope), position, starts_at, ends_at, must_read):
        check_version(version, version_of_notice(notice))
    notice.scope = scope
    notice.position = position
    notice.starts_at = starts_at
    notice.ends_at = ends_at
    notice.must_read = must_read
    notice.full_clean()
    notice.save()


def locked_notice(post: Post) -> Notice | None:
    """Return the notice of a post and hold it: who orders the notices writes to it as well."""
    return Notice.objects.select_for_update(of=("self",), no_key=True).filter(post=post).first()


def place_for_log(notice: Notice) -> dict[str, Any]:
    """Return what `pin_notice` takes to give a notice its place again; times as ISO 8601."""
    scope, position, starts_at, ends_at, must_read = _place_of(notice)
    return {
        "scope": scope,
        "position": position,
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat() if ends_at else None,
        "must_read": must_read,
    }


def version_of_notice(notice: Notice) -> int:
    """Return a number that stands for the place of a notice; 0 for one that is not stored."""
    return 0 if notice.pk is None else fingerprint_of(*_place_of(notice))


def _place_of(notice: Notice) -> tuple[str, int, datetime, datetime | None, bool]:
    place = str(notice.scope), notice.position, notice.starts_at, notice.ends_at
    return *place, notice.must_read
