"""How the author of a post or a comment is shown."""

from django.utils.translation import gettext as _

from boards.members.models import Member
from boards.members.viewers import Viewer, name_for


def shown_author(viewer: Viewer | None, *, author: Member | None, alias: int | None) -> str:
    """Return an author's name as this viewer may see it; empty when nobody knows it.

    An anonymous author is a number to everybody, staff included.
    """
    if alias is not None:
        return anonymous_name(alias)
    return name_for(viewer, author) if author else ""


def anonymous_name(alias: int) -> str:
    """Return the name of an anonymous author: number 0 is the one who wrote the post."""
    if alias == 0:
        return _("Anonymous (author)")
    return _("Anonymous %(number)d") % {"number": alias}
