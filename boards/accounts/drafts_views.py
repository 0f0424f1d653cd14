"""The member's drafts, each with the way back to its form."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boards.accounts.own_drafts import drafts_of
from boards.members.models import Member


@require_safe
@never_cache
@login_required
def drafts(request: HttpRequest) -> HttpResponse:
    """What the member has written and not published, the latest first."""
    rows = drafts_of(cast(Member, request.user))
    return render(request, "accounts/drafts.html", {"drafts": rows})
