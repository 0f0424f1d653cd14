"""The takedown requests that wait, and one of them with its buttons."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.takedowns import queue
from boards.moderation.takedowns.actions.decide_takedown import decide_takedown
from boards.moderation.takedowns.actions.send_copy import send_copy
from boards.moderation.takedowns.actions.settle_likeness import settle_likeness
from boards.moderation.takedowns.forms import DecisionForm
from boards.moderation.takedowns.models import Result, TakedownRequest, TakedownTarget
from boards.moderation.takedowns.other_side import copy_sent_at, other_side_of
from boards.moderation.takedowns.permissions import can_handle_takedowns
from boards.posts.refused_page import CONFLICT

View = Callable[..., HttpResponseBase]


def for_handlers(view: View) -> View:
    """Open a view to who may decide takedown requests; to others it is not there."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_handle_takedowns(signed_in_member(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return opened


@require_safe
@for_handlers
def takedowns(request: HttpRequest) -> HttpResponse:
    """What waits, the earliest deadline first."""
    page = queue.page_of(after=request.GET.get("after", ""))
    return render(request, "takedowns/queue.html", {"page": page})


@require_safe
@for_handlers
def takedown(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with its sender; that somebody looked at it is logged."""
    found = get_object_or_404(TakedownRequest.objects.select_related("decided_by"), pk=pk)
    by = cast(Member, request.user)
    write_entry(kind="takedown", target_id=found.pk, by=by, verb="takedown_look", board=None)
    return _page(request, found)


@require_POST
@limited("moderate")
@for_handlers
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove, restore or refuse."""
    found = get_object_or_404(TakedownRequest, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusals=form.said, status=422)
    try:
        decide_takedown(
            request=found,
            by=cast(Member, request.user),
            result=Result(form.cleaned_data["decision"]),
            reason=form.cleaned_data["reason"],
        )
    except ValidationError as error:
        return _refused(request, found, error)
    messages.success(request, _told_when_decided(found))
    return redirect("moderation:takedown", pk)


def _refused(request: HttpRequest, found: TakedownRequest, error: ValidationError) -> HttpResponse:
    """Return the page as it is by now, with why it was not done."""
    found.refresh_from_db()
    is_late = isinstance(error, DecidedMeanwhile) or error.code == "sent"
    status = CONFLICT if is_late else 422
    return _page(request, found, refusals=error.messages, status=status)


def _told_when_decided(found: TakedownRequest) -> str:
    if found.has_to_be_called:
        return gettext("Decided. Call the sender: they gave no e-mail address.")
    return gettext("Decided. The sender is told the reason.")


@require_POST
@limited("moderate")
@for_handlers
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the other side a copy of a counter-notice."""
    found = get_object_or_404(TakedownRequest, pk=pk)
    try:
        send_copy(request=found, by=cast(Member, request.user))
    except ValidationError as error:
        return _refused(request, found, error)
    messages.success(request, gettext("The other side was sent a copy."))
    return redirect("moderation:takedown", pk)


@require_POST
@limited("moderate")
@for_handlers
def settle(request: HttpRequest, pk: int, target: int) -> HttpResponse:
    """Confirm a picture that was found by its likeness, or give it back."""
    found = get_object_or_404(TakedownTarget, pk=target, request=pk)
    is_copy = request.POST.get("copy")
    if is_copy not in ("yes", "no"):
        refusals = [gettext("Choose what to decide.")]
        return _page(request, found.request, refusals=refusals, status=422)
    try:
        settle_likeness(target=found, by=cast(Member, request.user), is_copy=is_copy == "yes")
    except ValidationError as error:
        return _page(request, found.request, refusals=error.messages, status=CONFLICT)
    return redirect("moderation:takedown", pk)


def _other_side(found: TakedownRequest) -> dict[str, Any]:
    requests = other_side_of(found)
    return {
        "copy_sent_at": copy_sent_at(found),
        "by_mail": [each for each in requests if each.email],
        "by_post": [each for each in requests if not each.email],
    }


def _page(
    request: HttpRequest,
    found: TakedownRequest,
    *,
    refusals: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    viewer = cast(Member, request.user)
    targets = found.targets.select_related("board").order_by("pk")
    things = queue.things_of(targets, viewer)
    named = TakedownTarget.Source.NAMED
    context = {
        "takedown": found,
        "clock": queue.clock_of(found),
        "named": [each for each in things if each.target.source == named],
        "identical": [each for each in things if each.is_unconfirmed],
        "choices": queue.choices_of(found),
        **(_other_side(found) if found.is_counter and found.is_open else {}),
        "refusals": refusals,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "takedowns/request.html", context, status=status)
