"""The member who asks, for views that are for members alone."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from boards.http.refusals import SignInFirst, must_sign_in
from boards.members.models import Member


def signed_in_member(request: HttpRequest) -> Member:
    """Return the member who asks.

    Raises:
        SignInFirst: to a guest who asks for a page.
        PermissionDenied: to a guest who sent a form, which cannot be led back.
    """
    if not isinstance(request.user, Member):
        raise SignInFirst if must_sign_in(request) else PermissionDenied
    return request.user
