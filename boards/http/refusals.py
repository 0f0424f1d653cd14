"""What a view raises for who may not; one middleware of the project answers it with a page."""

from django.http import HttpRequest


class Gone(Exception):  # noqa: N818
    """What was asked for has been deleted: 410."""


class SignInFirst(Exception):  # noqa: N818
    """Who asks may do it once they have signed in: they are led there and back."""


def must_sign_in(request: HttpRequest) -> bool:
    """Say whether signing in is what the request lacks; what a form sent cannot be led back."""
    return request.method in ("GET", "HEAD") and not request.user.is_authenticated
