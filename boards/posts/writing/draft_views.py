"""Where writing pages keep drafts, and ask for tags."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boards.db.keys import key_in
from boards.http.json_only import answers_json
from boards.limits.limited import READING, limited
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Draft
from boards.posts.writing.actions.discard_draft import discard_draft
from boards.posts.writing.actions.save_draft import DraftChangedMeanwhile, save_draft
from boards.posts.writing.drafts import kept_fields, may_use_form, version_sent
from boards.posts.writing.pasted_pictures import take_pasted_pictures
from boards.posts.writing.tag_suggestions import suggested_tags


@answers_json
@require_POST
@limited("draft")
@never_cache
def save(request: HttpRequest, form: str) -> HttpResponse:
    """Keep what is typed into a form; 409 with the stored draft when it is another one.

    Pictures inside the text become uploads; `errors` tells of those that were refused.
    """
    member = request.user
    if not isinstance(member, Member):
        return JsonResponse({"error": gettext("You are no longer signed in.")}, status=401)
    if not may_use_form(member, form):
        return JsonResponse(
            {"error": gettext("You do not have permission to send this.")}, status=403
        )
    version = version_sent(request.POST)
    if version is None:
        return JsonResponse({"error": gettext("There is no such version.")}, status=400)
    pasted = take_pasted_pictures(owner=member, data=request.POST)
    try:
        draft = save_draft(
            member=member,
            form=form,
            fields=kept_fields(pasted.data.dict()),
            version=version,
        )
    except DraftChangedMeanwhile as conflict:
        return JsonResponse(_shown(conflict.stored), status=409)
    return JsonResponse(_shown(draft) | {"errors": pasted.errors})


@require_POST
@limited("draft")
@never_cache
def discard(request: HttpRequest, form: str) -> HttpResponse:
    """Throw the draft of a form away; go back to the empty form, or to the list of drafts."""
    if isinstance(request.user, Member):
        discard_draft(member=request.user, form=form)
    if request.POST.get("back") == "drafts":
        messages.success(request, gettext("The draft was discarded."))
        return redirect("accounts:drafts")
    return redirect(_page_of(form))


@answers_json
@require_safe
@limited("suggest", methods=READING)
@never_cache
def suggest_tags(request: HttpRequest) -> JsonResponse:
    """Tags that begin with `?q=`: `{"tags": ["세금", …]}`."""
    return JsonResponse({"tags": suggested_tags(request.user, request.GET.get("q", ""))})


def _page_of(form: str) -> str:
    """Return the path of the page with this form."""
    kind, _, number = form.partition(":")
    if key_in(number) is None:
        return reverse("posts:choose-board")
    if kind == "post":
        return reverse("posts:edit", args=[number])
    return reverse("posts:write", args=[get_object_or_404(Board, pk=number).slug])


def _shown(draft: Draft | None) -> dict[str, object]:
    if draft is None:
        return {"version": 0, "fields": None}
    return {"version": draft.version, "fields": draft.fields}
