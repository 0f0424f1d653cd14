"""The page with the networks that may not sign up."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.moderation.sanctions.actions.lift_network import lift_network
from boards.moderation.sanctions.actions.sanction_network import sanction_network
from boards.moderation.sanctions.forms import NetworkForm
from boards.posts.member_views import for_moderators
from boards.posts.refused_page import CONFLICT
from boards.sanctions.models import NetworkSanction
from boards.sanctions.permissions import can_sanction_everywhere

MAX_ROWS = 200  # the latest that hold


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@for_moderators
def networks(request: HttpRequest, moderated: Sequence[Board]) -> HttpResponse:
    """The networks that may not sign up, and the form for another one."""
    by = _who_may(request)
    form = NetworkForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    try:
        held = sanction_network(network=form.cleaned_data["network"], by=by, terms=form.terms)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, form, status=422 if hasattr(error, "error_dict") else CONFLICT)
    messages.success(
        request, gettext("Nobody signs up from %(network)s now.") % {"network": held.network}
    )
    return redirect("moderation:networks")


@require_POST
@limited("moderate")
@for_moderators
def lift(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Let a network sign up again."""
    by = _who_may(request)
    try:
        lift_network(sanction=get_object_or_404(NetworkSanction, pk=pk), by=by)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("Lifted."))
    return redirect("moderation:networks")


def _who_may(request: HttpRequest) -> Member:
    if not can_sanction_everywhere(request.user):
        raise Http404
    return cast(Member, request.user)


def _page(request: HttpRequest, form: NetworkForm, *, status: int) -> HttpResponse:
    held = NetworkSanction.objects.not_over(timezone.now()).select_related("by").order_by("-pk")
    context = {
        "form": form,
        "rows": held[:MAX_ROWS],
    }
    return render(request, "moderation/sanctions/networks.html", context, status=status)
