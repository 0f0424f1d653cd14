"""Says how a word of the vocabulary is written, so that no stem is suggested: 헷갈리는, not 헷갈리.

The vocabulary holds words without what may be a particle, and cannot tell 는 behind a noun from 는
behind a verb. What stands in the posts tells: a noun stands by itself or before particles that no
verb has.
"""

from collections.abc import Iterable, Sequence

from boards.search.index.conditions import AllOf, AnyOf, Condition, in_title
from boards.search.index.conditions import Sequence as Tokens
from boards.search.index.engines.base import Span
from boards.search.index.index_answers import newest
from boards.search.index.loading import titles_of
from boards.search.tokens import tokenizer
from boards.search.tokens.conjugation import stems_in
from boards.search.tokens.tokenizer import RunKind

MAX_READ = 5  # posts whose titles are read

_OF_NOUNS = ("를", "의", "에", "로", "와", "과", "이", "가", "에서", "으로", "까지", "부터")
# After a listed stem these are endings: 붙잡을, 많은.
_OF_NOUNS_OR_VERBS = ("을", "은")


def written_forms(
    words: Iterable[str],
    required: Sequence[Condition],
    *,
    span: Span = Span(),  # noqa: B008
) -> list[str]:
    """Return the words as posts have them, where that can be told.

    Args:
        required: what must hold for a post: that the asker may read it, at least.
        span: the period.
    """
    forms = (_written(word, required, span) for word in words)
    return list(dict.fromkeys(form for form in forms if form))


def _written(word: str, required: Sequence[Condition], span: Span) -> str:
    if not _is_hangul(word) or _finds(_condition_of_noun(word), required, span):
        return word
    asked = AllOf((in_title(Tokens(_tokens(word)[:-1])), *required))
    ids = [match.post_id for match in newest(asked, limit=MAX_READ, span=span)]
    found = _first_that_begins(word, [title for _, title, _ in titles_of(ids)])
    return found or word  # of a tag, or within another word


def _condition_of_noun(word: str) -> Condition:
    particles = [*_OF_NOUNS, *(each for each in _OF_NOUNS_OR_VERBS if not stems_in(word + each))]
    return AnyOf(tuple(Tokens(_tokens(word + particle)) for particle in ("", *particles)))


def _tokens(word: str) -> tuple[str, ...]:
    """Return the tokens of a whole word: the last one is its last syllable alone."""
    return tuple(tokenizer.tokens_of(word))


def _finds(condition: Condition, required: Sequence[Condition], span: Span) -> bool:
    asked = AllOf((condition, *required))
    return bool(newest(asked, limit=1, span=span))


def _first_that_begins(word: str, texts: Iterable[str]) -> str:
    runs = (run.text for text in texts for run in tokenizer.runs(text))
    return next((run for run in runs if run.startswith(word)), "")


def _is_hangul(word: str) -> bool:
    return [run.kind for run in tokenizer.runs(word)] == [RunKind.HANGUL]
