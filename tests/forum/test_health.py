"""What load balancers ask."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.counters.models import CountedView
from boards.search.models import SearchDocument
from forum import environment, readiness
from tests.background.failing_tasks import always_fails
from tests.factories import PostFactory
from tests.forum.outages import full, read_only

PROJECT = Path(environment.__file__).resolve().parent.parent


def test_healthz_asks_nothing_of_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_tells_what_it_looked_at_and_how_long_it_took(client: Client) -> None:
    PostFactory()
    response = client.get("/readyz")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    report = response.json()
    assert report["ready"]
    assert set(report["checks"]) == {"database", "migrations", "disk", "queue", "roll_up", "index"}
    assert all(facts["milliseconds"] >= 0 for facts in report["checks"].values())


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="boards").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    checks = response.json()["checks"]
    assert not checks["migrations"]["ok"]
    assert any(name.startswith("boards.") for name in checks["migrations"]["missing"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outage", [read_only, full])
def test_not_ready_on_a_database_that_takes_no_writes(
    client: Client, outage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_next_write", 0.0)
    with outage():
        response = client.get("/readyz")
    assert response.status_code == 503
    assert not response.json()["checks"]["database"]["ok"]


@pytest.mark.django_db
def test_not_ready_when_hardly_anything_fits_on_the_disk(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "MIN_FREE_BYTES", 1 << 62)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert not response.json()["checks"]["disk"]["ok"]


def production_storages() -> dict[str, Any]:
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    return {**settings.STORAGES, "staticfiles": manifest}


@pytest.mark.django_db
def test_not_ready_where_nothing_can_be_uploaded_or_nothing_was_collected(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as closed:
        closed.setattr(os, "access", lambda *args: False)
        facts = client.get("/readyz").json()["checks"]["disk"]
        assert (facts["ok"], facts["writable"]) == (False, False)
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES=production_storages()):
        facts = client.get("/readyz").json()["checks"]["disk"]
        assert (facts["ok"], facts["static"]) == (False, False)
    assert client.get("/readyz").json()["checks"]["disk"]["ok"]


@pytest.mark.django_db
def test_readyz_tells_how_old_the_queue_and_the_roll_up_are(client: Client) -> None:
    post = PostFactory()
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        always_fails.enqueue()
        CountedView.objects.create(post=post, reader=b"r" * 16, counted_at=timezone.now())
    response = client.get("/readyz")
    assert response.status_code == 200  # late, and yet it serves
    for name in ("queue", "roll_up"):
        facts = response.json()["checks"][name]
        assert not facts["ok"]
        assert facts["age_seconds"] >= 3_590


@pytest.mark.django_db
def test_readyz_tells_that_the_newest_post_is_not_found(client: Client) -> None:
    post = PostFactory()
    SearchDocument.objects.filter(post=post).delete()
    assert not client.get("/readyz").json()["checks"]["index"]["ok"]


@pytest.mark.django_db
def test_readyz_writes_at_most_every_few_seconds(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_next_write", 0.0)
    client.get("/readyz")
    with CaptureQueriesContext(connection) as queries:
        client.get("/readyz")
    assert not any(query["sql"].startswith(("INSERT", "UPDATE")) for query in queries)


@pytest.mark.parametrize("url", ["sqlite:////dev", "postgres://forum@127.0.0.1:1/forum"])
def test_not_ready_but_alive_while_the_database_is_away(url: str) -> None:
    code = (
        "import django; django.setup(); from django.test import Client\n"
        "for path in ('/healthz', '/readyz'):\n"
        "    answer = Client(headers={'host': '127.0.0.1'}).get(path)\n"
        "    print(answer.status_code)\n"
    )
    asked = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout == "200\n503\n"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_health_is_only_asked_never_told(client: Client, path: str, method: str) -> None:
    assert getattr(client, method)(path).status_code == 405
