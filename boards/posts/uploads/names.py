"""Names of files as they are shown and downloaded."""

import re
import unicodedata

LONGEST_STEM = 100  # characters

_FORBIDDEN = re.compile(r'[\s\\/:*?"<>|%#&]+')
# Signs that are not seen, among them those that turn the direction of writing: `exe.fdp` → `pdf`.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean_stem(name: str) -> str:
    """Return the name of a file without its folder and ending, fit for every system."""
    base = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in base if unicodedata.category(sign) not in _UNSEEN)
    stem = seen.rpartition(".")[0] or seen
    return _FORBIDDEN.sub(" ", stem).strip(" .")[:LONGEST_STEM].strip() or "file"
