"""How the author of a post or a comment is shown."""

from typing import Any

from django.utils.translation import gettext as _

from boards.members.models import Member
from boards.members.viewers import Named, Viewer, name_for

# What pages show of who wrote something; the rest is theirs, and changes with each sign-in.
SHOWN_OF_AUTHOR = "id", "handle", "avatar", "is_active", "deleted_at", "level"
REST_OF_AUTHOR = tuple(
    f"author__{field.name}"
    for field in Member._meta.concrete_fields
    if field.name not in SHOWN_OF_AUTHOR
)


class Written:
    """What follows from who wrote a post or a comment, and under which name."""

    author: Any  # the member, or what a row of a list has of one; None when it is not known
    anonymous_number: int | None

    @property
    def is_anonymous(self) -> bool:
        """Whether the author's name is known to nobody but who looks it up."""
        return self.anonymous_number is not None

    @property
    def linked_author(self) -> Member | None:
        """The member to whose profile the author's name is a link; None where it is none."""
        if self.is_anonymous or self.author is None or not self.author.is_active:
            return None
        return self.author


def shown_author(
    viewer: Viewer | None, *, author: Named | None, anonymous_number: int | None
) -> str:
    """Return an author's name as this viewer may see it; empty when nobody knows it.

    An anonymous author is a number to everybody, staff included.
    """
    if anonymous_number is not None:
        return anonymous_name(anonymous_number)
    return name_for(viewer, author) if author else ""


def anonymous_name(anonymous_number: int) -> str:
    """Return the name of an anonymous author: number 0 is the one who wrote the post."""
    if anonymous_number == 0:
        return _("Anonymous (author)")
    return _("Anonymous %(number)d") % {"number": anonymous_number}
