"""Pages for what goes wrong, in the site's own look."""

import sys
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from boards.db.outages import is_outage
from boards.http.refusals import Gone, SignInFirst
from boards.http.sent_forms import TYPED
from boards.limits.limited import too_often
from boards.limits.refusals import TooOften
from boards.posts.withheld import OwnPostHidden, Withheld
from forum.outage_pages import out_of_order

# allauth does not say how long somebody has to wait: most of its limits are of five minutes.
WAIT_OF_ACCOUNTS = 300  # seconds


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense; 413: it is too large to be looked at."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    with _language_for(request):
        return render(request, f"errors/{status}.html", status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not for this visitor; what is secret says so."""
    context = {"withheld": exception if isinstance(exception, Withheld) else None}
    with _language_for(request):
        return render(request, "errors/403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing at this address; of a hidden post its author is told why."""
    with _language_for(request):
        if isinstance(exception, OwnPostHidden):
            context = {"post": exception.post}
            return render(request, "posts/own_hidden.html", context, status=404)
        return render(request, "errors/404.html", status=404)


def not_allowed_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """405: an address that only takes what a form sends was opened; Django's answer is blank."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_blank = response.status_code == 405 and not getattr(response, "content", b"")
        if not is_blank or request.method != "GET":
            return response
        page = render(request, "errors/405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


def refusals_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer what views raise for who may not: 410 for what is gone, and the way to sign in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        response: HttpResponseBase
        if isinstance(exception, Gone):
            response = render(request, "errors/410.html", status=410)
        elif isinstance(exception, SignInFirst):
            response = redirect_to_login(request.get_full_path())
        else:
            return None
        add_never_cache_headers(response)
        return response

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def too_many_requests(request: HttpRequest) -> HttpResponseBase:
    """429: the same thing was tried too often, as allauth counts it."""
    return too_often(request, TooOften(WAIT_OF_ACCOUNTS))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 when the database or a disk cannot work.

    Uses neither the database nor the visitor's session.
    """
    is_out_of_order = is_outage(sys.exc_info()[1])
    with _language_for(request):
        if is_out_of_order:
            return out_of_order(request)
        return render(None, "errors/500.html", {"forum_name": settings.SITE_NAME}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old or came from another site.

    A view whose form holds what somebody typed has a function `form_again`, which gives a form
    of our own pages back with its text and a new token.
    """
    match = request.resolver_match
    form_again = getattr(match.func, "form_again", None) if match else None
    if match and form_again and _comes_from_our_page(request):
        return form_again(request, *match.args, **match.kwargs)
    typed = [request.POST[name] for name in TYPED if request.POST.get(name)]
    return render(request, "errors/csrf.html", {"typed": typed}, status=403)


def _language_for(request: HttpRequest) -> translation.override:
    """Speak the language of the page; where none was chosen yet, the one that the browser asks for.

    Some requests fail before the middleware of languages: the thread then still has the language
    of whoever it answered before.
    """
    chosen = getattr(request, "LANGUAGE_CODE", None)
    return translation.override(chosen or translation.get_language_from_request(request))


def _comes_from_our_page(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    return origin.partition("://")[2] == request.get_host()
