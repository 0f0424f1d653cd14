"""Paths of takedown requests."""

from django.urls import reverse
from django.utils.crypto import constant_time_compare

from boards.moderation.takedowns.models import TakedownRequest

_NOBODYS = "x" * 32


def follow_path(request: TakedownRequest) -> str:
    """Return where the sender, and whoever else has its secret, follows a request."""
    return reverse("moderation:takedown-follow", args=[request.pk, request.secret])


def request_path(request: TakedownRequest) -> str:
    """Return where it is decided."""
    return reverse("moderation:takedown", args=[request.pk])


def followed(number: int, secret: str) -> TakedownRequest | None:
    """Return the request with a number, for who knows its secret.

    A wrong secret and an unknown number take the same time, and are told the same.
    """
    request = TakedownRequest.objects.filter(pk=number).first()
    is_known = constant_time_compare(secret, request.secret if request else _NOBODYS)
    return request if request and is_known else None
