"""What load balancers ask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from forum import environment

PROJECT = Path(environment.__file__).resolve().parent.parent


def test_healthz_asks_nothing_of_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_answers_when_the_database_does(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.content == b"ready\n"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("boards", "0001_initial")
    MigrationRecorder(connection).migration_qs.filter(app="boards").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"migrations missing\n"


@pytest.mark.parametrize("url", ["sqlite:////dev", "postgres://forum@127.0.0.1:1/forum"])
def test_not_ready_but_alive_while_the_database_is_away(url: str) -> None:
    code = (
        "import django; django.setup(); from django.test import Client\n"
        "for path in ('/healthz', '/readyz'):\n"
        "    answer = Client(headers={'host': '127.0.0.1'}).get(path)\n"
        "    print(answer.status_code, answer.content.decode(), end='')\n"
    )
    asked = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout == "200 ok\n503 database unavailable\n"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_health_is_only_asked_never_told(client: Client, path: str, method: str) -> None:
    assert getattr(client, method)(path).status_code == 405
