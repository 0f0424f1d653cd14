"""Staff who see the site as a member does: what the rooms below need to know of it.

`boards.support` puts the member in the place of the staff who asks, and leaves the latter here.
"""

from django.http import HttpRequest

from boards.members.models import Member

_ATTRIBUTE = "staff_behind"


def put_in_place(request: HttpRequest, *, member: Member, staff: Member) -> None:
    """Let the request be the member's, for whoever asks who the visitor is."""
    setattr(request, _ATTRIBUTE, staff)
    request.user = member
    request._cached_user = member  # type: ignore[attr-defined]


def staff_behind(request: HttpRequest) -> Member | None:
    """Return who sees the site as the visitor; None for a visitor who is nobody but themselves."""
    return getattr(request, _ATTRIBUTE, None)
