"""Connections of the site to its database."""

from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.concurrency import at_once


def _answer() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 41 + 1")
        return int(cursor.fetchone()[0])


def _cut(pid: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_cut_is_replaced() -> None:
    assert _answer() == 42
    if connection.vendor == "postgresql":
        pid = connection.connection.info.backend_pid
        at_once(lambda: _cut(pid))
        connection.close()  # as at the end of a request: it waits for the next one
    assert _answer() == 42


@pytest.fixture
def fresh_pool(transactional_db: None) -> None:
    """Begin with connections that no test before has cut."""
    if connection.vendor == "postgresql":
        connection.close()
        connection.close_pool()


@pytest.mark.usefixtures("fresh_pool")
def test_a_connection_that_waited_for_the_next_request_is_not_asked_whether_it_lives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[object] = []
    usual = psycopg.Connection.execute

    def execute(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        sent.append(query)
        return usual(self, query, *args, **kwargs)

    monkeypatch.setattr(psycopg.Connection, "execute", execute)
    for _ in range(3):
        assert _answer() == 42
        connection.close()
    assert "" not in sent
