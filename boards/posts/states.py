"""States of a post."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Published posts are seen by readers, hidden ones by moderators, deleted ones by nobody."""

    PUBLISHED = "published", _("published")
    HIDDEN = "hidden", _("hidden")
    DELETED = "deleted", _("deleted")


class Scope(models.TextChoices):
    """Where a notice is shown."""

    THIS_BOARD = "this_board", _("this board")
    EVERY_BOARD = "every_board", _("every board")
