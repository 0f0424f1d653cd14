"""What a saved search asks of a post, as it is stored beside it.

Names of boards, categories, tags and authors are looked up when a search is saved, with the rights
of its member. A post is then compared with however many searches without a question to the
database.
"""

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from boards.search.index.conditions import AllOf, AnyOf, Condition, Not, Sequence, author_of_mark
from boards.search.index.documents import Document
from boards.search.index.engines.base import Bounds, Span
from boards.search.language.places import Place
from boards.search.saved.holding import TokensOfPost

_LISTS: dict[str, type[AllOf] | type[AnyOf]] = {"all": AllOf, "any": AnyOf}


@dataclass(frozen=True)
class StoredCondition:
    """A condition and the period in which it holds."""

    condition: Condition
    span: Span

    def holds(self, tokens: TokensOfPost, document: Document) -> bool:
        """Say whether a post is found."""
        return self.span.has(document.key) and tokens.hold(self.condition)

    @cached_property
    def authors(self) -> frozenset[int]:
        """The members whose posts are found by their whole handle, which not everybody may see."""
        return frozenset(_authors_in(self.condition))

    def may_be_asked_by(self, member_id: int, *, is_staff: bool) -> bool:
        """Say whether a member may still ask for it: whoever is staff no more may not."""
        return is_staff or self.authors <= {member_id}


def as_text(stored: StoredCondition) -> str:
    """Return it as it is stored."""
    span = stored.span
    period = [span.first, span.end, span.days and [span.days.first, span.days.end]]
    return json.dumps([_packed(stored.condition), period], ensure_ascii=False)


@lru_cache(maxsize=1_000)  # many members save the same
def from_text(text: str) -> StoredCondition:
    """Return what was stored."""
    condition, (first, end, days) = json.loads(text)
    return StoredCondition(_unpacked(condition), Span(first, end, days and Bounds(*days)))


def _packed(condition: Condition) -> list[Any]:
    if isinstance(condition, Sequence):
        place = condition.place and condition.place.name
        return ["tokens", condition.tokens, condition.is_beginning, place]
    if isinstance(condition, Not):
        return ["not", _packed(condition.part)]
    name = "all" if isinstance(condition, AllOf) else "any"
    return [name, *map(_packed, condition.parts)]


def _unpacked(packed: list[Any]) -> Condition:
    name, *parts = packed
    if name == "tokens":
        tokens, is_beginning, place = parts
        return Sequence(tuple(tokens), is_beginning, Place[place] if place else None)
    if name == "not":
        return Not(_unpacked(parts[0]))
    return _LISTS[name](tuple(map(_unpacked, parts)))


def _authors_in(condition: Condition) -> set[int]:
    if isinstance(condition, Sequence):
        author = author_of_mark(condition.tokens[0])
        return set() if author is None else {author}
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return set[int]().union(*map(_authors_in, parts))
