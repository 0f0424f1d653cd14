"""Answers for load balancers: is the process alive, and can it serve."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; asks nothing of the database."""
    return _answer("ok", status=200)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers and has every migration; 503 when not."""
    try:
        applied = MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        return _answer("database unavailable", status=503)
    if not _latest_migrations() <= applied:
        return _answer("migrations missing", status=503)
    return _answer("ready", status=200)


@cache
def _latest_migrations() -> frozenset[tuple[str, str]]:
    """Return the last migration of each app; read once, for they come with the code."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _answer(text: str, *, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type="text/plain", status=status)
