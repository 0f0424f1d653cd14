"""Characters as people see them."""

import unicodedata

HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters by their category, and invisible
ZERO_WIDTH_JOINER = "\u200d"  # makes one emoji of several


def characters_of(text: str) -> list[str]:
    """Return the characters of a text as people count them, composed (Unicode NFC).

    A Hangul syllable typed as separate letters (NFD) is one, an accent belongs to its letter.
    """
    characters: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        continues = unicodedata.category(sign).startswith("M") or sign == ZERO_WIDTH_JOINER
        if characters and (continues or characters[-1].endswith(ZERO_WIDTH_JOINER)):
            characters[-1] += sign
        else:
            characters.append(sign)
    return characters


def shows_nothing(text: str) -> bool:
    """Say whether a reader would see nothing of a text."""
    return not any(_is_visible(sign) for sign in text)


def _is_visible(sign: str) -> bool:
    # Marks, separators, control characters and unassigned ones show nothing by themselves.
    return unicodedata.category(sign)[0] not in "MZC" and sign not in HANGUL_FILLERS
