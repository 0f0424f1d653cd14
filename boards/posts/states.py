"""States of a post."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Published posts are seen by readers, hidden ones by moderators, deleted ones by nobody.

    What waits for a moderator's approval, and what a moderator refused, is for its author and the
    moderators: to everybody else nothing is there. A deleted comment with replies leaves an empty
    place where it stood; one without any is removed, and nothing tells that it was there.
    """

    PUBLISHED = "published", _("published")
    HIDDEN = "hidden", _("hidden")
    DELETED = "deleted", _("deleted")
    WAITING = "waiting", _("waiting for approval")
    REFUSED = "refused", _("refused")
    REMOVED = "removed", _("deleted without a trace")


RESTORABLE = (State.HIDDEN, State.REFUSED)  # a moderator may show it again
HELD = (State.WAITING, State.REFUSED)  # not published, and yet its author reads it
GONE = (State.DELETED, State.REMOVED)  # in the trash, or purged
OF_POSTS = tuple(state for state in State if state != State.REMOVED)
# Of comments: those that take no place on the page of who may not read them.
WITHOUT_PLACE = (*HELD, State.REMOVED)


class Scope(models.TextChoices):
    """Where a notice is shown."""

    THIS_BOARD = "this_board", _("this board")
    EVERY_BOARD = "every_board", _("every board")


YOURS_WAITS = _(
    "Your post is waiting for a moderator. Until then only you and the moderators see it."
)
STILL_WAITING = _("This is waiting for approval: approve or refuse it on the page for that.")
NOT_WAITING = _("This is not waiting any more: it was decided or deleted in the meantime.")
