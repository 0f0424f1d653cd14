"""What somebody is told who did something too often."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

CODE = "too_often"
STATUS = 429
MINUTE, HOUR = 60, 3600  # seconds
IN_MINUTES = 90  # up to as many minutes they are told as such


class TooOften(ValidationError):
    """Something was done too often; `wait` is in how many seconds it may be done again."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(sentence(wait), code=CODE)


def sentence(wait: int) -> str:
    """Say what happened, and when to try again; `wait` is in seconds."""
    minutes = max(1, -(-wait // MINUTE))
    if minutes <= IN_MINUTES:
        return ngettext(
            "That was very often in a short time. Please try again in about %(count)d minute.",
            "That was very often in a short time. Please try again in about %(count)d minutes.",
            minutes,
        ) % {"count": minutes}
    return _("That was very often in a short time. Please try again in about %(count)d hours.") % {
        "count": -(-wait // HOUR)
    }
