"""The icon, for whoever asks for it without having read a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

ICON = "icons/site.svg"
MAX_AGE = 86_400  # seconds; the icon's own address changes with its content


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon that the pages name."""
    response = redirect(static(ICON))
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
