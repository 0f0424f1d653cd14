"""Shows where in a text the words of a query stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from boards.members.characters import (
    MAX_CODE_POINTS,
    end_of_character,
    end_of_characters,
    start_of_character,
)
from boards.members.composing import composed
from boards.search.index.words import (
    MIN_PART_LENGTH,
    is_consonants,
    parts_of_compound,
    searched_runs,
)
from boards.search.language.places import EVERY_PLACE, Place
from boards.search.language.query_parser import Query, Term
from boards.search.ranking.evidence import Evidence, evidence_at, evidence_of_consonants_at
from boards.search.synonyms.lookup import synonyms_for
from boards.search.tokens import tokenizer
from boards.search.tokens.conjugation import FormFinder
from boards.search.tokens.numbers import is_number
from boards.search.tokens.tokenizer import RunKind

BEFORE, LENGTH = 40, 160  # characters of an excerpt: before the first word found, and in all
_WITHOUT_SPACE = re.compile(r"\S+")
_LINE = re.compile(r".+")  # a number may have spaces in it
_GAP = r"[\W_]{1,3}"  # between the parts of a compound that is written apart
_BETWEEN_WORDS = r"[\W_]{0,20}"  # of a phrase, or of a name of several words


@dataclass(frozen=True)
class Wording:
    """What to mark: signs of Hangul and its like wherever they stand, and words by their token.

    `consonants` are looked for in titles alone, as the first ones of their syllables; the rest in
    `places` of a post. Signs with spaces between them are those of words beside each other. `forms`
    finds the conjugated forms of a word.
    `others` are other names of the same, which are less sure to be meant.
    """

    signs: frozenset[str]
    tokens: frozenset[str]
    consonants: frozenset[str] = frozenset()
    forms: FormFinder | None = None
    places: frozenset[Place] = EVERY_PLACE
    others: "Wording | None" = None

    def __bool__(self) -> bool:
        return bool(self.signs or self.tokens or self.consonants or self.forms or self.others)

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Return where the composed text holds a word: starts and ends, in order, not touching."""
        return _merged(self.all_places(tokenizer.folded(text)))

    def places_in_title(self, text: str) -> list[tuple[int, int]]:
        """Return the same of a title, which is found by its leading consonants too."""
        folded = tokenizer.folded(text)
        return _merged([*self.all_places(folded), *self._led_places(folded)])

    def evidence_in(self, folded: str, *, is_title: bool = False) -> Evidence | None:
        """Return how surely a folded text holds one of the words; None when it holds none."""
        best = _surest(evidence_at(folded, *place) for place in self.all_places(folded))
        if self.others is not None and (best is None or best is Evidence.CHANCE):
            other = self.others.evidence_in(folded)
            return best if other is None else min(other, Evidence.INSIDE)
        if best is Evidence.WHOLE or not is_title or not self.consonants:
            return best
        led = (evidence_of_consonants_at(folded, *place) for place in self._led_places(folded))
        return _surest(each for each in (best, _surest(led)) if each is not None)

    @cached_property
    def _ways(self) -> list[re.Pattern[str]]:
        """The ways to write each of the signs, the longest first."""
        return list(map(_ways_of, sorted(self.signs, key=len, reverse=True)))

    @cached_property
    def _beginnings(self) -> list[str]:
        """What all ways of one of the signs begin with: a compound with its first part."""
        beginnings = {
            signs[:MIN_PART_LENGTH] if parts_of_compound(signs) else signs.partition(" ")[0]
            for signs in self.signs
        }
        return sorted(
            each
            for each in beginnings
            if not any(each != other and each.startswith(other) for other in beginnings)
        )

    @cached_property
    def _token_hint(self) -> re.Pattern[str] | None:
        """Stands in every word that has one of the tokens: its first signs, which no stem changes.

        Cutting a whole text into words takes far longer.
        """
        beginnings = {
            token[:1] if is_number(token) else token[: max(1, min(len(token) - 1, 3))]
            for token in self.tokens
        }
        hints = (f"{tokenizer.JOINTS}?".join(map(re.escape, signs)) for signs in sorted(beginnings))
        return re.compile("|".join(hints)) if beginnings else None

    def all_places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where a folded text holds a word, in no order; places may overlap."""
        if self.signs:
            yield from self._sign_places(folded)
        if self.forms:
            yield from self.forms.places_in(folded)
        if self._token_hint and self._token_hint.search(folded):
            yield from self._token_places(folded, self._token_hint)

    def _sign_places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Look for beginnings first: `str.find` goes through a text far faster than a pattern."""
        for beginning in self._beginnings:
            start = folded.find(beginning)
            while start >= 0:
                for way in self._ways:
                    if match := way.match(folded, start):
                        yield match.span()
                        break
                start = folded.find(beginning, start + 1)

    def _token_places(self, folded: str, hint: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        has_numbers = any(map(is_number, self.tokens))
        for chunk in (_LINE if has_numbers else _WITHOUT_SPACE).finditer(folded):
            if not hint.search(chunk[0]):
                continue
            for run in tokenizer.runs_of_folded(chunk[0]):
                if run.kind is RunKind.WORD and self._has_token_of(run.text):
                    yield chunk.start() + run.start, chunk.start() + run.end

    def _has_token_of(self, word: str) -> bool:
        return bool(self.tokens & {tokenizer.word_token(word), *tokenizer.parts_of(word)})

    def _led_places(self, folded: str) -> Iterator[tuple[int, int]]:
        if not self.consonants:
            return
        line = tokenizer.leading_consonants(folded)
        places = [place for place, sign in enumerate(folded) if not sign.isspace()]
        for consonants in self.consonants:
            start = line.find(consonants)
            while start >= 0:
                yield places[start], places[start + len(consonants) - 1] + 1
                start = line.find(consonants, start + 1)


@lru_cache(maxsize=5_000)  # each step of a search, and the next one, looks for the same
def _ways_of(signs: str) -> re.Pattern[str]:
    """Compile every way to write some signs: a compound may stand apart."""
    ways = [
        (signs.split(" "), _BETWEEN_WORDS),
        *((each, _GAP) for each in parts_of_compound(signs)),
    ]
    return re.compile("|".join(gap.join(map(re.escape, parts)) for parts, gap in ways))


def wordings_of(query: Query, groups: Sequence[Sequence[Term]] | None = None) -> list[Wording]:
    """Return a wording for each group of terms that are wanted, of which one is enough.

    Words beside each other in the query may be written together in a text: 집 주인, 집주인.

    Args:
        groups: those of the query's groups that are looked for; all of them unless told.
    """
    groups = query.wanted_groups if groups is None else groups
    wordings = [
        replace(
            wording_of(group),
            places=query.places_of_any(group),
            others=_wording_of_names(names),
        )
        for group, names in zip(groups, synonyms_for(groups), strict=True)
    ]
    together = [_together(first, second) for first, second in zip(groups, groups[1:], strict=False)]
    return [
        replace(wording, signs=wording.signs.union(*together[max(0, number - 1) : number + 1]))
        for number, wording in enumerate(wordings)
    ]


def _wording_of_names(names: Sequence[str]) -> Wording | None:
    return wording_of(map(Term, names)) if names else None


def _together(first: Sequence[Term], second: Sequence[Term]) -> set[str]:
    if len(first) != 1 or len(second) != 1 or first[0].is_phrase or second[0].is_phrase:
        return set()
    runs = [searched_runs(term.text, is_phrase=False) for term in (first[0], second[0])]
    if not all(len(of_term) == 1 and of_term[0].kind is RunKind.HANGUL for of_term in runs):
        return set()
    return {"".join(run.text for of_term in runs for run in of_term)}


def wording_of(terms: Iterable[Term]) -> Wording:
    """Return what the terms of a query look like in a text."""
    signs: set[str] = set()
    tokens: set[str] = set()
    consonants: set[str] = set()
    for term in terms:
        runs = searched_runs(term.text, is_phrase=term.is_phrase)
        has_word = any(run.kind is RunKind.WORD for run in runs)
        if len(runs) > 1 and not has_word:
            signs.add(" ".join(run.text for run in runs))
            continue
        for run in runs:
            if run.kind is RunKind.WORD:
                tokens |= {tokenizer.word_token(run.text), *tokenizer.mixed_parts(run.text)}
                continue
            if has_word and len(run.text) == 1:
                continue  # of 2000불 the number tells enough, and 불 is in many words
            signs.add(run.text)
            if is_consonants(run.text) and not term.is_phrase:
                consonants.add(run.text)
    return Wording(frozenset(signs), frozenset(tokens), frozenset(consonants))


def highlighted(text: str, wording: Wording) -> SafeString:
    """Return a title as HTML, escaped, with the words of the query in `<mark>`."""
    text = composed(text)
    return _marked(text, wording.places_in_title(text), 0, len(text))


def excerpt_of(text: str, wording: Wording) -> SafeString | None:
    """Return the part of a text around the first word found, as `highlighted`; None without one."""
    text = composed(" ".join(text.split()))
    places = wording.places_in(text)
    if not places:
        return None
    start = _word_start(text, start_of_character(text, max(0, places[0][0] - BEFORE)))
    return _marked(text, places, start, end_of_characters(text, start, LENGTH))


def beginning_of(text: str) -> SafeString:
    """Return the beginning of a text, escaped: for what was found by its tags or title."""
    # One more than fits, so that it is seen to be cut.
    text = composed(" ".join(text[: LENGTH * MAX_CODE_POINTS + 1].split()))
    return _marked(text, [], 0, end_of_characters(text, 0, LENGTH))


def _surest(found: Iterable[Evidence]) -> Evidence | None:
    best = None
    for evidence in found:
        if best is None or evidence > best:
            best = evidence
        if best is Evidence.WHOLE:
            break
    return best


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


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
        first = max(start_of_character(text, first), at)
        last = min(end_of_character(text, last), end)
        parts += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
        at = last
    parts += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308 - every part of the text is escaped above
