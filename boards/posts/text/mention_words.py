"""Where a text may mention somebody: `@`, and where the name behind it may end.

Koreans write on behind a name without a space: `@kim님감사합니다`, `@김철수님`, `@kim.고마워요`.
So a name may end wherever a letter of Hangul or none follows, and whoever knows the names takes the
longest that is one. It does not end before a letter or digit of another alphabet: `@kim2` is not
`@kim`.

A `@` behind an ASCII letter is an e-mail address, and behind `a.kr/` a web address; behind Hangul
it is a mention: `안녕@kim`.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from boards.members.folding import HYPHENS, key_of
from boards.members.handles import MAX_LENGTH

MAX_NAME_LENGTH = 2 * MAX_LENGTH  # code points: there may be invisible ones among the letters

_AT = regex.compile("[@＠]")
_HYPHENS = rf"\-{HYPHENS}"
_INVISIBLE = r"\p{Default_Ignorable_Code_Point}"
_NAME = regex.compile(rf"[\w.{_HYPHENS}\p{{M}}{_INVISIBLE}]{{1,{MAX_NAME_LENGTH}}}")
# Behind a letter or digit; what follows is Hangul or no letter, perhaps behind dots and dashes.
_MAY_END = regex.compile(
    rf"(?<=\w)(?={_INVISIBLE}{{0,8}}+"
    rf"(?:[._{_HYPHENS}]{{0,8}}+"
    rf"(?:\p{{Hangul}}|[^\w\p{{M}}._{_HYPHENS}{_INVISIBLE}]|\Z)|[._{_HYPHENS}]{{9}}))"
)
_NUMBER = regex.compile(r"#([0-9]{1,3})(?![0-9])")
_PART_OF_EMAIL = regex.compile(r"[A-Za-z0-9_][+%\-]?\Z")
_PART_OF_URL = regex.compile(
    r"(?<![@＠\w.\-])[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+(?::[0-9]+)?/(?:\S*/)?\Z"
)
_LOOKED_BACK = 200  # characters


class Mention(NamedTuple):
    """A place where somebody may be mentioned.

    `names` are the keys of the names that it may be, the longest first, each with the place in the
    text where it ends.
    """

    start: int
    names: list[tuple[str, int]]


def mentions_in(text: str) -> Iterator[Mention]:
    """Yield the places of a text that may mention somebody, in order.

    For each at most MAX_NAME_LENGTH names are thought of.
    """
    for at in _AT.finditer(text):
        if _may_begin(text, at.start()):
            names = list(_names_at(text, at.end()))
            if names:
                yield Mention(at.start(), names)


def _names_at(text: str, start: int) -> Iterator[tuple[str, int]]:
    name = _NAME.match(text, start)
    if name is None:
        return
    ends = [place.end() for place in _MAY_END.finditer(text, start, name.end() + 1)]
    for end in sorted(ends, reverse=True):
        number = _NUMBER.match(text, end)
        if number is not None:
            end = number.end()
        if end > start:
            yield key_of(text[start:end]), end


def _may_begin(text: str, at: int) -> bool:
    before = text[max(0, at - _LOOKED_BACK) : at]
    if before.endswith(("@", "＠")) or _PART_OF_EMAIL.search(before[-2:]):
        return False
    return not (before.endswith("/") and _PART_OF_URL.search(before))
