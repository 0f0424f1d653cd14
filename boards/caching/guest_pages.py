"""What a response says of itself to whoever caches pages for guests (`forum.guest_pages`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase

_ATTRIBUTE = "guest_caching"


@dataclass(frozen=True)
class GuestCaching:
    """The page is the same for every guest: it depends on the URL and the language alone.

    Attributes:
        post: which post it is a view of, as `boards.counters` needs to know it; each reader of the
            cached page is counted for it.
        note: is called with the request of each reader of the cached page; never raises.
    """

    post: Any = None
    note: Callable[[HttpRequest], None] | None = None


def allow_guest_caching(response: HttpResponseBase, caching: GuestCaching) -> None:
    """Say that the response may be cached for guests."""
    setattr(response, _ATTRIBUTE, caching)


def forbid_guest_caching(response: HttpResponseBase) -> None:
    """Say that it may not, whatever its view said."""
    setattr(response, _ATTRIBUTE, None)


def guest_caching_of(response: HttpResponseBase) -> GuestCaching | None:
    """Return what the response says of itself; None when it is not to be cached."""
    return getattr(response, _ATTRIBUTE, None)
