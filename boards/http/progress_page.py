"""Pages of work that goes on in the background."""

from django.http import HttpResponse

SECONDS_BETWEEN_LOOKS = 3


def looks_again(page: HttpResponse, *, is_at_work: bool) -> HttpResponse:
    """Let a page be asked for again by itself, without a script, as long as it is at work."""
    if is_at_work:
        page.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return page
