"""The page of texts that wait, for moderators, and that of one's own."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boards.filters.actions.approve import approve
from boards.filters.actions.refuse import refuse
from boards.filters.models import MAX_REASON_LENGTH, Waiting
from boards.filters.waiting_rows import MAX_OWN, ROWS, shown, with_texts
from boards.http.refusals import SignInFirst, must_sign_in
from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.permissions import can_moderate

# Offered as buttons; a moderator may type any other.
REASONS = (
    _("Advertising"),
    _("Insults or hatred"),
    _("Personal details of somebody"),
    _("This board is for something else"),
    _("Already answered here"),
)


@require_safe
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits on the boards that the visitor moderates, the oldest first."""
    if must_sign_in(request):
        raise SignInFirst
    moderator = request.user
    if not Board.objects.moderated_by(moderator).exists():
        raise PermissionDenied
    return _page(request, cast(Member, moderator))


def _page(
    request: HttpRequest, moderator: Member, *, refused: int = 0, typed: str = "", error: str = ""
) -> HttpResponse:
    rows = Waiting.objects.undecided().decidable_by(moderator)
    found = list(with_texts(rows.oldest_first())[: ROWS + 1])
    context = {
        "texts": shown(found[:ROWS], moderator),
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
@never_cache
def approve_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a text that waits."""
    return _decide(request, pk, lambda row, by: approve(row=row, by=by), _approved)


def _approved(row: Waiting) -> str:
    return gettext("Approved.") if row.is_held else gettext("Left as it is.")


@require_POST
@limited("moderate")
@never_cache
def refuse_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a text unpublished; the reason is that of the button, or what was typed."""
    reason = request.POST.get("preset") or request.POST.get("reason", "")
    return _decide(request, pk, lambda row, by: refuse(row=row, by=by, reason=reason), _refused)


def _refused(row: Waiting) -> str:
    if row.is_held:
        return gettext("Refused. The writer reads the reason.")
    return gettext("Hidden. The writer finds the reason among the texts that wait.")


def _decide(
    request: HttpRequest,
    pk: int,
    act: Callable[[Waiting, Member], Waiting],
    said: Callable[[Waiting], str],
) -> HttpResponse:
    moderator = request.user
    if not _may(moderator):
        raise PermissionDenied
    row = with_texts(Waiting.objects.filter(pk=pk)).first()
    if row is None:
        messages.warning(request, gettext("It was deleted in the meantime."))
        return redirect("filters:waiting")
    if not can_moderate(moderator, row.post.board):
        raise PermissionDenied
    try:
        decided = act(row, cast(Member, moderator))
    except ValidationError as error:
        if getattr(error, "code", "") == "reason":
            typed = request.POST.get("reason", "")
            told = error.messages[0]
            return _page(request, cast(Member, moderator), refused=pk, typed=typed, error=told)
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, said(decided))
    return redirect("filters:waiting")


def _may(viewer: object) -> bool:
    return isinstance(viewer, Member) and Board.objects.moderated_by(viewer).exists()


@require_safe
@never_cache
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """The visitor's own texts that wait, were refused or hidden, and why; the latest first."""
    rows = Waiting.objects.of(cast(Member, request.user)).select_related("post", "comment")
    return render(request, "filters/own.html", {"rows": rows.order_by("-pk")[:MAX_OWN]})
