"""What every page's header needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from boards.models import Board


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's name and the boards that have a tab for this visitor."""
    return {
        "forum_name": settings.SITE_NAME,
        "navigation_boards": SimpleLazyObject(
            lambda: list(Board.objects.readable_by(getattr(request, "user", None)).in_navigation())
        ),
    }
