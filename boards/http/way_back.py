"""Where a form leads when it is done: the path on this site that was sent with it."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, *, default: str) -> str:
    """Return the path sent as `next`, or the default for anything that is none of this site's."""
    wanted = request.POST.get("next", "")
    is_path = wanted.startswith("/")  # what is no path would be taken for the name of a view
    if is_path and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return default
