"""The page on which members report something."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from boards.http.refusals import Gone
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.moderation.actions.report_thing import check_may_report, report_thing
from boards.moderation.kinds import ReportableKind, kind_of
from boards.moderation.reports.forms import ReportForm
from boards.posts.refused_page import refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("report")
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask why something is reported, and report it."""
    member, of_kind = _asked(request, kind)
    try:
        thing = of_kind.open_for(member, pk)
        # At once, and not only after somebody has typed.
        check_may_report(of_kind, thing, member)
        form = ReportForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return _form_page(request, of_kind, thing, form)
        report_thing(
            kind=of_kind,
            thing=thing,
            by=member,
            reason=form.cleaned_data["why"],
            text=form.cleaned_data["text"],
        )
    except (Gone, Http404) as error:
        return _deleted_meanwhile(request, error)
    except ValidationError as error:
        return refused(request, error, back=of_kind.path(pk), text=request.POST.get("text", ""))
    messages.success(request, gettext("Thank you. Moderators look at it, and you see the outcome."))
    return redirect("moderation:my-reports")


def _asked(request: HttpRequest, kind: str) -> tuple[Member, ReportableKind]:
    member, found = signed_in_member(request), kind_of(kind)
    if found is None:
        raise Http404
    return member, found


def _form_page(
    request: HttpRequest, kind: ReportableKind, thing: Any, form: ReportForm
) -> HttpResponse:
    context = {
        "form": form,
        "kind": kind,
        "path": kind.path(thing.pk),
        "board": kind.board(thing),
    }
    status = 422 if form.is_bound else 200
    return render(request, "moderation/report_form.html", context, status=status)


def _deleted_meanwhile(request: HttpRequest, error: Exception) -> HttpResponse:
    """Say so to who has sent a report; a page of something that is gone is answered as ever."""
    if request.method != "POST":
        raise error
    told = gettext("It was deleted or hidden in the meantime, so there is nothing left to report.")
    code = "deleted" if isinstance(error, Gone) else "missing"
    text = request.POST.get("text", "")
    return refused(request, ValidationError(told, code=code), text=text)
