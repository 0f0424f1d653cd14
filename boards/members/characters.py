"""Characters as people see them."""

from itertools import islice
from typing import Any

import regex
from django.core.validators import MaxLengthValidator
from django.utils.deconstruct import deconstructible

from boards.members.composing import composed

# Code points that a character has on average at most: an emoji of a family has 7, two people who
# kiss have 10. Without a bound, one letter could carry a hundred thousand accents.
MAX_CODE_POINTS = 10
ELLIPSIS = "…"
ZERO_WIDTH_JOINER = "\u200d"  # makes one emoji of several

# Extended grapheme clusters (Unicode Standard Annex 29). Flags that stand beside each other are
# taken two letters at a time: at each of them, `\X` counts all those before.
CHARACTER = r"(?:[\U0001f1e6-\U0001f1ff]{2}(?=[\U0001f1e6-\U0001f1ff])|\X)"
_CHARACTER = regex.compile(CHARACTER)
# Marks, separators, control characters, and what Unicode calls default ignorable (Hangul fillers
# among them) show nothing by themselves, nor does the empty sign of Braille. What this Unicode does
# not know yet (Cn) may be the emoji of a newer phone.
_VISIBLE = regex.compile(r"[^\p{M}\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]")


def characters_of(text: str) -> list[str]:
    """Return the characters of a text as people count them, composed (Unicode NFC).

    A Hangul syllable typed as separate letters (NFD) is one, an accent belongs to its letter, and
    an emoji of several code points is one: a flag, a family, a hand with a colour of skin.
    """
    return _CHARACTER.findall(composed(text))


def is_longer_than(text: str, limit: int) -> bool:
    """Say whether a text has more than `limit` characters, or marks beyond all reason on them.

    One that is not has at most `limit * MAX_CODE_POINTS` code points, also when it is composed.
    """
    if len(text) > limit * MAX_CODE_POINTS:
        return True
    text = composed(text)
    # No character is shorter than one code point, so most texts need no counting.
    if len(text) <= limit:
        return False
    return len(text) > limit * MAX_CODE_POINTS or len(_CHARACTER.findall(text)) > limit


def beginning_of(
    text: str,
    limit: int,
    *,
    counts_ellipsis: bool = False,
    in_one_line: bool = False,
    at_word: bool = False,
) -> str:
    """Return a text if it has at most `limit` characters, else as many of them and an ellipsis.

    It is cut between characters, never inside one, and has at most `limit * MAX_CODE_POINTS` code
    points, besides an ellipsis that is not counted. Of a long text only the beginning is looked at.

    Args:
        counts_ellipsis: whether the ellipsis is one of the characters.
        in_one_line: whether line ends and runs of spaces become a single space.
        at_word: whether to cut between words, unless that would take half of it.
    """
    most = limit * MAX_CODE_POINTS - counts_ellipsis
    looked_at = composed(text[: most + 1])
    is_whole = len(text) <= most and len(looked_at) <= most
    if in_one_line:
        looked_at = " ".join(looked_at.split())
    # Two more than fit: whether one follows decides about the ellipsis, and the last may go on.
    found = islice(_CHARACTER.finditer(looked_at[: most + 1]), limit + 2)
    characters = [character[0] for character in found]
    if is_whole and len(characters) <= limit:
        return looked_at
    if not is_whole:  # the last one is behind the end, or nobody knows whether it would go on
        characters = characters[:-1] or [looked_at[:most]]
    room = limit - 1 if counts_ellipsis else limit
    kept = "".join(characters[:room])
    words = kept.rpartition(" ")[0] if at_word else ""
    return (words if len(words) > len(kept) // 2 else kept).rstrip() + ELLIPSIS


def first_characters(text: str, limit: int) -> str:
    """Return what `beginning_of` does, without an ellipsis."""
    return beginning_of(text, limit).removesuffix(ELLIPSIS) if is_longer_than(text, limit) else text


def within_code_points(text: str, most: int) -> str:
    """Return the beginning of a text with at most so many code points, cut between characters."""
    if len(text) <= most:
        return text
    # The last one reaches over the end, or begins there.
    return "".join(_CHARACTER.findall(text[: most + 1])[:-1]) or text[:most]


def start_of_character(text: str, place: int) -> int:
    """Return where the character begins that the code point at `place` belongs to."""
    start = max(0, place - 2 * MAX_CODE_POINTS)
    while start and "\U0001f1e6" <= text[start] <= "\U0001f1ff":
        start -= 1  # flags are counted off from the first one of a row
    for character in _CHARACTER.findall(text[start : place + MAX_CODE_POINTS]):
        if start + len(character) > place:
            break
        start += len(character)
    return start


def end_of_character(text: str, place: int) -> int:
    """Return where the character ends that the code point before `place` belongs to."""
    if place == 0:
        return 0
    match = _CHARACTER.match(text, start_of_character(text, place - 1))
    return max(match.end(), place) if match else place


def end_of_characters(text: str, start: int, limit: int) -> int:
    """Return where the first `limit` characters from `start` on end.

    They have at most `limit * MAX_CODE_POINTS` code points.
    """
    most = limit * MAX_CODE_POINTS
    rest = within_code_points(text[start : start + most + 1], most)
    return start + sum(map(len, _CHARACTER.findall(rest)[:limit]))


def shows_nothing(text: str) -> bool:
    """Say whether a reader would see nothing of a text."""
    return _VISIBLE.search(text) is None


@deconstructible
class MaxCharactersValidator(MaxLengthValidator):
    """Refuses a text with more characters, as people count them, than its limit."""

    def clean(self, x: Any) -> int:
        """Return the length of a text; one beyond all reason is not counted any further."""
        limit = self.limit_value() if callable(self.limit_value) else self.limit_value
        if is_longer_than(x, limit):
            return max(limit + 1, len(characters_of(x[: limit * MAX_CODE_POINTS])))
        return 0
