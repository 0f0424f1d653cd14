"""Asks the index, and within one search each thing once.

The steps of a search begin with the same words, and a suggestion looks again for what the search
looked for. What an answer leaves no doubt about is not asked again: all that was found before, or
its beginning.
"""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar

from boards.search.conditions import AllOf, AnyOf, Condition
from boards.search.engines import current_engine
from boards.search.engines.base import Match, Span

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


class _Answer(NamedTuple):
    limit: int
    matches: list[Match]

    def tells(self, limit: int) -> bool:
        """Whether it says what so many matches would be: nothing lies behind a shorter answer."""
        return limit <= self.limit or len(self.matches) < self.limit


_Asked = tuple[frozenset[Condition], Span]
_answers: ContextVar[dict[_Asked, _Answer] | None] = ContextVar("answers_of_index", default=None)


def asking_once(function: Callable[Parameters, Returned]) -> Callable[Parameters, Returned]:
    """Let all that a function asks of the index be asked once; what is written meanwhile waits."""

    @wraps(function)
    def remembering(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Returned:
        if _answers.get() is not None:
            return function(*args, **kwargs)
        token = _answers.set({})
        try:
            return function(*args, **kwargs)
        finally:
            _answers.reset(token)

    return remembering


def newest(condition: Condition, *, limit: int, span: Span = Span()) -> list[Match]:  # noqa: B008
    """Return the newest posts for which the condition holds, as `Engine.newest` does."""
    answers = _answers.get()
    if answers is None:
        return current_engine().newest(condition, limit=limit, span=span)
    asked = frozenset(_parts_of(condition)), span
    known = answers.get(asked)
    if known is None or not known.tells(limit):
        known = _Answer(limit, current_engine().newest(condition, limit=limit, span=span))
        answers[asked] = known
    return known.matches[:limit]


def _parts_of(condition: Condition) -> Iterator[Condition]:
    """Yield what must hold together: said in whatever order, it is the same."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _parts_of(part)
    elif isinstance(condition, AnyOf) and len(condition.parts) == 1:
        yield from _parts_of(condition.parts[0])
    else:
        yield condition
