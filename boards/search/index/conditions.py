"""What the index is asked: a tree that both engines translate.

A condition holds for a post or it does not; what the asker typed, and what the asker may read,
are both said in it.
"""

import re
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from boards.members.folding import folded
from boards.search.language.places import Place

IN_TITLE = "_t"  # begins the tokens of a title, once more apart from the text
CONSONANTS = "_i"  # begins the pairs of a title's leading consonants
CHARACTER = "_u"  # begins the mark of a sign of Hangul, Han or kana that occurs somewhere
EVERY_POST = "_all"
SECRECY = "_s"
_MARK_OF_RIGHTS = re.compile("_[abo][0-9]+")  # of an author, of a board, of one's own secret post


def board_mark(board_id: int) -> str:
    """Mark of the posts on a board."""
    return f"_b{board_id}"


def tag_mark(tag_id: int) -> str:
    """Mark of the posts that carry a tag."""
    return f"_g{tag_id}"


def category_mark(category_id: int) -> str:
    """Mark of the posts of a category."""
    return f"_c{category_id}"


def author_mark(member_id: int) -> str:
    """Mark of the posts whose author is named: never of an anonymous one."""
    return f"_a{member_id}"


def author_of_mark(token: str) -> int | None:
    """Return the member whose posts carry a mark; None if it is no mark of an author."""
    number = token.removeprefix("_a")
    return int(number) if number != token and number.isdecimal() else None


def title_mark(bare_title: str) -> str:
    """Mark of the posts that have this title, as `tokenizer.bare` leaves it."""
    return f"_x{blake2b(bare_title.encode(errors='replace'), digest_size=6).hexdigest()}"


def owner_mark(member_id: int) -> str:
    """Mark of a secret post, for asking about the asker's own; never to be asked for others."""
    return f"_o{member_id}"


def name_mark(shown_name: str) -> str:
    """Mark of the posts by an author whom guests see under this name; a beginning finds more."""
    return f"_m{folded(shown_name).encode(errors='replace').hex()}"


class _HashedOnce:
    """A condition, which a search asks about so often that its hash is worth keeping.

    A hash of texts is another one in each process, so it does not leave this one.
    """

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_hash"}

    def _hash_once(self) -> int:
        known = vars(self)
        if "_hash" not in known:
            known["_hash"] = hash((type(self), *known.values()))
        return int(known["_hash"])


@dataclass(frozen=True)
class Sequence(_HashedOnce):
    """These tokens one after the other; the last may go on when `is_beginning`.

    Anywhere in a document, or in one of its two fields, the text and the comments.
    """

    tokens: tuple[str, ...]
    is_beginning: bool = False
    place: Place | None = None

    __hash__ = _HashedOnce._hash_once


@dataclass(frozen=True)
class AllOf(_HashedOnce):
    """Every one of the parts; without any, every post."""

    parts: tuple["Condition", ...]

    __hash__ = _HashedOnce._hash_once


@dataclass(frozen=True)
class AnyOf(_HashedOnce):
    """At least one of the parts."""

    parts: tuple["Condition", ...]

    __hash__ = _HashedOnce._hash_once


@dataclass(frozen=True)
class Not(_HashedOnce):
    """Posts for which the part does not hold."""

    part: "Condition"

    __hash__ = _HashedOnce._hash_once


Condition = Sequence | AllOf | AnyOf | Not


def mark(token: str) -> Sequence:
    """Say that a post carries a mark."""
    return Sequence((token,))


def is_of_rights(condition: Condition) -> bool:
    """Tell whether a condition is of marks alone that say who may find a post."""
    if isinstance(condition, Sequence):
        (first, *more) = condition.tokens
        return not more and (first == SECRECY or _MARK_OF_RIGHTS.fullmatch(first) is not None)
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return bool(parts) and all(map(is_of_rights, parts))


def in_title(condition: Condition) -> Condition:
    """Ask the same of the title alone; leading consonants are those of titles anyway."""
    if isinstance(condition, Sequence):
        if condition.tokens[0].startswith(CONSONANTS):
            return condition
        tokens = tuple(f"{IN_TITLE}{token}" for token in condition.tokens)
        return replace(condition, tokens=tokens)
    if isinstance(condition, Not):
        return Not(in_title(condition.part))
    return type(condition)(tuple(in_title(part) for part in condition.parts))


def in_place(condition: Condition, place: Place) -> Condition:
    """Ask the same of the title, the text or the comments alone."""
    if place is Place.TITLE:
        return in_title(condition)
    if isinstance(condition, Sequence):
        if condition.tokens[0].startswith(CHARACTER):
            # The mark is of the whole post; but every sign begins a token.
            sign = condition.tokens[0].removeprefix(CHARACTER)
            return Sequence((sign,), is_beginning=True, place=place)
        return replace(condition, place=place)
    if isinstance(condition, Not):
        return Not(in_place(condition.part, place))
    return type(condition)(tuple(in_place(part, place) for part in condition.parts))
