"""Where members take away what they looked for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from boards.limits.limited import limited
from boards.members.signed_in import signed_in_member
from boards.search.models import RecentSearch


@never_cache
@require_POST
@limited("settings")
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the member's recent searches away; one that is gone already is as good."""
    RecentSearch.objects.filter(member=signed_in_member(request), pk=pk).delete()
    messages.success(request, gettext("Removed from your recent searches."))
    return redirect("search:results")


@never_cache
@require_POST
@limited("settings")
def clear(request: HttpRequest) -> HttpResponse:
    """Take all of the member's recent searches away."""
    RecentSearch.objects.filter(member=signed_in_member(request)).delete()
    messages.success(request, gettext("Your recent searches were removed."))
    return redirect("search:results")
