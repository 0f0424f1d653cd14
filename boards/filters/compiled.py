"""All filters that are in use, compiled once and used until one of them changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from boards.filters.entries import domain_of
from boards.filters.kinds import FilterKind, FilterOutcome
from boards.filters.matching.domains import Domains
from boards.filters.matching.patterns import (
    Budget,
    Pattern,
    TooSlow,
    compiled_pattern,
    finds_of,
    places_found,
    readable,
)
from boards.filters.matching.streams import END_OF_FIELD
from boards.filters.matching.words import Find, Watched, Words
from boards.filters.models import Approval, Filter

MAX_PATTERNS = 50  # of all filters in use: each is looked for by itself
MAX_FINDS = 10  # of one filter in one text: whoever decides reads no more
MAX_MASKED = 200  # of one filter in one text; a text with more waits for a moderator
NO_VERSION = 0


@dataclass(frozen=True)
class Rule:
    """What a filter says of its finds."""

    number: int
    name: str
    outcome: FilterOutcome
    board_id: int | None


@dataclass(frozen=True)
class Found:
    """What was found in a text.

    Attributes:
        finds: as many of each filter as anybody needs, so that none is out of sight behind others.
        too_slow: the number of a filter whose pattern took too long.
        too_many: the numbers of filters that found more than can be masked.
    """

    finds: list[Find] = field(default_factory=list)
    too_slow: int | None = None
    too_many: tuple[int, ...] = ()


class _Finds:
    """What was found so far, with a limit of its own for each filter."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        self.kept: list[Find] = []
        self._rules = rules
        self._counts: dict[int, int] = {}

    def add(self, find: Find) -> None:
        """Keep one, unless its filter has enough."""
        count = self._counts.get(find.number, 0) + 1
        self._counts[find.number] = count
        if count <= self._most(find.number):
            self.kept.append(find)

    def is_full(self, number: int) -> bool:
        """Say whether another find of a filter would change nothing."""
        return self._counts.get(number, 0) > self._most(number)

    @property
    def too_many(self) -> tuple[int, ...]:
        """The filters of which something stays unmasked."""
        return tuple(
            number
            for number in self._counts
            if self._rules[number].outcome is FilterOutcome.MASK and self.is_full(number)
        )

    def _most(self, number: int) -> int:
        return MAX_MASKED if self._rules[number].outcome is FilterOutcome.MASK else MAX_FINDS


class _Piece(NamedTuple):
    """A text, a field or a line, in ordinary forms, with the place of each sign in the text."""

    text: str
    places: Sequence[int]

    def split(self, at: str) -> Iterator["_Piece"]:
        """Yield what stands between the signs `at`."""
        start = 0
        for text in self.text.split(at):
            end = start + len(text)
            yield _Piece(text, self.places[start : end + 1])
            start = end + 1


class CompiledFilters:
    """Filters as one search."""

    def __init__(self, filters: Iterable[Filter], approvals: Iterable[Approval] = ()) -> None:
        rows = list(filters)
        self.rules: dict[int, Rule] = {row.pk: _rule(row) for row in rows}
        self.approvals: Mapping[int, Approval] = {each.board_id: each for each in approvals}
        self._words = Words(
            Watched(row.pk, line, row.innocent)
            for row in rows
            if row.kind == FilterKind.WORD
            for line in row.lines
        )
        self._domains = Domains(
            (row.pk, domain, [domain_of(line) for line in row.innocent])
            for row in rows
            if row.kind == FilterKind.DOMAIN
            for line in row.lines
            if (domain := domain_of(line))
        )
        self._patterns = list(islice(_patterns(rows), MAX_PATTERNS))

    def __bool__(self) -> bool:
        return bool(self.rules)

    def search(self, text: str, addresses: Iterable[str], *, board_id: int | None) -> Found:
        """Return what a text holds of the filters of a board.

        Args:
            addresses: where its links lead.
            board_id: None for the filters of every board, whatever theirs is.
        """
        if not self.rules:
            return Found()
        finds, too_slow = _Finds(self.rules), None
        is_here = self._is_on(board_id)
        plain = _Piece(*readable(text)) if self._domains or self._patterns else _Piece("", [])
        for find in filter(is_here, self._by_list(text, plain, addresses)):
            finds.add(find)
        try:
            self._add_patterns(finds, plain, is_here)
        except TooSlow as slow:
            too_slow = slow.number
        return Found(finds.kept, too_slow, finds.too_many)

    def _by_list(self, text: str, plain: _Piece, addresses: Iterable[str]) -> Iterator[Find]:
        """Yield the finds of words and domains, in a time that grows with the text alone."""
        yield from self._words.found_in(text)
        if not self._domains:
            return
        yield from self._domains.found_at(addresses)
        for find in self._domains.found_in(plain.text):
            yield Find(find.number, plain.places[find.start], plain.places[find.end])

    def _add_patterns(self, finds: _Finds, plain: _Piece, is_here: Callable[[Find], bool]) -> None:
        patterns = [each for each in self._patterns if is_here(Find(each.number, 0, 0))]
        if not patterns:
            return
        budget, pieces = Budget(), _pieces_of(plain)
        for pattern in patterns:
            searched, texts = pieces[pattern.crosses_lines]
            for place in places_found(pattern, plain.text, texts, budget):
                piece = searched[place]
                for find in finds_of(pattern, piece.text, piece.places, budget):
                    finds.add(find)
                    if finds.is_full(pattern.number):
                        break
                if finds.is_full(pattern.number):
                    break

    def _is_on(self, board_id: int | None) -> Callable[[Find], bool]:
        return lambda find: self.rules[find.number].board_id in (None, board_id) or board_id is None


def _pieces_of(plain: _Piece) -> dict[bool, tuple[list[_Piece], list[str]]]:
    """Return the fields of a text (True) and their lines (False): a pattern searches either.

    Beside them are their texts alone.
    """
    fields = [each for each in plain.split(END_OF_FIELD) if each.text]
    lines = [line for each in fields for line in each.split("\n") if line.text]
    return {
        is_whole: (pieces, [each.text for each in pieces])
        for is_whole, pieces in ((True, fields), (False, lines))
    }


def _rule(row: Filter) -> Rule:
    return Rule(row.pk, row.name, FilterOutcome(row.outcome), row.board_id)


def _patterns(rows: Iterable[Filter]) -> Iterator[Pattern]:
    for row in rows:
        if row.kind == FilterKind.PATTERN:
            innocent = [word.casefold() for word in row.innocent]
            for line in row.lines:
                yield Pattern(row.pk, compiled_pattern(line), innocent)


_current: tuple[int, CompiledFilters] = (NO_VERSION, CompiledFilters([]))


def filters_of_version(number: int) -> CompiledFilters:
    """Return the filters in use; `number` is the version that the database has now."""
    global _current
    version, filters = _current
    if version != number:
        filters = CompiledFilters(
            Filter.objects.filter(is_active=True).order_by("pk"), Approval.objects.all()
        )
        _current = (number, filters)
    return filters
