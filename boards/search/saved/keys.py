"""By which tokens a post asks for the saved searches that may find it.

Of each saved search a few tokens are stored, of which every post that it finds has one at least. A
post that is written looks for its own tokens among them, so that it costs one statement, however
many searches are saved: no query is run to see whether it finds something new.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from boards.search.index.conditions import (
    CHARACTER,
    EVERY_POST,
    IN_TITLE,
    AllOf,
    Condition,
    Not,
    Sequence,
    board_mark,
    category_mark,
    mark,
)
from boards.search.index.documents import Document
from boards.search.language.places import Place
from boards.search.tokens.tokenizer import GAP

# What marks are worth beside words of two letters or more: a board has more posts than a tag.
_WORTH_OF_SIGN, _WORTH_OF_TAG, _WORTH_OF_BOARD = 1.0, 0.75, 0.5
_OF_BOARDS = tuple(mark[:2] for mark in (board_mark(0), category_mark(0)))


@dataclass(frozen=True)
class Keys:
    """Tokens of which a post has one at least; without any, it is never found.

    `worth` is the greater, the fewer posts will have one of them.
    """

    tokens: frozenset[str]
    worth: float


def keys_of(condition: Condition) -> Keys | None:
    """Return the keys of a condition; None where a post may be found without any of few tokens.

    Comments are left out: new posts have none, and what is found in them is no new post.
    """
    if isinstance(condition, Not):
        return None
    if isinstance(condition, Sequence):
        return _keys_of_sequence(condition)
    parts = [keys_of(part) for part in condition.parts]
    if isinstance(condition, AllOf):
        return max(filter(None, parts), key=lambda keys: keys.worth, default=None)
    known = [keys for keys in parts if keys is not None]
    if len(known) < len(parts):
        return None
    possible = [keys for keys in known if keys.tokens]
    tokens = frozenset[str]().union(*(keys.tokens for keys in possible))
    return Keys(tokens, min((keys.worth for keys in possible), default=float("inf")))


def numbers_of(tokens: Iterable[str]) -> set[int]:
    """Return tokens as the numbers that are stored of them; two may have the same one."""
    return {_number(token) for token in tokens}


def tokens_of(document: Document) -> set[str]:
    """Return the tokens by which a post asks for saved searches: all but those of comments."""
    return {*document.tokens, *document.text} - {GAP, EVERY_POST}


def _keys_of_sequence(condition: Sequence) -> Keys | None:
    if condition.place is Place.COMMENTS:
        return Keys(frozenset(), float("inf"))
    whole = condition.tokens[:-1] if condition.is_beginning else condition.tokens
    if not whole or condition == mark(EVERY_POST):
        return None
    # The longest says most; of Hangul, whose tokens are all as long, one from within the word.
    inner = whole[len(whole) // 2]
    token = max(whole, key=lambda token: (len(token), token == inner))
    return Keys(frozenset([token]), _worth_of(condition.tokens))


def _worth_of(tokens: tuple[str, ...]) -> float:
    words = [token.removeprefix(IN_TITLE) for token in tokens]
    if not words[0].startswith("_"):
        return float(sum(map(len, words)))
    if words[0].startswith(CHARACTER):
        return _WORTH_OF_SIGN
    return _WORTH_OF_BOARD if words[0].startswith(_OF_BOARDS) else _WORTH_OF_TAG


def _number(token: str) -> int:
    digest = blake2b(token.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
