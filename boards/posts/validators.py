"""What the fields of posts and notices refuse."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import is_longer_than
from boards.moments.local_times import FIRST_YEAR, LAST_YEAR, year_refused

MAX_TAG_LENGTH = 100  # characters


def validate_year(time: datetime) -> None:
    """Raise ValidationError for a year that is a typing error.

    Times near the years 1 and 9999 leave Python's calendar when they change their zone, so that
    a page that shows them would fail.
    """
    # Of the zone in which moments are stored: otherwise one that was taken in Seoul at the end of
    # the last year could not be saved again in New York.
    is_near = FIRST_YEAR - 1 <= time.year <= LAST_YEAR + 1
    if not is_near or not FIRST_YEAR <= time.astimezone(UTC).year <= LAST_YEAR:
        raise year_refused()


def validate_tag_names(names: Iterable[str]) -> None:
    """Raise ValidationError when a tag is too long to be stored."""
    if any(is_longer_than(name, MAX_TAG_LENGTH) for name in names):
        raise ValidationError(
            _("A tag has %(longest)d characters at most."),
            code="tag_too_long",
            params={"longest": MAX_TAG_LENGTH},
        )
