"""Shows where in a text the words of a query stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from boards.search import analyser
from boards.search.analyser import Kind
from boards.search.language import Term
from boards.search.words import searched_runs

BEFORE, LENGTH = 40, 160  # characters of an excerpt: before the first word found, and in all


@dataclass(frozen=True)
class Wording:
    """What to mark: signs of Hangul and its like wherever they stand, and words by their token."""

    signs: frozenset[str]
    tokens: frozenset[str]

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Return where the composed text holds a word: starts and ends, in order, not touching."""
        places: list[tuple[int, int]] = []
        for start, end in sorted(self._all_places(text)):
            if places and start <= places[-1][1]:
                places[-1] = (places[-1][0], max(end, places[-1][1]))
            else:
                places.append((start, end))
        return places

    def _all_places(self, text: str) -> Iterator[tuple[int, int]]:
        for run in analyser.runs(text):
            if run.kind is Kind.WORD:
                if self.tokens & {analyser.word_token(run.text), *analyser.parts_of(run.text)}:
                    yield run.start, run.end
                continue
            for signs in self.signs:
                place = run.text.find(signs)
                while place >= 0:
                    yield run.start + place, run.start + place + len(signs)
                    place = run.text.find(signs, place + 1)


def wording_of(terms: Iterable[Term]) -> Wording:
    """Return what the terms of a query look like in a text."""
    signs: set[str] = set()
    tokens: set[str] = set()
    for term in terms:
        for run in searched_runs(term.text, is_phrase=term.is_phrase):
            if run.kind is Kind.WORD:
                tokens.add(analyser.word_token(run.text))
            else:
                signs.add(run.text)
    return Wording(frozenset(signs), frozenset(tokens))


def highlighted(text: str, wording: Wording) -> SafeString:
    """Return the text as HTML, escaped, with the words of the query in `<mark>`."""
    text = analyser.composed(text)
    return _marked(text, wording.places_in(text), 0, len(text))


def excerpt_of(text: str, wording: Wording) -> SafeString | None:
    """Return the part of a text around the first word found, as `highlighted`; None without one."""
    text = analyser.composed(" ".join(text.split()))
    places = wording.places_in(text)
    if not places:
        return None
    start = _word_start(text, max(0, places[0][0] - BEFORE))
    end = min(len(text), start + LENGTH)
    return _marked(text, places, start, end)


def beginning_of(text: str) -> SafeString:
    """Return the beginning of a text, escaped: for what was found by its tags or title."""
    text = " ".join(text[: 4 * LENGTH].split())
    return _marked(text, [], 0, min(len(text), LENGTH))


def _word_start(text: str, place: int) -> int:
    """Move on to where the next word begins, unless that is far."""
    if place == 0:
        return 0
    space = text.find(" ", place, place + BEFORE // 2)
    return place if space < 0 else space + 1


def _marked(text: str, places: list[tuple[int, int]], start: int, end: int) -> SafeString:
    parts = ["…"] if start else []
    at = start
    for first, last in places:
        if last <= at or first >= end:
            continue
        first, last = max(first, at), min(last, end)
        parts += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
        at = last
    parts += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308 - every part of the text is escaped above
