"""Where and when a notice is shown: what pinning and rescheduling share."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from boards.members.models import Member
from boards.posts.models import Notice
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
) -> None:
    """Store a notice, new or old, with its place; the caller holds the lock of its post.

    Raises:
        PermissionDenied: when `by` may not pin within the scope that the notice has or gets.
        ValidationError: when the place makes no sense, as an end before the start.
    """
    scopes = {scope} if notice.pk is None else {scope, notice.scope}
    if by is not None and not all(can_pin(by, notice.post, scope=each) for each in scopes):
        raise PermissionDenied
    notice.scope = scope
    notice.position = position
    notice.starts_at = starts_at
    notice.ends_at = ends_at
    notice.full_clean()
    notice.save()
