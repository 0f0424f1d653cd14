"""The mask of names: every handle that leaves the server goes through `mask_name`.

`boards.members.viewers.name_for` finds out who may see the whole of it.
"""

from boards.members.characters import characters_of

MASK = "xxxxx"
SHOWN_CHARACTERS = 2


def mask_name(handle: str) -> str:
    """Return the first two characters of a handle and `xxxxx`: `vubui` becomes `vuxxxxx`.

    Characters are counted as people see them. The length of the mask says nothing about the
    length of the handle.
    """
    return "".join(characters_of(handle.strip())[:SHOWN_CHARACTERS]) + MASK
