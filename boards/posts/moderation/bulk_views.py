"""The form around a list, for those who moderate its boards."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from boards.caching.paths import cached_reverse
from boards.db.keys import key_in
from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.posts.moderation.bulk import VERBS, Outcome, Verb, moderate_chosen


@require_POST
@limited("moderate")
@never_cache
def moderate(request: HttpRequest) -> HttpResponse:
    """Do one thing to the posts that were ticked; `next` is the list to come back to."""
    moderator = request.user
    if not isinstance(moderator, Member) or not Board.objects.moderated_by(moderator).exists():
        raise PermissionDenied
    verb = VERBS.get(request.POST.get("verb", ""))
    try:
        if verb is None:
            raise PermissionDenied
        keys = [key for text in request.POST.getlist("post") if (key := key_in(text))]
        outcome = moderate_chosen(posts=keys, verb=verb, fields=request.POST, by=moderator)
        _tell(request, verb, outcome)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(_list_of(request))


def _tell(request: HttpRequest, verb: Verb, outcome: Outcome) -> None:
    if outcome.done:
        done = ngettext("%(count)d post changed.", "%(count)d posts changed.", outcome.done)
        messages.success(request, f"{verb.label}: {done % {'count': outcome.done}}")
    for reason, number in outcome.refused.items():
        left = ngettext("%(count)d post left alone.", "%(count)d posts left alone.", number)
        messages.warning(request, f"{left % {'count': number}} {reason}")


def _list_of(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return cached_reverse("posts:all")
