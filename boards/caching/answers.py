"""Answers that are the same for every guest, kept by the process for a moment.

Whatever is written on this machine drops them, as it drops the guests' pages; what another machine
writes is seen when the moment is over.
"""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, TypeVar

from boards.caching import write_generation as shared_stamp

SECONDS = 0.5  # with the 1.5 of a kept page, what a guest sees is less than 2 behind
MOST_ANSWERS = 500  # more than a site has boards

Answer = TypeVar("Answer")


class _Kept(NamedTuple):
    answer: Any
    stamp: bytes
    until: float


_answers: dict[Hashable, _Kept] = {}
_asks_every_time: ContextVar[bool] = ContextVar("asks_every_time", default=False)


def kept_for_guests(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return what `ask` answered a moment ago, or answers now.

    Nothing is kept where no stamp is shared, as in commands and tests.

    Args:
        key: tells this answer from all others; few at a time.
        ask: for guests; nobody may change what it returns.
    """
    stamp = shared_stamp.current()
    if stamp is None or _asks_every_time.get():
        return ask()
    kept = _answers.get(key)
    if kept is None or kept.stamp != stamp or kept.until < time.monotonic():
        if len(_answers) >= MOST_ANSWERS:
            _answers.clear()
        kept = _answers[key] = _Kept(ask(), stamp, time.monotonic() + SECONDS)
    answer: Answer = kept.answer
    return answer


@contextmanager
def asking_every_time() -> Iterator[None]:
    """Keep nothing within: what is read there may be older than the latest write."""
    token = _asks_every_time.set(True)
    try:
        yield
    finally:
        _asks_every_time.reset(token)
