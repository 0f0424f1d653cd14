"""Says whether a condition holds for one document, as the engines say it of all.

A post that was just written is compared with many conditions: with its tokens at hand, each takes
microseconds, and no question to a database.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence as List
from functools import cached_property

from boards.search.index.conditions import AllOf, Condition, Not, Sequence
from boards.search.index.documents import Document
from boards.search.language.places import Place


class TokensOfPost:
    """The tokens of one document, ready to be asked often."""

    def __init__(self, document: Document) -> None:
        self._fields = {
            None: _Field(document.tokens),
            Place.TEXT: _Field(document.text),
            Place.COMMENTS: _Field(document.comments),
        }

    def hold(self, condition: Condition) -> bool:
        """Say whether a condition holds for the document."""
        if isinstance(condition, Sequence):
            fields = [self._fields[condition.place]] if condition.place else self._fields.values()
            return any(field.has(condition) for field in fields)
        if isinstance(condition, Not):
            return not self.hold(condition.part)
        quantifier = all if isinstance(condition, AllOf) else any
        return quantifier(map(self.hold, condition.parts))


class _Field:
    """Tokens in their order; no sequence reaches beyond them."""

    def __init__(self, tokens: List[str]) -> None:
        self._tokens = tokens

    def has(self, condition: Sequence) -> bool:
        first, *rest = condition.tokens
        if not rest and condition.is_beginning:
            place = bisect_left(self._sorted, first)
            return place < len(self._sorted) and self._sorted[place].startswith(first)
        return any(self._goes_on(start, condition) for start in self._places.get(first, ()))

    def _goes_on(self, start: int, condition: Sequence) -> bool:
        *first, last = condition.tokens
        end = start + len(condition.tokens)
        if end > len(self._tokens) or self._tokens[start : end - 1] != first:
            return False
        token = self._tokens[end - 1]
        return token.startswith(last) if condition.is_beginning else token == last

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(self._tokens):
            places[token].append(place)
        return dict(places)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(set(self._tokens))
