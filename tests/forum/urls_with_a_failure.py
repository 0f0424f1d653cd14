"""The site's addresses and one that fails."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from forum.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as meant")


urlpatterns = [*urlpatterns, path("fail/", fail)]
