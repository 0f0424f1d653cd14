"""Patterns (regular expressions) of filters, with a limit to the time of all in one text."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from unicodedata import category

import regex

from boards.filters.matching.words import Find
from boards.members.composing import compatible

SECONDS = 0.2  # for all patterns of one text together; an honest one takes a thousandth
# What lets a pattern match across the end of a line; it is searched for in the whole field.
_CROSSES_LINES = re.compile(r"\\[nrsRvfXWDpPxuUN0-9]|\(\?[a-z]*s")
# What makes a find depend on what stands around it: anchors, looking around, atomic groups.
_LOOKS_AROUND = re.compile(r"[\^$<]|\(\?(?!:)|\(\*|[*+?}]\+|\\[AZzGK]")
MAX_SIGNS = 4  # that one sign becomes: Unicode writes out a whole sentence for ﷺ
# Signs that are in their ordinary forms already, and that never stand apart among themselves.
_ORDINARY = re.compile("[\0-\x7f가-힣]*")
_ORDINARY_OR_ONE = re.compile("(?P<ordinary>[\0-\x7f가-힣]+)|.", re.DOTALL)
_UNSEEN = regex.compile(r"(?![\n\t])[\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]")
_FLAGS = regex.IGNORECASE | regex.V0


class BadPattern(Exception):
    """A pattern that does not compile; the message says what is wrong with it, in English."""


class TooSlow(Exception):
    """The patterns took longer than SECONDS: `number` is of the filter that took the most."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True)
class Pattern:
    """One pattern of a filter.

    Attributes:
        innocent: a find that stands within one of these texts is none.
    """

    number: int
    compiled: Any
    innocent: Sequence[str] = ()

    @cached_property
    def crosses_lines(self) -> bool:
        """Whether it may match across the end of a line: it says so, with `\\n` or `\\s`."""
        return _CROSSES_LINES.search(self.compiled.pattern) is not None

    @cached_property
    def is_of_any_part(self) -> bool:
        """Whether what it finds in a part of a text, it finds in the whole, too."""
        return _LOOKS_AROUND.search(self.compiled.pattern) is None


@dataclass
class Budget:
    """The time that all patterns of one text have together, and who used it.

    Attributes:
        spent: seconds that the patterns of each filter took.
    """

    until: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    spent: dict[int, float] = field(default_factory=dict)

    def left(self, number: int) -> float:
        """Return the seconds that are left.

        Raises:
            TooSlow: when there are none.
        """
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise self.over(number)
        return seconds

    def over(self, number: int) -> TooSlow:
        """Return the error that names the slowest filter, or this one when none has run yet."""
        return TooSlow(max(self.spent, key=lambda each: self.spent[each], default=number))

    def note(self, number: int, seconds: float) -> None:
        """Note what a pattern took."""
        self.spent[number] = self.spent.get(number, 0.0) + seconds


def compiled_pattern(text: str) -> Any:
    """Compile a pattern.

    Raises:
        BadPattern: when it does not compile, or finds what is empty.
    """
    try:
        compiled = regex.compile(text, _FLAGS)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        raise BadPattern(str(error)) from error
    if compiled.fullmatch("") is not None:
        raise BadPattern("it matches every text")
    return compiled


def readable(text: str) -> tuple[str, Sequence[int]]:
    """Return a text in ordinary forms without what nobody sees, and the place of each sign."""
    if _ORDINARY.fullmatch(text):
        return text, range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    last = ""
    for match in _ORDINARY_OR_ONE.finditer(text):
        signs, place = match[0], match.start()
        is_ordinary = match.lastgroup is not None
        plain = signs if is_ordinary else _plain(signs)
        if _is_parted(last, signs[0], plain[:1] if is_ordinary else plain):
            letters.append(" ")
            places.append(place)
        letters.append(plain)
        places += range(place, match.end()) if is_ordinary else [place] * len(plain)
        last = signs[-1]
    return "".join(letters), [*places, len(text)]


def _is_parted(before: str, sign: str, plain: str) -> bool:
    """Say whether a reader sees two things where the ordinary forms are one: ①spam, spam™."""
    if plain == sign:
        return _is_ascii_word(sign) and _stands_alone(before)
    return _is_ascii_word(before) and _stands_alone(sign)


def _is_ascii_word(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


@lru_cache(maxsize=2000)
def _stands_alone(sign: str) -> bool:
    """Say whether a sign is a number in a circle, or several letters in one."""
    if not sign or sign.isascii() or category(sign) not in ("No", "So"):
        return False
    plain = _plain(sign)
    return plain.isdecimal() or (len(plain) > 1 and plain.isalnum())


@lru_cache(maxsize=20_000)
def _plain(sign: str) -> str:
    plain = _UNSEEN.sub("", compatible(sign))
    return plain if len(plain) <= MAX_SIGNS else sign


def places_found(
    pattern: Pattern, whole: str, parts: Sequence[str], budget: Budget
) -> Iterator[int]:
    """Yield the places of the parts in which a pattern finds anything: in most, none does.

    All are `readable`. The clock is read once for each, as that takes as long as to look at a line.

    Args:
        whole: the text with all the parts; most patterns find nothing there either.

    Raises:
        TooSlow: when the time is over.
    """
    number, search, clock = pattern.number, pattern.compiled.search, time.monotonic

    def is_in(text: str) -> bool:
        left = budget.until - clock()
        if left <= 0:
            raise TimeoutError
        return search(text, timeout=left) is not None

    began = clock()
    try:
        if pattern.is_of_any_part and not is_in(whole):
            parts = ()
        for place, text in enumerate(parts):
            if is_in(text):
                budget.note(number, clock() - began)
                yield place
                began = clock()
    except TimeoutError as error:
        budget.note(number, clock() - began)
        raise budget.over(number) from error
    budget.note(number, clock() - began)


def finds_of(
    pattern: Pattern, text: str, places: Sequence[int], budget: Budget | None = None
) -> Iterator[Find]:
    """Yield what one pattern finds in a text that is `readable`.

    Args:
        budget: the time for it and for others; None gives it SECONDS for itself.

    Raises:
        TooSlow: when the time is over.
    """
    budget = budget or Budget()
    for start, end in _matches(pattern, text, budget):
        if not _is_innocent(pattern.innocent, text, start, end):
            yield Find(pattern.number, places[start], places[end - 1] + 1)


def _matches(pattern: Pattern, text: str, budget: Budget) -> Iterator[tuple[int, int]]:
    number = pattern.number
    matches = pattern.compiled.finditer(text, timeout=budget.left(number))
    while (match := _timed(lambda: next(matches, None), number, budget)) is not None:
        if match.end() > match.start():
            yield match.span()
        budget.left(number)


def _timed(ask: Callable[[], Any], number: int, budget: Budget) -> Any:
    """Return what was asked for, and note how long that took."""
    began = time.monotonic()
    try:
        found = ask()
    except TimeoutError as error:
        budget.note(number, time.monotonic() - began)
        raise budget.over(number) from error
    budget.note(number, time.monotonic() - began)
    return found


def _is_innocent(innocent: Sequence[str], text: str, start: int, end: int) -> bool:
    for word in innocent:
        around = text[max(0, start - len(word)) : end + len(word)].casefold()
        before = start - max(0, start - len(word))
        place = around.find(word)
        while place >= 0:
            if place <= before and place + len(word) >= before + end - start:
                return True
            place = around.find(word, place + 1)
    return False
