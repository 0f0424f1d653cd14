"""Texts as other sites show them."""

import re

LONGEST_DESCRIPTION = 160  # characters; search engines cut what is longer
_HANGUL = re.compile("[ㄱ-ㆎ가-힣]")


def description_of(text: str) -> str:
    """Return the beginning of a text on one line, cut between words where there are any."""
    line = " ".join(text[: LONGEST_DESCRIPTION * 8].split())
    if len(line) <= LONGEST_DESCRIPTION:
        return line
    cut = line[: LONGEST_DESCRIPTION - 1]
    at_word = cut.rpartition(" ")[0]
    return f"{at_word if len(at_word) > LONGEST_DESCRIPTION // 2 else cut}…"


def language_of(text: str) -> str:
    """Return `ko` for a text with Hangul in it; of others nobody knows, and it is empty."""
    return "ko" if _HANGUL.search(text) else ""
