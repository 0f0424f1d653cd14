"""All filters that are in use, compiled once and used until one of them changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from boards.filters.entries import domain_of
from boards.filters.kinds import Kind, Outcome
from boards.filters.matching.domains import Domains
from boards.filters.matching.patterns import (
    Pattern,
    TooSlow,
    compiled_pattern,
    finds_of,
    readable,
)
from boards.filters.matching.words import Find, Watched, Words
from boards.filters.models import Approval, Filter

MAX_PATTERNS = 50  # of all filters in use: each is looked for by itself
MAX_FINDS = 200  # of one text; a text with more is full of them
NO_VERSION = 0


@dataclass(frozen=True)
class Rule:
    """What a filter says of its finds."""

    number: int
    name: str
    outcome: Outcome
    board_id: int | None


@dataclass(frozen=True)
class Found:
    """What was found in a text.

    Attributes:
        too_slow: the number of a filter whose pattern took too long.
    """

    finds: list[Find] = field(default_factory=list)
    too_slow: int | None = None


class CompiledFilters:
    """Filters as one search."""

    def __init__(self, filters: Iterable[Filter], approvals: Iterable[Approval] = ()) -> None:
        rows = list(filters)
        self.rules: dict[int, Rule] = {row.pk: _rule(row) for row in rows}
        self.approvals: Mapping[int, Approval] = {each.board_id: each for each in approvals}
        self._words = Words(
            Watched(row.pk, line, row.innocent)
            for row in rows
            if row.kind == Kind.WORD
            for line in row.lines
        )
        self._domains = Domains(
            (row.pk, domain, [domain_of(line) for line in row.innocent])
            for row in rows
            if row.kind == Kind.DOMAIN
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
        finds: list[Find] = []
        too_slow = None
        try:
            for find in self._all_finds(text, addresses, board_id):
                finds.append(find)
                if len(finds) == MAX_FINDS:
                    break
        except TooSlow as slow:
            too_slow = slow.number
        return Found(finds, too_slow)

    def _all_finds(
        self, text: str, addresses: Iterable[str], board_id: int | None
    ) -> Iterator[Find]:
        is_here = self._is_on(board_id)
        yield from filter(is_here, self._words.found_in(text))
        yield from filter(is_here, self._domains.found_at(addresses))
        if not (self._patterns or self._domains):
            return
        plain, places = readable(text)
        for find in filter(is_here, self._domains.found_in(plain)):
            yield Find(find.number, places[find.start], places[find.end])
        for pattern in self._patterns:
            if is_here(Find(pattern.number, 0, 0)):
                yield from finds_of(pattern, plain, places)

    def _is_on(self, board_id: int | None) -> Callable[[Find], bool]:
        return lambda find: self.rules[find.number].board_id in (None, board_id) or board_id is None


def _rule(row: Filter) -> Rule:
    return Rule(row.pk, row.name, Outcome(row.outcome), row.board_id)


def _patterns(rows: Iterable[Filter]) -> Iterator[Pattern]:
    for row in rows:
        if row.kind == Kind.PATTERN:
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
