"""Where a form that every page has leads back to."""

from django import template
from django.http import HttpRequest

register = template.Library()

MAX_LENGTH = 2000  # characters; what is longer would stand in the page once for each such form


@register.filter
def way_back(request: HttpRequest) -> str:
    """Return the path of the page with its query; the home page for what was sent, or is long."""
    # A page of a failure may have no request.
    path = request.get_full_path() if getattr(request, "method", "") == "GET" else "/"
    return path if len(path) <= MAX_LENGTH else "/"
