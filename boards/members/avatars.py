"""The mark beside a member's name: a picture that they sent, or one drawn from the name.

The drawn mark is made of nothing but the name as the page shows it: of a masked name it says no
more than the mask does, and two members whose masked names are equal have equal marks. Anything
else, such as a colour by the member's id, would tell which of a guest's pages are by one person.
"""

from uuid import UUID
from zlib import crc32

from boards.caching.paths import cached_reverse
from boards.members.characters import characters_of
from boards.members.models import Member
from boards.members.viewers import Viewer

HUES = 8  # as many as static/css/avatar.css has
SIDES = {"large": 192}  # pixels of the file for a size of the mark; 96 for every other
_SOME_KEY = UUID(int=0)


def avatar_for(viewer: Viewer | None, member: Member | None) -> UUID | None:
    """Return the key of the picture that this viewer may see; None where a mark is drawn.

    Pictures are for members: a face tells more of a person than the masked name that guests see.
    Whoever shows an anonymous text asks with None.
    """
    if member is None or viewer is None or not viewer.is_active:
        return None
    return member.avatar if member.is_active and not member.deleted_at else None


def sign_of(name: str) -> str:
    """Return the first character of a name, as people see it, in upper case where that is one.

    An unknown name has a question mark.
    """
    first = "".join(characters_of(name.strip())[:1]) or "?"
    upper = first.upper()
    return upper if len(upper) == len(first) else first


def hue_of(name: str) -> int:
    """Return which of the HUES colours a name has; the same everywhere."""
    return crc32(name.encode()) % HUES


def avatar_url(key: UUID, size: str) -> str:
    """Return the path of a picture's file that is sharp in a size of the mark."""
    some = cached_reverse("accounts:avatar", str(_SOME_KEY), SIDES.get(size, 96))
    return some.replace(str(_SOME_KEY), str(key))
