"""Characters as people see them."""

import unicodedata

# Signs whose category says that they show, and which are blank: Hangul fillers, empty Braille.
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
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
    # Marks, separators and control characters show nothing by themselves. What Python does not
    # know yet (Cn) may be the emoji of a newer phone.
    category = unicodedata.category(sign)
    return category[0] not in "MZ" and category not in ("Cc", "Cf", "Cs") and sign not in BLANKS
