"""Answers to forms that are not right yet."""

from collections.abc import Callable

from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

PREFIX = "/accounts/"
TOO_OFTEN = "too_many_login_attempts"  # as allauth calls it: wrong second steps
WAIT = 300  # seconds, the window in which allauth counts them


class UnprocessableFormsMiddleware:
    """Answers 422 where allauth shows a posted form again, as the site's own forms do.

    A password manager also learns from it that the password was wrong.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; what came too early is answered 429 with the seconds to wait."""
        response = self.get_response(request)
        if seconds := getattr(request, "retry_after", 0):
            response.status_code = 429
            response.headers["Retry-After"] = str(seconds)
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Change the status of a page that shows a refused form."""
        if request.method != "POST" or not request.path.startswith(PREFIX):
            return response
        shown = (response.context_data or {}).values()
        errors = [each.errors for each in shown if isinstance(each, BaseForm) and each.errors]
        if errors and response.status_code == 200:
            response.status_code = 422
            if any(TOO_OFTEN in _codes(each) for each in errors):
                told = getattr(request, "retry_after", 0)  # by what counts wrong passwords
                request.retry_after = told or WAIT  # type: ignore[attr-defined]
        return response


def _codes(errors: ErrorDict) -> set[str | None]:
    return {error.code for listed in errors.as_data().values() for error in listed}
