"""Once a minute all rooms put their things in order, and one process sees to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from boards.background.models import Heartbeat
from boards.background.signals import upkeep_is_due
from boards.background.turns import take_turn
from boards.background.worker import keep_order, keep_order_in_turn
from tests.concurrency import at_once

MINUTE = timedelta(minutes=1)


@pytest.fixture
def rounds() -> Any:
    """What was called: a listener that fails, and one that was there after it."""
    called: list[str] = []

    def fails(**_: Any) -> None:
        called.append("fails")
        raise ValueError("out of order")

    def works(**_: Any) -> None:
        called.append("works")

    for listener in (fails, works):
        upkeep_is_due.connect(listener, weak=False)
    yield called
    for listener in (fails, works):
        upkeep_is_due.disconnect(listener)


@pytest.mark.django_db
def test_a_listener_that_fails_keeps_no_other_from_its_work_and_stands_in_the_log(
    rounds: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    keep_order()
    assert rounds == ["fails", "works"]
    (record,) = [each for each in caplog.records if "out of order" in each.getMessage()]
    assert record.exc_info
    assert "fails" in record.getMessage()


@pytest.mark.django_db
def test_one_process_a_minute_is_enough(rounds: list[str]) -> None:
    keep_order_in_turn()
    keep_order_in_turn()
    assert rounds == ["fails", "works"]
    Heartbeat.objects.update(beat_at=Now() - MINUTE)
    keep_order_in_turn()
    assert rounds == ["fails", "works"] * 2


@pytest.mark.django_db(transaction=True)
def test_of_processes_that_ask_at_once_one_has_the_turn() -> None:
    def take() -> bool:
        return take_turn("upkeep", every=MINUTE)

    assert sorted(at_once(take, take, take)) == [False, False, True]
    Heartbeat.objects.update(beat_at=Now() - 2 * MINUTE)
    assert sorted(at_once(take, take, take)) == [False, False, True]
    assert not take()


@pytest.mark.django_db
def test_turns_of_other_names_are_others() -> None:
    assert take_turn("upkeep", every=MINUTE)
    assert take_turn("sweeping", every=MINUTE)
