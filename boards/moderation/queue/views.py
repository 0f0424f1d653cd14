"""The queue, one case, and the buttons beside it."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.actions.decide_case import decide_case
from boards.moderation.models import Case
from boards.moderation.permissions import can_moderate_case
from boards.moderation.queue import reading
from boards.moderation.queue.forms import AppealDecisionForm, DecisionForm
from boards.posts.member_views import for_moderators
from boards.posts.refused_page import CONFLICT, STATUS_OF


@require_safe
@for_moderators
def queue(request: HttpRequest, moderated: Sequence[Board]) -> HttpResponse:
    """What waits for a decision on the boards that the visitor moderates."""
    viewer = cast(Member, request.user)
    page = reading.page_of(viewer, moderated, after=request.GET.get("after", ""))
    return render(request, "moderation/queue.html", {"page": page})


@require_safe
@for_moderators
def case(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """One case, waiting or decided."""
    return _case_page(request, pk)


@require_POST
@limited("moderate")
@for_moderators
def decide(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Keep, hide or delete what was reported."""

    def act(opened: Case, by: Member, data: dict[str, Any]) -> None:
        decide_case(case=opened, by=by, outcome=data["decision"], reason=data["reason"])

    told = gettext("Decided. The author and the reporters are told the reason.")
    return _decided(request, pk, DecisionForm(request.POST), act, told)


@require_POST
@limited("moderate")
@for_moderators
def decide_about_appeal(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Uphold or reverse a decision."""

    def act(opened: Case, by: Member, data: dict[str, Any]) -> None:
        decide_appeal(case=opened, by=by, result=data["decision"], reason=data["reason"])

    told = gettext("Decided. The author is told the reason.")
    return _decided(request, pk, AppealDecisionForm(request.POST), act, told)


def _decided(
    request: HttpRequest,
    pk: int,
    form: DecisionForm,
    act: Callable[[Case, Member, dict[str, Any]], None],
    told: str,
) -> HttpResponse:
    """Act as the form says; give back the case with what was typed where that does not do."""
    if not form.is_valid():
        return _case_page(request, pk, refusals=form.said, status=422)
    try:
        act(get_object_or_404(Case, pk=pk), cast(Member, request.user), form.cleaned_data)
    except PermissionDenied as error:
        raise Http404 from error  # as its page answers
    except ValidationError as error:
        status = STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
        return _case_page(request, pk, refusals=error.messages, status=status)
    messages.success(request, told)
    return redirect("moderation:queue")


def _case_page(
    request: HttpRequest, pk: int, *, refusals: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    """Show the case; to who does not moderate its board it is not there."""
    row = reading.row_of(pk, cast(Member, request.user))
    if row is None or not can_moderate_case(request.user, row.case):
        raise Http404
    context = {"row": row, "refusals": refusals, "typed": request.POST.get("reason", "")}
    return render(request, "moderation/case.html", context, status=status)
