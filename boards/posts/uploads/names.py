"""Names of files as they are shown and downloaded."""

import re

import regex

from boards.members.characters import first_characters, within_code_points
from boards.members.composing import composed
from boards.members.folding import without_invisible_signs

MAX_STEM_LENGTH = 100  # characters
MAX_CODE_POINTS = 150  # file systems and headers hold no more

_FORBIDDEN = re.compile(r'[\s\\/:*?"<>|%#&]+')
# Signs that are not seen, besides those that turn the direction of writing: `exe.fdp` → `pdf`.
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}]")


def clean_stem(name: str) -> str:
    """Return the name of a file without its folder and ending, fit for every system."""
    base = re.split(r"[\\/]", composed(name))[-1]
    seen = without_invisible_signs(_UNSEEN.sub("", base))
    stem = seen.rpartition(".")[0] or seen
    stem = first_characters(_FORBIDDEN.sub(" ", stem).strip(" ."), MAX_STEM_LENGTH)
    return within_code_points(stem, MAX_CODE_POINTS).strip() or "file"
