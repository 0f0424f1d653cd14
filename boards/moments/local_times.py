"""Between moments and what clocks of the current time zone show."""

from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1970, 2999
DAYS_OF_MONTHS = [(month, 1) for month in range(1, 13)]


def year_refused() -> ValidationError:
    """Return the error for a year that is a typing error."""
    return ValidationError(
        _("Give a year from %(first)d to %(last)d."),
        code="invalid_year",
        params={"first": FIRST_YEAR, "last": LAST_YEAR},
    )


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


def local_time(moment: datetime) -> datetime:
    """Return what a clock shows at a moment, without a zone.

    Its `fold` is 1 in the second of two hours that the clock shows alike.

    Raises:
        OverflowError: within a day of the years 1 and 9999, which Python's calendar ends with.
    """
    return timezone.make_naive(moment)


def moment_of(local: datetime) -> datetime:
    """Return the moment, in UTC, at which a clock shows this time.

    Of two moments it is the earlier one, and the later one where `fold` is 1.

    Raises:
        ValidationError: when no clock shows it, because it is skipped when clocks go forward, or
            because it lies outside of Python's calendar.
    """
    zone = timezone.get_current_timezone()
    try:
        moment = local.replace(tzinfo=zone).astimezone(UTC)
        is_shown = moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None)
    except (OverflowError, ValueError) as error:
        raise year_refused() from error
    if not is_shown:
        raise ValidationError(
            _(
                "%(time)s couldn’t be interpreted in time zone %(zone)s: the clocks go forward "
                "past it on this day. Enter a time before or after it."
            ),
            code="skipped_time",
            params={"time": local.strftime("%H:%M"), "zone": timezone.get_current_timezone_name()},
        )
    return moment


def comes_twice(local: datetime) -> bool:
    """Say whether clocks show this time twice, because they go back."""
    try:
        return moment_of(local.replace(fold=0)) != moment_of(local.replace(fold=1))
    except ValidationError:
        return False


def clocks_change() -> bool:
    """Say whether the clocks of the current time zone go back and forward this year."""
    zone, year = timezone.get_current_timezone(), timezone.now().year
    offsets = {zone.utcoffset(datetime(year, *day)) for day in DAYS_OF_MONTHS}
    return len(offsets) > 1
