"""Who holds a lock for long holds up the pages behind a write once, and not each time."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, transaction

from boards.models import Board
from forum import deadlines
from tests.concurrency import at_once, writes_held_up
from tests.factories import BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db(transaction=True)

USUAL = 0.4


def wait_of_a_write() -> float:
    """Return how many seconds a write waits for others now."""
    if connection.vendor == "sqlite":
        return float(connection._seconds_to_wait())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT setting::int / 1000.0 FROM pg_settings WHERE name = 'lock_timeout'")
        wait = float(cursor.fetchone()[0])
        transaction.set_rollback(True)
    return wait


def write(board: Board) -> None:
    with transaction.atomic():
        Board.objects.filter(pk=board.pk).update(position=7)


def sign_up() -> None:
    with transaction.atomic():
        MemberFactory()


@pytest.fixture
def as_in_a_web_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let what the test writes next wait for USUAL; no connection of its kind outlives the test."""
    monkeypatch.setattr(deadlines, "_apply", True)
    monkeypatch.setattr(deadlines, "WRITE_QUEUE", USUAL)
    monkeypatch.setattr(deadlines, "LOCK", USUAL)
    start_anew()
    yield
    monkeypatch.undo()
    start_anew()


def start_anew() -> None:
    """Close what was configured under other deadlines; a pool would hand it out again."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


@pytest.mark.usefixtures("as_in_a_web_process")
def test_after_a_wait_in_vain_the_next_ones_are_short_until_one_is_let_in() -> None:
    board = BoardFactory()
    with writes_held_up("boards_board"):
        assert wait_of_a_write() == USUAL
        for _ in range(2):
            with pytest.raises(OperationalError):
                write(board)
            assert wait_of_a_write() < USUAL
    write(board)
    assert wait_of_a_write() == USUAL


@pytest.mark.usefixtures("as_in_a_web_process")
def test_a_short_wait_in_vain_does_not_shorten_the_next_ones() -> None:
    """Else writers of one row, each of them quick, would hand the haste on to one another."""
    if connection.vendor == "sqlite":
        return  # where nobody else is let in while one waits
    board = BoardFactory()
    with writes_held_up("boards_board"):
        with pytest.raises(OperationalError):
            write(board)
        with pytest.raises(OperationalError), transaction.atomic():
            at_once(sign_up)
            Board.objects.filter(pk=board.pk).update(position=7)
        assert wait_of_a_write() == USUAL
