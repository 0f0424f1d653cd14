"""The public page of decisions."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.db.keys import key_in
from boards.moderation.transparency.figures import latest_months
from boards.moderation.transparency.reading import public_decisions


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """What moderators decided, with names masked; 404 where `PUBLIC_DECISIONS` is off."""
    if not settings.PUBLIC_DECISIONS:
        raise Http404
    before = key_in(request.GET.get("before", ""))
    decisions, older = public_decisions(before=before)
    context = {
        "decisions": decisions,
        "older": older,
        "months": [] if before else latest_months(),
    }
    return render(request, "moderation/transparency.html", context)
