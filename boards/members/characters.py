"""Characters as people see them."""

import unicodedata

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
