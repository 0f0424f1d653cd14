"""Decides of each request where it may read; used where there are replicas."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from boards.caching import write_generation as shared_stamp
from boards.caching.answers import asking_every_time
from forum.replicas.stickiness import hand_position, position_in
from forum.replicas.visits import Visit

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
        visit = Visit(may_read_replicas=may_read_replicas, position=position_in(request))
        with visit.under_way(), asking_every_time():
            response = get_response(request)
        if visit.wrote:
            hand_position(response)
        if visit.complete_since < shared_stamp.moment():
            # A page from before the latest write must not be kept as one from after it.
            response.__dict__["kept_for_guests"] = False
        return response

    return middleware
