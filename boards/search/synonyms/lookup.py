"""Other names of what is searched for, as admins keep them: 영주권 is also found by 그린카드.

They are applied to the query and never indexed, so that a change is seen with the next search, on
both databases. Words in quotes, and those that are to be left out, are meant as they stand.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.db.models import QuerySet

from boards.caching.answers import cached_for_guests
from boards.db.prepared import prepared
from boards.search.index.conditions import Condition
from boards.search.index.words import condition_of_phrase, condition_of_word
from boards.search.language.query_parser import Term
from boards.search.language.synonym_names import is_one_syllable, key_of, names_in, spelling_of
from boards.search.models import MAX_SYNONYM_GROUPS, SynonymGroup
from boards.search.tokens import tokenizer
from boards.search.tokens.particles import without_particle

MAX_WORDS_OF_NAME = 4  # of a query that are one name together: New York City
MAX_NAMES = 12  # that are looked for beside one word
MAX_KNOWN = 5_000  # texts of which a process knows the keys

Names = Mapping[str, tuple[str, ...]]  # what is looked for besides, by the key of a name
Groups = Sequence[Sequence[Term]]
Row = tuple[int, str, bool]  # of a group: its key, its words, whether it counts one way only
Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")

_names: ContextVar[Callable[[], Names] | None] = ContextVar("synonyms", default=None)


@dataclass(frozen=True)
class SynonymsOfGroup:
    """The names of one row; when `is_one_way`, the first finds the others and not they it."""

    names: tuple[str, ...]
    is_one_way: bool = False


def loading_synonyms_once(
    function: Callable[Parameters, Returned],
) -> Callable[Parameters, Returned]:
    """Let all that a function does use the synonyms as they are when it first looks at them."""

    @wraps(function)
    def loading_once(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Returned:
        with _looked_up_in(_names.get() or cache(current_names)):
            return function(*args, **kwargs)

    return loading_once


def using(names: Names) -> AbstractContextManager[None]:
    """Use these synonyms within, whatever is stored."""
    return _looked_up_in(lambda: names)


@contextmanager
def _looked_up_in(load: Callable[[], Names]) -> Iterator[None]:
    token = _names.set(load)
    try:
        yield
    finally:
        _names.reset(token)


def current_names() -> Names:
    """Return the synonyms that are switched on; without a query where pages are cached."""
    return _names_of_rows(cached_for_guests("synonyms", _active_rows))


def stored_groups(*, besides: int) -> list[SynonymsOfGroup]:
    """Return the groups that are switched on, but for one by its key."""
    return [_group_of(row) for row in _active_rows() if row[0] != besides]


def names_of(groups: Iterable[SynonymsOfGroup]) -> Names:
    """Return what each name is found by besides, in the order of the groups."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for group in groups:
        keys = [key_of(name) for name in group.names]
        for key in keys[:1] if group.is_one_way else keys:
            others = {
                spelling_of(name): name
                for name, key_of_name in zip(group.names, keys, strict=True)
                if key_of_name != key
            }
            found[key] = {**others, **found[key]}
    return {key: tuple(others.values())[:MAX_NAMES] for key, others in found.items() if others}


@lru_cache(maxsize=4)  # they change when an admin changes them, and are looked at by each search
def _names_of_rows(rows: tuple[Row, ...]) -> Names:
    return names_of(map(_group_of, rows))


def _group_of(row: Row) -> SynonymsOfGroup:
    _pk, words, is_one_way = row
    return SynonymsOfGroup(names_in(words), is_one_way)


def _active_rows() -> tuple[Row, ...]:
    """The groups that are switched on, the oldest first."""
    # All of them, and sorted here: no index would be worth its while for so few, and without one
    # the database sorts them all for a LIMIT, too.
    return tuple(sorted(_active().fetch())[:MAX_SYNONYM_GROUPS])


@prepared
def _active() -> "QuerySet[SynonymGroup, Row]":
    rows = SynonymGroup.objects.filter(is_active=True).order_by()
    return rows.values_list("pk", "words", "is_one_way")


def synonyms_for(groups: Groups) -> list[tuple[str, ...]]:
    """Return for each group of terms what a post may hold in its place.

    A name of several words stands beside each of them: (green or 영주권) and (card or 영주권) is
    green card or 영주권.
    """
    names = (_names.get() or current_names)()
    found: list[dict[str, None]] = [{} for _ in groups]
    if not names:
        return [() for _ in groups]
    for start in range(len(groups)):
        for others, end in _names_from(groups, start, names):
            for place in range(start, end):
                found[place].update(dict.fromkeys(others))
    return [tuple(others)[:MAX_NAMES] for others in found]


def conditions_of_names(names: Iterable[str]) -> list[Condition]:
    """Return what a post must hold to be found by one of the names."""
    found = map(_condition_of, names)
    return [condition for condition in found if condition is not None]


def terms_of_synonyms(groups: Groups) -> list[Term]:
    """Return all that is looked for besides, to mark it in what was found."""
    names = dict.fromkeys(name for names in synonyms_for(groups) for name in names)
    return [Term(name) for name in names]


def _condition_of(name: str) -> Condition | None:
    return condition_of_phrase(name) if " " in name else condition_of_word(name)


def _names_from(groups: Groups, start: int, names: Names) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the other names of what begins with one group, and where that ends."""
    for term in groups[start]:
        if _is_plain(term):
            yield _other_names(term.text, _number_before(groups, start), names), start + 1
    for end in range(start + 2, min(start + MAX_WORDS_OF_NAME, len(groups)) + 1):
        parts = groups[start:end]
        if not all(len(part) == 1 and _is_plain(part[0]) for part in parts):
            return
        yield _other_names(" ".join(part[0].text for part in parts), "", names), end


def _other_names(text: str, number_before: str, names: Names) -> tuple[str, ...]:
    keys, number = _keys_in(text)
    others = next((names[key] for key in keys if key in names), ())
    if number:
        return tuple(f"{number} {other}" for other in others)
    return tuple(
        f"{number_before} {other}" if is_one_syllable(other) else other
        for other in others
        if number_before or not is_one_syllable(other)
    )


@lru_cache(maxsize=MAX_KNOWN)  # each step of a search asks again
def _keys_in(text: str) -> tuple[tuple[str, ...], str]:
    """Return by which keys a name may be known, the likeliest first, and its number: 2000달러."""
    runs = list(tokenizer.runs(text))
    if not runs:
        return (), ""
    if len(runs) == 2 and runs[0].text.isdecimal():
        return (key_of(without_particle(runs[1].text)),), runs[0].text
    return (key_of(text), key_of(without_particle(text.strip()))), ""


def _number_before(groups: Groups, place: int) -> str:
    before = groups[place - 1] if place else []
    return before[0].text if len(before) == 1 and before[0].text.isdecimal() else ""


def _is_plain(term: Term) -> bool:
    return not term.is_phrase and not term.is_unwanted
