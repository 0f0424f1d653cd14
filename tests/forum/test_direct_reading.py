"""Prepared queries read past Django's cursor, and give way to it where something needs that."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import BigAutoField, CharField, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from boards.db.prepared import Param, prepared
from boards.models import Board
from tests.factories import BoardFactory

pytestmark = pytest.mark.django_db


@prepared
def _called() -> QuerySet[Board]:
    return Board.objects.filter(name_en=Param("name", CharField()), slug__contains="%s_%")


@prepared
def _numbered() -> QuerySet[Board]:
    return Board.objects.filter(pk=Param("pk", BigAutoField()))


@prepared
def _locked() -> QuerySet[Board]:
    return Board.objects.select_for_update().filter(pk=Param("pk", BigAutoField()))


@pytest.fixture
def through_cursor() -> Iterator[list[str]]:
    """The statements that a cursor of Django executed, without anybody in the connection's way."""
    statements: list[str] = []
    usual = connection.execute_wrappers[-1]

    def note(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        statements.append(sql)
        return usual(execute, sql, *args)

    connection.execute_wrappers[-1] = note
    yield statements
    connection.execute_wrappers[-1] = usual


def test_a_prepared_query_needs_no_cursor_of_django(through_cursor: list[str]) -> None:
    board = BoardFactory()
    through_cursor.clear()
    assert _numbered().fetch(pk=board.pk) == [board]
    assert through_cursor == []


def test_percent_signs_and_places_of_values_are_told_apart() -> None:
    board = BoardFactory(name_en="100 %s, 5%%", slug="a-%s_%-b")
    BoardFactory(name_en="100 %s, 5%%", slug="a-xs_-b")
    assert _called().fetch(name="100 %s, 5%%") == [board]
    with CaptureQueriesContext(connection):
        assert _called().fetch(name="100 %s, 5%%") == [board]


def test_who_counts_queries_counts_it() -> None:
    with CaptureQueriesContext(connection) as queries:
        _numbered().fetch(pk=1)
    assert len(queries) == 1


def test_who_wraps_statements_sees_it() -> None:
    seen = []

    def note(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        seen.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        _numbered().fetch(pk=1)
    assert len(seen) == 1


def test_a_row_that_is_locked_is_asked_for_by_a_cursor(through_cursor: list[str]) -> None:
    board = BoardFactory()
    through_cursor.clear()
    assert _locked().fetch(pk=board.pk) == [board]
    assert len(through_cursor) == 1


def test_a_broken_transaction_refuses_it_as_any_query() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            _numbered().fetch(pk=1)


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**400])
def test_no_row_of_sqlite_has_a_number_that_is_too_large(number: int) -> None:
    if connection.vendor == "sqlite":
        assert _numbered().fetch(pk=number) == []


def test_what_the_database_refuses_is_an_error_of_django() -> None:
    directly = connection.fetch_directly  # type: ignore[attr-defined]
    with pytest.raises(DatabaseError), transaction.atomic():
        directly("SELECT nothing FROM nowhere WHERE no = %s", [1])


def test_it_sees_what_its_own_transaction_wrote() -> None:
    board = BoardFactory(name_en="before")
    Board.objects.filter(pk=board.pk).update(name_en="after")
    assert [found.name_en for found in _numbered().fetch(pk=board.pk)] == ["after"]


def test_a_connection_that_was_closed_is_opened_again(transactional_db: None) -> None:
    board = BoardFactory()
    assert _numbered().fetch(pk=board.pk) == [board]
    connection.close()
    assert _numbered().fetch(pk=board.pk) == [board]
