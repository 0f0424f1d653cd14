"""What filters look for, and what happens to what they find."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FilterKind(models.TextChoices):
    """What the lines of a filter are."""

    WORD = "word", _("words in a text")
    PATTERN = "pattern", _("patterns (regular expressions)")
    DOMAIN = "domain", _("domains of links")


class FilterOutcome(models.TextChoices):
    """What happens to a text in which something is found; the first is the gravest."""

    BLOCK = "block", _("it is not taken, and the writer is told why")
    HOLD = "hold", _("it waits for a moderator")
    MASK = "mask", _("what was found is stored as ○○")
    TAG = "tag", _("it is published, and marked for moderators")
