"""Pages of a member's own: their reports, decisions about what they wrote, and the appeal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from boards.db.keys import key_in
from boards.limits.limited import limited
from boards.members.signed_in import signed_in_member
from boards.moderation.actions.appeal_decision import appeal_decision
from boards.moderation.kinds import kind_of_case
from boards.moderation.models import Decision
from boards.moderation.reports import own_pages
from boards.moderation.reports.forms import AppealForm
from boards.moderation.sanctions.own_views import sanctioned_member
from boards.posts.refused_page import refused


@never_cache
@require_safe
def my_reports(request: HttpRequest) -> HttpResponse:
    """What the member has reported, and what came of it."""
    rows, older = own_pages.reports_of(signed_in_member(request), before=_before(request))
    return render(request, "moderation/my_reports.html", {"rows": rows, "older": older})


@never_cache
@require_safe
def my_decisions(request: HttpRequest) -> HttpResponse:
    """What moderators decided about what the member wrote."""
    rows, older = own_pages.decisions_about(signed_in_member(request), before=_before(request))
    return render(request, "moderation/my_decisions.html", {"rows": rows, "older": older})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("report")
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second moderator to look at a decision."""
    member = sanctioned_member(request)  # who is suspended appeals, too
    decision = get_object_or_404(
        Decision.objects.select_related("case", "rule"), pk=pk, case__author=member
    )
    form = AppealForm(request.POST if request.method == "POST" else None)
    if decision.sanction_id is not None:
        form.fields["text"].label = gettext("Why should it be lifted?")
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {
            "form": form,
            "decision": decision,
            "label": kind_of_case(decision.case).label,
            "back": reverse(_page_of(decision)),
        }
        return render(request, "moderation/appeal_form.html", context, status=status)
    try:
        appeal_decision(decision=decision, by=member, text=form.cleaned_data["text"])
    except ValidationError as error:
        back = reverse(_page_of(decision))
        return refused(request, error, back=back, text=form.cleaned_data["text"])
    messages.success(
        request, gettext("Your appeal is with the moderators. You see the outcome here.")
    )
    return redirect(_page_of(decision))


def _page_of(decision: Decision) -> str:
    """Return the name of the page on which the member reads what came of it."""
    return "moderation:my-decisions" if decision.sanction_id is None else "moderation:my-sanctions"


def _before(request: HttpRequest) -> int | None:
    """Return the key after which the page begins; None, for the first page, for what is none."""
    return key_in(request.GET.get("before", ""))
