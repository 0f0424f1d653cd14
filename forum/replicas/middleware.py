"""Decides of each request where it may read; used where there are replicas."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from boards.caching import write_generation
from boards.caching.answers import computing_every_time
from boards.caching.guest_pages import forbid_guest_caching
from forum.replicas.read_your_writes import hand_position, position_in
from forum.replicas.request_routing import RequestRouting

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SAFE_METHODS = {"GET", "HEAD"}
# The admin, and the pages of signing in.
PRIMARY_PATHS = ("/admin/", "/accounts/")


def replicas_middleware(get_response: GetResponse) -> GetResponse:
    """Let requests that only read do so from replicas, and mark visitors who wrote."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        may_read_replicas = request.method in SAFE_METHODS and not request.path_info.startswith(
            PRIMARY_PATHS
        )
        visit = RequestRouting(may_read_replicas=may_read_replicas, position=position_in(request))
        with visit.under_way(), computing_every_time():
            response = get_response(request)
        if visit.wrote:
            hand_position(response)
        if visit.complete_since < write_generation.moment():
            # A page from before the latest write must not be cached as one from after it.
            forbid_guest_caching(response)
        return response

    return middleware
