"""How much of a handle others see.

Every handle that leaves the server goes through `mask_name`, unless `name_for` finds that the
viewer may see the whole of it.
"""

import unicodedata
from typing import TYPE_CHECKING, Union

from django.utils.translation import gettext

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from boards.members.models import Member

# Whoever looks at a page. Where a viewer may be None, None stands for a guest.
Viewer = Union["Member", "AnonymousUser"]

MASK = "xxxxx"
SHOWN_CHARACTERS = 2
ZERO_WIDTH_JOINER = "\u200d"  # makes one emoji of several


def mask_name(handle: str) -> str:
    """Return the first two characters of a handle and `xxxxx`: `vubui` becomes `vuxxxxx`.

    Characters are counted as people see them: a Hangul syllable typed as separate letters
    (NFD) is one, an accent belongs to its letter. The length of the mask says nothing about the
    length of the handle.
    """
    return "".join(_characters(handle)[:SHOWN_CHARACTERS]) + MASK


def _characters(text: str) -> list[str]:
    characters: list[str] = []
    for sign in unicodedata.normalize("NFC", text).strip():
        continues = unicodedata.category(sign).startswith("M") or sign == ZERO_WIDTH_JOINER
        if characters and (continues or characters[-1].endswith(ZERO_WIDTH_JOINER)):
            characters[-1] += sign
        else:
            characters.append(sign)
    return characters


def may_see_full_name(viewer: "Viewer | None", member: "Member") -> bool:
    """Say whether the viewer is staff or the member in question."""
    if viewer is None or not viewer.is_active:
        return False
    return viewer.is_staff or viewer.pk == member.pk


def name_for(viewer: "Viewer | None", member: "Member") -> str:
    """Return the member's name as this viewer may see it; None stands for a guest."""
    if member.deleted_at:
        return gettext("Former member")
    return member.handle if may_see_full_name(viewer, member) else mask_name(member.handle)
