"""Texts as other sites show them."""

import re

from boards.members.characters import beginning_of

MAX_DESCRIPTION_LENGTH = 160  # characters; search engines cut what is longer
_HANGUL = re.compile("[ㄱ-ㆎ가-힣]")


def description_of(text: str) -> str:
    """Return the beginning of a text on one line, cut between words where there are any."""
    return beginning_of(
        text, MAX_DESCRIPTION_LENGTH, counts_ellipsis=True, in_one_line=True, at_word=True
    )


def language_of(text: str) -> str:
    """Return `ko` for a text with Hangul in it; of others nobody knows, and it is empty."""
    return "ko" if _HANGUL.search(text) else ""
