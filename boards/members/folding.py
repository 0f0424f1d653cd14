"""The one key under which two spellings of a name are the same name.

Databases do not agree on case: SQLite's LOWER knows ASCII only, and neither knows of full-width
letters, of invisible signs, or that ß is ss. So names that people give (handles, tags, boards) are
compared by what `folded` returns, and what must be unique is stored beside the name.
"""

from hashlib import blake2b
from typing import Any

import regex

from boards.members.composing import compatible

MAX_KEY = 250  # characters of a stored key, which an index of PostgreSQL holds whatever they are
_DIGEST_BYTES = 16

_SELECTORS = regex.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Flags of England and its like are told apart by invisible tags, and emoji of several by what joins
# them: 🏴󠁧󠁢󠁥󠁮󠁧󠁿 is not 🏴, and ❤️‍🔥 is neither ❤️ nor 🔥.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"
_JOINED = (
    r"\p{Extended_Pictographic}[\U0001f3fb-\U0001f3ff]?"
    r"(?:\u200d\p{Extended_Pictographic}[\U0001f3fb-\U0001f3ff]?)+"
)
# Signs that people take for the hyphen of a keyboard, and that phones and word processors put in
# its place: hyphens, short dashes, minus signs. A long dash (—) is seen to be another.
HYPHENS = "\u02d7\u2010\u2011\u2012\u2013\u2043\u2212\ufe63\uff0d"
_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_INVISIBLE = r"[\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\ufff9-\ufffb]"
_EMOJI_OR_INVISIBLE = regex.compile(rf"({_FLAG}|{_JOINED})|{_INVISIBLE}")
# In a text that is shown, what chooses how a sign looks stays behind a sign that has the choice,
# and the joiners of Arabic and Indian writing stay where they join.
_SHOWN_OR_INVISIBLE = regex.compile(
    rf"({_FLAG}"
    r"|(?<=\p{Emoji})[\ufe0e\ufe0f]"
    r"|(?<=\p{Han})[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    r"|(?<=[\p{Extended_Pictographic}\U0001f3fb-\U0001f3ff\ufe0f])\u200d(?=\p{Extended_Pictographic})"
    r"|(?<=[\p{Mn}\p{Mc}\p{Arabic}\p{Syriac}])[\u200c\u200d](?=\p{L})"
    rf")|{_INVISIBLE}"
)


def folded(name: str) -> str:
    """Return what all spellings of a name have in common.

    Case, the composition of letters, full width and other compatible forms (Unicode NFKC),
    invisible signs, which hyphen or dash, and how often a space was typed do not matter.
    """
    if name.isascii() and name.isprintable():
        return " ".join(name.casefold().split())
    # Spaces first: some of them are control characters.
    text = " ".join(compatible(name).casefold().split())
    text = with_plain_hyphens(_SELECTORS.sub("", compatible(text)))
    return " ".join(_EMOJI_OR_INVISIBLE.sub(_kept, text).split())


def key_of(name: str) -> str:
    """Return the folded name as it is stored: of a very long one its beginning and a digest."""
    key = folded(name)
    if len(key) <= MAX_KEY:
        return key
    digest = blake2b(key.encode(errors="replace"), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{key[: MAX_KEY - 1 - len(digest)]}\x1f{digest}"


def with_plain_hyphens(text: str) -> str:
    """Return a text, sign for sign, with the hyphen of a keyboard for all that look like it."""
    return text.translate(_HYPHENS)


def without_selectors(text: str) -> str:
    """Return a text without the signs that only choose between two pictures of another sign."""
    return _SELECTORS.sub("", text)


def without_invisible_signs(text: str) -> str:
    """Return a text on one line, without the signs in it that nobody sees.

    Those that make a difference to be seen stay: inside an emoji, behind a sign that is written in
    two ways, between letters of writings that join them.
    """
    line = " ".join(text.split())
    return " ".join(_SHOWN_OR_INVISIBLE.sub(_kept, line).split())


def _kept(match: Any) -> str:
    return match[1] or ""
