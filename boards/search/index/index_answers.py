"""Asks the index, and within one search each thing once.

The steps of a search begin with the same words, and a suggestion looks again for what the search
looked for. What an answer leaves no doubt about is not asked again: all that was found before, its
beginning, and that no post has words together of which the posts with each are known.
"""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar

from boards.search.index.conditions import AllOf, AnyOf, Condition
from boards.search.index.engines import current_engine
from boards.search.index.engines.base import Match, Span

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


class _Answer(NamedTuple):
    limit: int
    matches: list[Match]

    def tells(self, limit: int) -> bool:
        """Whether it says what so many matches would be."""
        return limit <= self.limit or self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether nothing lies behind it."""
        return len(self.matches) < self.limit


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
    parts = frozenset(_parts_of(condition))
    known = answers.get((parts, span))
    if known is None or not known.tells(limit):
        if _is_surely_empty(parts, span, answers):
            known = _Answer(limit, [])
        else:
            known = _Answer(limit, current_engine().newest(condition, limit=limit, span=span))
        answers[parts, span] = known
    return known.matches[:limit]


def _is_surely_empty(
    parts: frozenset[Condition], span: Span, answers: dict[_Asked, _Answer]
) -> bool:
    """Tell whether all posts with some of the parts are known, and none has all of these."""
    left: set[Match] | None = None
    for (fewer, span_of_fewer), answer in answers.items():
        if span_of_fewer == span and answer.is_whole and fewer < parts:
            left = set(answer.matches) if left is None else left.intersection(answer.matches)
            if not left:
                return True
    return False


def _parts_of(condition: Condition) -> Iterator[Condition]:
    """Yield what must hold together: said in whatever order, it is the same."""
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _parts_of(part)
    elif isinstance(condition, AnyOf) and len(condition.parts) == 1:
        yield from _parts_of(condition.parts[0])
    else:
        yield condition
