"""The page of suspicious recommendations, for the moderators of the board."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.moderation.models import Case
from boards.posts.member_views import for_content_moderators
from boards.vote_rings.actions.flag_ring import CASE_KIND
from boards.vote_rings.actions.void_ring import restore_ring
from boards.vote_rings.models import VoteRing
from boards.vote_rings.reading import page_of


@require_safe
@for_content_moderators
def ring(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Who recommended what, and when; what to make of it is decided in the queue."""
    found = _opened(moderated, pk)
    case = Case.objects.filter(kind=CASE_KIND, target_id=found.pk).first()
    context = {"page": page_of(found, cast(Member, request.user)), "case": case}
    return render(request, "vote_rings/ring.html", context)


@require_POST
@limited("moderate")
@for_content_moderators
def restore(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Let voided recommendations count again."""
    found = _opened(moderated, pk)
    try:
        restore_ring(ring=found, by=cast(Member, request.user))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("They count again."))
    return redirect("vote_rings:ring", found.pk)


def _opened(moderated: Sequence[Board], pk: int) -> VoteRing:
    found = get_object_or_404(VoteRing.objects.select_related("board", "author"), pk=pk)
    if found.board not in moderated:
        raise Http404
    return found
