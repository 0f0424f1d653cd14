"""The mask of names: every handle that leaves the server goes through `mask_name`.

`boards.members.viewers.name_for` finds out who may see the whole of it.
"""

from functools import lru_cache

from boards.members.characters import characters_of

MASK = "xxxxx"
SHOWN_CHARACTERS = 2
MAX_CACHED = 4096  # masks: lists show the same few authors again and again


@lru_cache(maxsize=MAX_CACHED)
def mask_name(handle: str) -> str:
    """Return the first two characters of a handle and `xxxxx`: `vubui` becomes `vuxxxxx`.

    Characters are counted as people see them. The length of the mask says nothing about the
    length of the handle.
    """
    return "".join(characters_of(handle.strip())[:SHOWN_CHARACTERS]) + MASK
