"""The names of a group of synonyms, and when two of them are one."""

from boards.search.tokens import tokenizer
from boards.search.tokens.hangul import is_syllable
from boards.search.tokens.tokenizer import RunKind


def names_in(words: str) -> tuple[str, ...]:
    """Return the names that stand in one text, separated by commas."""
    return tuple(name for part in words.split(",") if (name := " ".join(part.split())))


def key_of(name: str) -> str:
    """Return what is the same for each way to write a name: Green-Card, green card."""
    runs = tokenizer.runs(name)
    return "".join(
        tokenizer.word_token(run.text) if run.kind is RunKind.WORD else run.text for run in runs
    )


def spelling_of(name: str) -> str:
    """Return what is the same for names of one key that are found in the same texts.

    Of Hangul, what is written with a space is not found without it: 주택 가격, 주택가격.
    """
    if any(run.kind is RunKind.WORD for run in tokenizer.runs(name)):
        return key_of(name)
    return " ".join(map(key_of, name.split()))


def is_one_syllable(name: str) -> bool:
    """Say whether a name is looked for behind a number only: 불 is in far too many words."""
    return len(name) == 1 and is_syllable(name)
