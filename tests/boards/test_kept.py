"""What all guests are shown is asked for once in a moment, and again after each write."""

from collections.abc import Iterator
from functools import partial

import pytest

from boards.caching import answers as kept
from boards.caching import write_generation as shared_stamp
from boards.caching.answers import asking_every_time, kept_for_guests


@pytest.fixture
def stamp(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Share a stamp, as the web processes do."""
    monkeypatch.setattr(shared_stamp, "_memory", None)
    shared_stamp.share()
    shared_stamp.renew()
    yield
    kept._answers.clear()


@pytest.mark.usefixtures("stamp")
def test_asks_once_until_somebody_writes() -> None:
    answers = iter("ab")
    assert [kept_for_guests("key", lambda: next(answers)) for _ in range(3)] == ["a", "a", "a"]
    shared_stamp.renew()
    assert [kept_for_guests("key", lambda: next(answers)) for _ in range(2)] == ["b", "b"]


@pytest.mark.usefixtures("stamp")
def test_asks_again_when_the_moment_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter("ab")
    monkeypatch.setattr(kept, "SECONDS", 0.0)
    assert [kept_for_guests("key", lambda: next(answers)) for _ in range(2)] == ["a", "b"]


@pytest.mark.usefixtures("stamp")
def test_does_not_keep_what_was_asked_while_somebody_wrote() -> None:
    def ask() -> str:
        shared_stamp.renew()
        return "old"

    assert kept_for_guests("key", ask) == "old"
    assert kept_for_guests("key", lambda: "new") == "new"


@pytest.mark.usefixtures("stamp")
def test_keeps_no_more_than_it_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_ANSWERS", 10)
    for number in range(100):
        assert kept_for_guests(number, partial(int, number)) == number
    assert len(kept._answers) <= 10


@pytest.mark.usefixtures("stamp")
def test_keeps_nothing_that_may_be_older_than_the_latest_write() -> None:
    answers = iter("abc")
    with asking_every_time():
        assert [kept_for_guests("key", lambda: next(answers)) for _ in range(2)] == ["a", "b"]
    assert kept_for_guests("key", lambda: next(answers)) == "c"


def test_asks_each_time_where_no_stamp_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_stamp, "_memory", None)
    answers = iter("ab")
    assert [kept_for_guests("key", lambda: next(answers)) for _ in range(2)] == ["a", "b"]
