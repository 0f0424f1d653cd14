"""Takedown requests of everybody, without an account and without JavaScript."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from boards.db.keys import key_in
from boards.limits.limited import READING, limited
from boards.moderation.takedowns.actions.file_takedown import file_takedown
from boards.moderation.takedowns.forms import FORMS, FollowForm, TakedownForm
from boards.moderation.takedowns.models import TakedownRequest, TakedownTarget
from boards.moderation.takedowns.paths import follow_path, followed
from boards.proof_of_work.forms import is_unproved


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """Choose what kind of request it is."""
    return render(request, "takedowns/kinds.html", {"forms": FORMS.values()})


def _limit(request: HttpRequest) -> str:
    """Count more strictly what comes without a proof of work; a wrong one is refused later."""
    return "takedown-unproved" if is_unproved(request.POST) else "takedown"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(_limit)
def file(request: HttpRequest, claim: str) -> HttpResponse:
    """Ask what the law wants to be said, and take the request."""
    form_class = FORMS.get(claim)
    if form_class is None:
        raise Http404
    initial = {"urls": _url_of_post(request.GET.get("post", ""))}
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_by_program:
        return render(request, "takedowns/received.html")
    if not form.is_valid():
        return _form_page(request, form)
    filed = file_takedown(
        claim=form.claim,
        things=form.cleaned_data["urls"],
        fields=form.stored,
        language=get_language() or "",
    )
    return redirect(follow_path(filed))


def _url_of_post(number: str) -> str:
    """Return the URL of the post with a number, there or not; empty for what is no number."""
    key = key_in(number)
    return f"{settings.SITE_URL}{reverse('posts:article', args=[key])}" if key else ""


def _form_page(request: HttpRequest, form: TakedownForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "takedowns/form.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("takedown-follow")
def follow_form(request: HttpRequest) -> HttpResponse:
    """Ask for the number and the code, and lead to the request."""
    form = FollowForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "takedowns/follow_form.html", {"form": form}, status=status)
    return redirect(follow_path(form.found))


@never_cache
@require_safe
@limited("takedown-follow", methods=READING)
def follow(request: HttpRequest, number: str, secret: str) -> HttpResponse:
    """How far a request is, for who has its secret; to others there is none."""
    key = key_in(number)
    found = followed(key or 0, secret)
    if found is None:
        raise Http404
    response = render(request, "takedowns/follow.html", _followed_context(found))
    # The URL is a secret: no other site is told it.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _followed_context(found: TakedownRequest) -> dict[str, Any]:
    named = found.targets.filter(source=TakedownTarget.Source.NAMED).order_by("pk")
    return {"takedown": found, "targets": named}
