"""What the fields of posts and notices refuse."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import is_longer_than

FIRST_YEAR, LAST_YEAR = 1970, 2999
LONGEST_TAG = 100  # characters


def validate_year(time: datetime) -> None:
    """Raise ValidationError for a year that is a typing error.

    Times near the years 1 and 9999 leave Python's calendar when they change their zone, so that
    a page that shows them would fail.
    """
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        raise ValidationError(
            _("Give a year from %(first)d to %(last)d."),
            code="invalid_year",
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


def validate_tag_names(names: Iterable[str]) -> None:
    """Raise ValidationError when a tag is too long to be stored."""
    if any(is_longer_than(name, LONGEST_TAG) for name in names):
        raise ValidationError(
            _("A tag has %(longest)d characters at most."),
            code="tag_too_long",
            params={"longest": LONGEST_TAG},
        )
