"""Makes of a post what the index holds of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import chain, pairwise
from typing import NamedTuple

from boards.members.masking import mask_name
from boards.search.index.conditions import (
    CHARACTER,
    CONSONANTS,
    EVERY_POST,
    IN_TITLE,
    SECRECY,
    author_mark,
    board_mark,
    category_mark,
    name_mark,
    owner_mark,
    tag_mark,
    title_mark,
)
from boards.search.tokens import tokenizer
from boards.search.tokens.amounts import amounts_in
from boards.search.tokens.tokenizer import GAP

VERSION = b"9"  # goes up when the same text gives other tokens; rebuild_index then does the rest
DIGEST_BYTES = 16
# PostgreSQL holds 1 MB of tokens and places in a tsvector; what is longer is cut on both.
MAX_BYTES = 1_000_000
TOKEN_BYTES, PLACE_BYTES = 8, 2  # of a tsvector, beside the token's own text

ALWAYS_FIT = 3_500  # tokens, were each of them of the longest

# PostgreSQL knows 256 places of a token; a token that comes oftener is a gap there on both.
MAX_OF_ONE_TOKEN = 200

# Texts that a process remembers cut, and characters of such a text: some 3 MB, 20 at most.
KNOWN_TEXTS, KNOWN_LENGTH = 512, 2_000

KEY_BITS = 30  # the place of an id within its second, and the mark of a day
DAY_ONLY = 1  # the lowest bit of the key of a post of which only the day is known
LAST_SECOND = (1 << (63 - KEY_BITS)) - 1  # in the year 2242; what lies beyond stands there


@dataclass(frozen=True)
class Author:
    """The author of a post: a member by id and handle, or a name that is masked already."""

    member_id: int | None
    handle: str
    masked_name: str
    is_anonymous: bool
    is_former: bool


@dataclass(frozen=True)
class Source:
    """What is read of a post to index it; `tags` by id."""

    post_id: int
    posted_at: datetime
    is_day_only: bool
    board_id: int
    category_id: int | None
    author: Author
    is_secret: bool
    title: str
    text: str
    tags: dict[int, str]
    comments: list[str]


@dataclass(frozen=True)
class Document:
    """One post in the index: its key in the order of lists, and its tokens in their order.

    Those of the text and of the comments are fields, which can be asked for alone; `tokens` are all
    others: marks, title, tags. No sequence reaches from one field into the next.
    """

    post_id: int
    key: int
    tokens: list[str]
    text: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @cached_property
    def fields(self) -> tuple[str, str, str]:
        """The tokens of each field, separated by spaces: all others, text, comments."""
        return " ".join(self.tokens), " ".join(self.text), " ".join(self.comments)

    @cached_property
    def digest(self) -> bytes:
        """Tells documents apart whose tokens differ."""
        stored = "\n".join(self.fields).encode()
        return blake2b(stored, digest_size=DIGEST_BYTES, key=VERSION).digest()


def document_of(source: Source) -> Document:
    """Return the document of a post."""
    key = key_of(source.posted_at, source.post_id, is_day_only=source.is_day_only)
    named = [_cut_of(text) for text in (source.title, *source.tags.values())]
    text, comments = _cut_of(source.text), [_cut_of(comment) for comment in source.comments]
    signs = frozenset[str]().union(*(cut.signs for cut in (*named, text, *comments)))
    fields = [
        [*_marks_of(source), *sorted(map(CHARACTER.__add__, signs)), *_tokens_of(named)],
        _tokens_of([text]),
        _tokens_of(comments),
    ]
    return Document(source.post_id, key, *_within_limits_together(fields))


def key_of(posted_at: datetime, post_id: int, *, is_day_only: bool = False) -> int:
    """Return (posted_at, id), the order of every list, as one number of 63 bits.

    Whole seconds, then the id's last 29 bits: two posts of one second stand by their ids. The last
    bit says that the day is all that is known, so that the engines need not ask the post.
    """
    place = (post_id << 1) & ((1 << KEY_BITS) - 1)
    return first_key_of(posted_at) | place | (DAY_ONLY if is_day_only else 0)


def first_key_of(moment: datetime) -> int:
    """Return the least key of a second."""
    second = int(moment.timestamp())
    return max(-LAST_SECOND, min(second, LAST_SECOND)) << KEY_BITS


def moment_of(key: int) -> datetime:
    """Return the second of a key; of what lies beyond the keys, the last one."""
    return datetime.fromtimestamp(key >> KEY_BITS, UTC)


class _Cut(NamedTuple):
    """What a document has of one text: its tokens, those beside them, and its paired signs."""

    tokens: tuple[str, ...]
    beside: tuple[str, ...]
    signs: frozenset[str]


def _cut(text: str) -> _Cut:
    beside = tokenizer.parts_of(text)
    for words in _beside(text):
        beside += [GAP, *words]
    signs = frozenset(tokenizer.characters_in(text))
    return _Cut((*tokenizer.tokens_of(text), GAP), tuple(beside), signs)


# Each comment makes the document of its post anew, with all the texts that were there before.
_known_cut = lru_cache(maxsize=KNOWN_TEXTS)(_cut)


def _cut_of(text: str) -> _Cut:
    return _known_cut(text) if len(text) <= KNOWN_LENGTH else _cut(text)


def _tokens_of(cuts: Sequence[_Cut]) -> list[str]:
    """The texts one after the other, then the parts of joined words."""
    tokens = list(chain.from_iterable(cut.tokens for cut in cuts))
    tokens += chain.from_iterable(cut.beside for cut in cuts)
    tokens.append(GAP)
    return tokens


def _marks_of(source: Source) -> Iterable[str]:
    yield EVERY_POST
    yield board_mark(source.board_id)
    if source.category_id is not None:
        yield category_mark(source.category_id)
    yield from map(tag_mark, source.tags)
    yield from _author_marks(source)
    yield title_mark(tokenizer.bare(source.title))
    yield from _title_tokens(source.title)


def _title_tokens(title: str) -> Iterable[str]:
    yield GAP
    yield from (f"{IN_TITLE}{token}" for token in tokenizer.tokens_of(title))
    yield GAP
    yield from (f"{IN_TITLE}{token}" for token in tokenizer.parts_of(title))
    for beside in _beside(title):
        yield GAP
        yield from (f"{IN_TITLE}{token}" for token in beside)
    yield GAP
    signs = sorted(tokenizer.characters_in(title))
    yield from (f"{IN_TITLE}{CHARACTER}{sign}" for sign in signs)
    for run in tokenizer.leading_consonants(title).split():
        yield GAP
        yield from (f"{CONSONANTS}{run[place : place + 2]}" for place in range(len(run)))
    yield GAP


def _beside(text: str) -> Iterable[list[str]]:
    """The words that a number swallows, and what a sign is part of: amounts, and words like C++."""
    yield from tokenizer.words_beside_numbers(text)
    yield from ([token] for token in tokenizer.signed_words_in(text))
    yield from ([amount.token] for amount in amounts_in(tokenizer.folded(text)))


def _author_marks(source: Source) -> Iterable[str]:
    """An anonymous author is marked by nothing that others can ask for."""
    author = source.author
    if source.is_secret:
        yield SECRECY
        if author.member_id is not None:
            yield owner_mark(author.member_id)
    if author.is_anonymous:
        return
    if author.member_id is None:
        if author.masked_name:
            yield name_mark(author.masked_name)
    elif not author.is_former:
        yield author_mark(author.member_id)
        yield name_mark(mask_name(author.handle))


def _within_limits_together(fields: list[list[str]]) -> list[list[str]]:
    kept = within_limits(chain.from_iterable(fields))
    ends = [sum(map(len, fields[:number])) for number in range(len(fields) + 1)]
    return [kept[start:end] for start, end in pairwise(ends)]


def within_limits(tokens: Iterable[str]) -> list[str]:
    """Return as many of the tokens as both databases can hold alike."""
    tokens = list(tokens)
    if len(tokens) <= ALWAYS_FIT and max(Counter(tokens).values(), default=0) <= MAX_OF_ONE_TOKEN:
        return tokens
    kept: list[str] = []
    size = 0
    times: Counter[str] = Counter()
    for token in tokens:
        times[token] += 1
        if times[token] > MAX_OF_ONE_TOKEN:
            token = GAP
        size += PLACE_BYTES
        if times[token] == 1:
            size += len(token.encode()) + TOKEN_BYTES
        if size > MAX_BYTES:
            break
        kept.append(token)
    return kept
