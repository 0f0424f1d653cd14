"""Puts on top what says just what was typed: that very title, then its words beside each other."""

import re
from collections.abc import Collection, Sequence

from boards.search.index.conditions import AnyOf, Condition, mark, title_mark
from boards.search.index.words import condition_of_phrase, condition_of_word, searched_runs
from boards.search.language.query_parser import Query, Term
from boards.search.ranking.worth import Candidate
from boards.search.tokens import tokenizer
from boards.search.tokens.tokenizer import Run, RunKind

MAX_WORDS = 8  # of a query, that may stand beside each other in a title
MAX_ASKED_FOR = 5  # of a query, for which the index is asked whether they do in a text

# A particle may stand behind a word, and more letters behind the stem of an English one; never two
# ways to read the same signs, of which many words would make too many.
_AFTER_HANGUL = r"(?:[가-힣]{1,2}[\W_]{1,3}+|[\W_]{0,3}+)"
_AFTER_STEM = r"(?:[^\W_]{0,4}+[\W_]{1,3}+)?"


def closest_first(
    candidates: Sequence[Candidate], query: Query, beside: Collection[int]
) -> list[Candidate]:
    """Return the candidates in three steps, each in the order in which they came.

    Those whose title is the query, those that have its words beside each other, and the rest.

    Args:
        beside: keys of the posts of which the index knows that they have the words so.
    """
    title = tokenizer.bare(_text_of(query))
    pattern = _pattern_of(_words_of(query))

    def step(candidate: Candidate) -> int:
        if title and tokenizer.bare(candidate.title) == title:
            return 0
        is_beside = candidate.key in beside or (
            pattern is not None and pattern.search(tokenizer.folded(candidate.title))
        )
        return 1 if is_beside else 2

    return sorted(candidates, key=step)


def condition_of_title(query: Query) -> Condition | None:
    """Return what holds for the posts whose title is the query."""
    bare = tokenizer.bare(_text_of(query))
    return mark(title_mark(bare)) if bare else None


def condition_of_beside(query: Query) -> Condition | None:
    """Return what holds for posts with the words of a query beside each other; None for others.

    Of a sentence, hardly any post has all words, and to ask whether they stand side by side, with
    the endings that stand everywhere, takes longer than all else: at a million posts 150 to 270 ms.
    """
    words = _words_of(query)
    if not 0 < len(words) <= MAX_ASKED_FOR:
        return None
    texts = ["".join(run.text for run in searched_runs(word, is_phrase=False)) for word in words]
    ways = (condition_of_phrase(" ".join(texts)), condition_of_word("".join(texts)))
    found = tuple(way for way in ways if way)
    return AnyOf(found) if found else None


def _text_of(query: Query) -> str:
    """The words of a query that is looked for in titles at least."""
    groups = query.wanted_groups
    if query.is_placed and not query.title_only or any(len(group) > 1 for group in groups):
        return ""
    return " ".join(term.text for group in groups for term in group)


def _words_of(query: Query) -> list[str]:
    """The words of a query that are looked for everywhere, if there are two or more of them."""
    groups = query.wanted_groups
    is_plain = not query.is_placed and all(map(_is_one_word, groups))
    return [group[0].text for group in groups] if is_plain and 1 < len(groups) <= MAX_WORDS else []


def _is_one_word(group: list[Term]) -> bool:
    return len(group) == 1 and not group[0].is_phrase


def _pattern_of(words: list[str]) -> re.Pattern[str] | None:
    parts = [runs for word in words if (runs := searched_runs(word, is_phrase=False))]
    if len(parts) < 2:
        return None
    pattern = "".join(f"{_of_word(runs)}{_after(runs[-1])}" for runs in parts[:-1])
    return re.compile(pattern + _of_word(parts[-1]))


def _of_word(runs: Sequence[Run]) -> str:
    return r"[\W_]?".join(
        re.escape(tokenizer.word_token(run.text) if _has_stem(run) else run.text) for run in runs
    )


def _after(run: Run) -> str:
    return _AFTER_STEM if _has_stem(run) else _AFTER_HANGUL


def _has_stem(run: Run) -> bool:
    return run.kind is RunKind.WORD and run.text.isascii() and run.text.isalpha()
