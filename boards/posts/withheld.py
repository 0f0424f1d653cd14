"""Texts that not everybody may read, and how their pages say so.

Those of what is secret answer as any other page that is closed to its visitor, with 403; lists and
comments show already that something secret stands there, so saying it tells nothing new.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class OwnPostHidden(Http404):
    """A hidden post was opened by its author: to others there is nothing; the author is told why.

    Attributes:
        post: the hidden post.
    """

    def __init__(self, post: Any) -> None:
        super().__init__()
        self.post = post


class Withheld(PermissionDenied):
    """Something is here, and not for this visitor: `heading` and `reason` are for the page.

    `is_final` where signing in would help nobody.
    """

    heading: str | Promise
    reason: str | Promise
    is_final = False


class ArchivedBoard(Withheld):
    """A board on which nobody writes any more."""

    heading = _("This board is archived")
    reason = _("It can be read, but nobody writes here any more.")
    is_final = True


class SecretPost(Withheld):
    """A secret post."""

    heading = _("This post is secret")
    reason = _("Only its author and the moderators can read it.")


class SecretComment(Withheld):
    """A secret comment."""

    heading = _("This comment is secret")
    reason = _("Only its author, the author of the post and the moderators can read it.")
