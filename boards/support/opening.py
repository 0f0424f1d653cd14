"""Views for staff: to everybody else they are not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from boards.members.models import Member
from boards.members.signed_in import signed_in_member

StaffView = Callable[..., HttpResponseBase]


def only_for(may: Callable[[Member], bool]) -> Callable[[StaffView], StaffView]:
    """Hand a view the member of the staff who asks; a guest is led to sign in.

    Args:
        may: says of the visitor whether the view is there.
    """

    def decorator(view: StaffView) -> StaffView:
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = signed_in_member(request)
            if not may(viewer):
                raise Http404
            return view(request, viewer, *args, **kwargs)

        return opened

    return decorator
