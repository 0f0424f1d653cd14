"""Answers to forms that are not right yet."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

PREFIX = "/accounts/"


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
        shown = (response.context_data or {}).values()
        refused = request.method == "POST" and any(
            isinstance(each, BaseForm) and each.errors for each in shown
        )
        if refused and response.status_code == 200 and request.path.startswith(PREFIX):
            response.status_code = 422
        return response
