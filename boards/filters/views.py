"""The page of texts that wait, for moderators, and that of one's own."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boards.filters.actions.approve import approve
from boards.filters.actions.refuse import refuse
from boards.filters.models import MAX_REASON_LENGTH, Waiting
from boards.filters.waiting_rows import MAX_OWN, ROWS, shown, with_texts
from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.posts.member_views import for_content_moderators

# Offered as buttons; a moderator may type any other.
REASONS = (
    _("Advertising"),
    _("Insults or hatred"),
    _("Personal details of somebody"),
    _("This board is for something else"),
    _("Already answered here"),
)


@require_safe
@for_content_moderators
def waiting(request: HttpRequest, moderated: Sequence[Board]) -> HttpResponse:
    """What waits on the boards that the visitor moderates, the oldest first."""
    return _page(request, moderated)


def _page(
    request: HttpRequest,
    moderated: Sequence[Board],
    *,
    refused: int = 0,
    typed: str = "",
    error: str = "",
) -> HttpResponse:
    rows = Waiting.objects.undecided().on(moderated)
    found = list(with_texts(rows.oldest_first())[: ROWS + 1])
    context = {
        "texts": shown(found[:ROWS], cast(Member, request.user)),
        "has_more": len(found) > ROWS,
        "reasons": REASONS,
        "longest": MAX_REASON_LENGTH,
        "refused": refused,
        "typed": typed,
        "error": error,
    }
    return render(request, "filters/waiting.html", context, status=422 if error else 200)


@require_POST
@limited("moderate")
@for_content_moderators
def approve_text(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Publish a text that waits."""
    return _decide(request, moderated, pk, approve, _approved)


def _approved(row: Waiting) -> str:
    return gettext("Approved.") if row.is_held else gettext("Left as it is.")


@require_POST
@limited("moderate")
@for_content_moderators
def refuse_text(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Leave a text unpublished; the reason is that of the button, or what was typed."""
    reason = request.POST.get("preset") or request.POST.get("reason", "")
    return _decide(request, moderated, pk, partial(refuse, reason=reason), _refused)


def _refused(row: Waiting) -> str:
    if row.is_held:
        return gettext("Refused. The writer reads the reason.")
    return gettext("Hidden. The writer finds the reason among the texts that wait.")


def _decide(
    request: HttpRequest,
    moderated: Sequence[Board],
    pk: int,
    act: Callable[..., Waiting],
    said: Callable[[Waiting], str],
) -> HttpResponse:
    row = with_texts(Waiting.objects.filter(pk=pk)).first()
    if row is None:
        messages.warning(request, gettext("It was deleted in the meantime."))
        return redirect("filters:waiting")
    if row.post.board not in moderated:
        raise Http404
    try:
        decided = act(row=row, by=cast(Member, request.user))
    except ValidationError as error:
        if getattr(error, "code", "") == "reason":
            typed = request.POST.get("reason", "")
            return _page(request, moderated, refused=pk, typed=typed, error=error.messages[0])
        is_gone = getattr(error, "code", "") == "deleted"
        told = gettext("It was deleted in the meantime.") if is_gone else error.messages[0]
        messages.warning(request, told)
    else:
        messages.success(request, said(decided))
    return redirect("filters:waiting")


@require_safe
@never_cache
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """The visitor's own texts that wait, were refused or hidden, and why; the latest first."""
    rows = Waiting.objects.of(cast(Member, request.user)).select_related("post", "comment")
    return render(request, "filters/own.html", {"rows": rows.order_by("-pk")[:MAX_OWN]})
