"""The page, or the fragment for htmx, that says why something was not done."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.members.restrictions import Silenced
from boards.sanctions.told import silences_of

# What stands behind the codes of the actions' ValidationErrors.
STATUS_OF = {
    "deleted": 410,
    "no_comments": 403,
    "own": 403,
    "too_late": 403,
    "missing": 404,
    "forbidden": 403,
    "silenced": 403,
}
CONFLICT = 409  # the request came too late for the state in which things are


def refused(
    request: HttpRequest, error: ValidationError, *, back: str = "", text: str = ""
) -> HttpResponse:
    """Say why something was not done, with the status that its code stands for.

    Args:
        back: the path of where to go from here.
        text: what was typed, so that it is not lost.
    """
    code = getattr(error, "code", "")
    status = STATUS_OF.get(code, CONFLICT)
    context: dict[str, Any] = {"reasons": error.messages, "back": back, "text": text}
    if isinstance(error, Silenced):
        context["silences"] = silences_of(request.user)
    template = "posts/_refused.html" if is_htmx(request) else "posts/refused.html"
    return render(request, template, context, status=status)


def is_htmx(request: HttpRequest) -> bool:
    """Say whether htmx asks, and so wants a fragment of a page."""
    return bool(request.htmx)  # type: ignore[attr-defined]
