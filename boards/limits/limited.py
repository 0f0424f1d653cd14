"""The decorator of every view that writes, or that costs much to ask.

A test walks all addresses and fails for one that takes a POST and is not decorated.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django_htmx.http import reswap, retarget

from boards.http.sent_forms import can_be_sent_again, fields_of, typed_texts
from boards.limits.counting import QUICK, SHARED, seconds_to_wait
from boards.limits.refusals import CODE, STATUS, TooOften
from boards.limits.senders import sender_of
from boards.members.models import Member

View = Callable[..., HttpResponseBase]
WRITING = ("POST",)
READING = ("GET", "HEAD")
# What a member gets who did something too often: of the request, what to tell, and the address.
Answer = Callable[..., HttpResponseBase]


def limited(
    action: str | Callable[[HttpRequest], str],
    *,
    methods: tuple[str, ...] = WRITING,
    answer: Answer | None = None,
) -> Callable[[View], View]:
    """Let a view be asked only as often as `settings.LIMITS` says; else answer 429.

    Args:
        action: a key of LIMITS, or what names it for a request.
        methods: requests by others are not counted.
        answer: gives a member the form with what was typed, and what is told. Without it, and to
            guests, it is a page, a fragment for htmx or JSON, with all that was typed.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return view(request, *args, **kwargs)
            name = action if isinstance(action, str) else action(request)
            told = _refusal(request, name)
            if told is None:
                return view(request, *args, **kwargs)
            if answer and isinstance(request.user, Member):
                return as_too_often(answer(request, told, *args, **kwargs), told)
            return too_often(request, told)

        counted.limit = action  # type: ignore[attr-defined]
        return counted

    return decorator


def limited_by_its_action(action: str) -> Callable[[View], View]:
    """Say of a view that what it calls counts for a limit, as several views call it."""

    def mark(view: View) -> View:
        view.limit = action  # type: ignore[attr-defined]
        return view

    return mark


def too_often(request: HttpRequest, told: TooOften) -> HttpResponseBase:
    """Answer 429 with a page that can send the same again, a fragment for htmx, or JSON."""
    if getattr(getattr(request.resolver_match, "func", None), "answers_json", False):
        said = {"error": told.messages[0], "code": CODE, "retry_after": told.wait}
        return as_too_often(JsonResponse(said), told)
    context: dict[str, Any] = {"sentence": told.messages[0]}
    if request.htmx:  # type: ignore[attr-defined]
        return as_too_often(_fragment(request, context), told)
    fields = fields_of(request)
    context |= {
        "typed": typed_texts(fields),
        "fields": fields if can_be_sent_again(fields) else [],
        "path": request.get_full_path(),
        "had_files": bool(request.method == "POST" and request.FILES),
    }
    return as_too_often(render(request, "errors/429.html", context), told)


def as_too_often(response: HttpResponseBase, told: TooOften) -> HttpResponseBase:
    """Make an answer one to what was done too often."""
    response.status_code = STATUS
    response.headers["Retry-After"] = str(told.wait)
    add_never_cache_headers(response)
    return response


def _refusal(request: HttpRequest, action: str) -> TooOften | None:
    """Count a request. What only reads, and what guests try, is counted without the database."""
    is_members_write = request.method == "POST" and isinstance(request.user, Member)
    store = SHARED if is_members_write else QUICK
    wait = seconds_to_wait(sender_of(request), action, store=store)
    return TooOften(wait) if wait else None


def _fragment(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Return a sentence to be put below what was sent, which stays as it is."""
    response = render(request, "errors/_429.html", context)
    form = request.htmx.trigger  # type: ignore[attr-defined]
    return reswap(retarget(response, f"#{form}") if form else response, "beforeend")
