"""Answers for load balancers and operators: is the process alive, and can it serve."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum.readiness import readiness


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the site can serve, check by check; 503 when it cannot.

    {"ready": true, "checks": {"database": {"ok": true, "milliseconds": 0.8, …}, …}}
    """
    report = readiness()
    return JsonResponse(report, status=200 if report["ready"] else 503)
