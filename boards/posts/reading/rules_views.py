"""The rules of a board."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from boards.models import Board
from boards.permissions import can_read
from boards.posts.guest_caching import cacheable_for_guests


@require_safe
@cacheable_for_guests
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rules of a board to whoever may read it; 404 where it has none."""
    board = get_object_or_404(Board.objects.at(slug))
    if not can_read(request.user, board):
        raise PermissionDenied
    if not board.has_rules:
        raise Http404
    return render(request, "posts/rules.html", {"board": board})
