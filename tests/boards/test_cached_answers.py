"""What all guests are shown is asked for once in a moment, and again after each write."""

from collections.abc import Iterator
from functools import partial

import pytest

from boards.caching import answers as cached_answers
from boards.caching import write_generation
from boards.caching.answers import cached_for_guests, computing_every_time


@pytest.fixture
def generation(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Share a generation, as the web processes do."""
    monkeypatch.setattr(write_generation, "_memory", None)
    write_generation.share()
    write_generation.bump()
    yield
    cached_answers._answers.clear()


@pytest.mark.usefixtures("generation")
def test_asks_once_until_somebody_writes() -> None:
    answers = iter("ab")
    assert [cached_for_guests("key", lambda: next(answers)) for _ in range(3)] == ["a", "a", "a"]
    write_generation.bump()
    assert [cached_for_guests("key", lambda: next(answers)) for _ in range(2)] == ["b", "b"]


@pytest.mark.usefixtures("generation")
def test_asks_again_when_the_moment_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter("ab")
    monkeypatch.setattr(cached_answers, "SECONDS", 0.0)
    assert [cached_for_guests("key", lambda: next(answers)) for _ in range(2)] == ["a", "b"]


@pytest.mark.usefixtures("generation")
def test_does_not_keep_what_was_asked_while_somebody_wrote() -> None:
    def ask() -> str:
        write_generation.bump()
        return "old"

    assert cached_for_guests("key", ask) == "old"
    assert cached_for_guests("key", lambda: "new") == "new"


@pytest.mark.usefixtures("generation")
def test_keeps_no_more_than_it_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_answers, "MAX_ANSWERS", 10)
    for number in range(100):
        assert cached_for_guests(number, partial(int, number)) == number
    assert len(cached_answers._answers) <= 10


@pytest.mark.usefixtures("generation")
def test_keeps_nothing_that_may_be_older_than_the_latest_write() -> None:
    answers = iter("abc")
    with computing_every_time():
        assert [cached_for_guests("key", lambda: next(answers)) for _ in range(2)] == ["a", "b"]
    assert cached_for_guests("key", lambda: next(answers)) == "c"


def test_asks_each_time_where_no_stamp_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_generation, "_memory", None)
    answers = iter("ab")
    assert [cached_for_guests("key", lambda: next(answers)) for _ in range(2)] == ["a", "b"]
