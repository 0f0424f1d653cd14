"""Who holds a lock for long holds up the pages behind a write once, and not each time."""

import pytest
from django.db import OperationalError, connection, transaction

from boards.models import Board
from forum import deadlines
from tests.concurrency import writes_held_up
from tests.factories import BoardFactory

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


def test_after_a_wait_in_vain_the_next_ones_are_short_until_one_is_let_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = BoardFactory()
    with writes_held_up("boards_board"):
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
