"""Answers that are the same for every guest, cached by the process for a moment.

Whatever is written on this machine invalidates them, as it does the guests' pages; what another
machine writes is seen when the moment is over.
"""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, TypeVar

from boards.caching import write_generation

SECONDS = 0.5  # with the 1.5 of a cached page, what a guest sees is less than 2 behind
MAX_ANSWERS = 500  # more than a site has boards

Answer = TypeVar("Answer")


class _Cached(NamedTuple):
    answer: Any
    generation: bytes
    until: float


_answers: dict[Hashable, _Cached] = {}
_computes_every_time: ContextVar[bool] = ContextVar("asks_every_time", default=False)


def cached_for_guests(key: Hashable, compute: Callable[[], Answer]) -> Answer:
    """Return what `compute` returned a moment ago, or returns now.

    Nothing is cached where no generation is shared, as in commands and tests.

    Args:
        key: tells this answer from all others; few at a time.
        compute: for guests; nobody may change what it returns.
    """
    generation = generation_to_cache_by()
    if generation is None:
        return compute()
    cached = _answers.get(key)
    if cached is None or cached.generation != generation or cached.until < time.monotonic():
        if len(_answers) >= MAX_ANSWERS:
            _answers.clear()
        cached = _answers[key] = _Cached(compute(), generation, time.monotonic() + SECONDS)
    answer: Answer = cached.answer
    return answer


def generation_to_cache_by() -> bytes | None:
    """Return what an answer of now is of, to be cached with it; None where nothing is cached."""
    return None if _computes_every_time.get() else write_generation.current()


@contextmanager
def computing_every_time() -> Iterator[None]:
    """Cache nothing within: what is read there may be older than the latest write."""
    token = _computes_every_time.set(True)
    try:
        yield
    finally:
        _computes_every_time.reset(token)
