"""What a site says that has no board yet."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from boards.models import Board


def help_of_a_new_site(request: HttpRequest, *, is_new: bool) -> dict[str, Any]:
    """Tell a page whether the site has no board yet, and where the viewer may make the first one.

    Args:
        is_new: whether that is possible; otherwise no one looks.
    """
    if not is_new or Board.objects.exists():
        return {"has_no_boards": False}
    may_add = request.user.is_staff and request.user.has_perm("boards.add_board")
    return {
        "has_no_boards": True,
        "add_board_address": reverse("admin:boards_board_add") if may_add else "",
    }
