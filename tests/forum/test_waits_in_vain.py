"""Who holds a lock for long holds up the pages behind a write once, and not each time."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from boards.models import Board
from forum import deadlines
from tests.factories import BoardFactory

pytestmark = pytest.mark.django_db(transaction=True)

USUAL = 0.4


@contextmanager
def board_locked() -> Iterator[None]:
    is_held, is_over = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("LOCK TABLE boards_board IN EXCLUSIVE MODE")
            is_held.set()
            is_over.wait()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        is_held.wait()
        try:
            yield
        finally:
            is_over.set()
            holding.result()


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


def test_after_a_wait_in_vain_the_next_ones_are_short_until_one_is_let_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = BoardFactory()
    with board_locked():
        monkeypatch.setattr(deadlines, "_apply", True)
        monkeypatch.setattr(deadlines, "WRITE_QUEUE", USUAL)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = {int(1000 * USUAL)}")
        assert wait_of_a_write() == USUAL
        for _ in range(2):
            with pytest.raises(OperationalError):
                write(board)
            assert wait_of_a_write() < USUAL
    write(board)
    assert wait_of_a_write() == USUAL
    connection.close()
