"""The language switch."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language


@csrf_exempt
def switch_language(request: HttpRequest) -> HttpResponseBase:
    """Remember the posted `language` in a cookie and return to `next` on this site.

    Free of the CSRF token, so that a guest's page needs no cookie and can be cached: all that
    another site could do with it is to change the language of the page.
    """
    return set_language(request)
