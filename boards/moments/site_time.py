"""Days and times as the site's clock shows them, whoever looks.

What was posted on a day of which no time is known stands at the midnight of that day on the site:
`midnight` puts it there, and `day_of` reads it back. The zone of the reader is never asked, so the
day is the same day in Honolulu, New York and Seoul.
"""

from datetime import UTC, date, datetime, time

from django.utils import timezone

NOON = time(12, tzinfo=UTC)  # at which it is the same day from UTC-12 to UTC+11


def to_utc(moment: datetime) -> datetime:
    """Return the moment at which the site's clock shows this time.

    A time that the clock shows twice means the first; one that it leaves out means the same
    distance after the gap began.
    """
    return moment.replace(tzinfo=timezone.get_default_timezone(), fold=0).astimezone(UTC)


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins on the site."""
    return to_utc(datetime.combine(day, time.min))


def day_of(moment: datetime) -> date:
    """Return the day that the site's calendar shows at a moment."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def today() -> date:
    """Return the day that the site's calendar shows now."""
    return day_of(timezone.now())


def moment_for_programs(day: date) -> datetime:
    """Return a moment of a day for formats that know no days: noon in UTC.

    Read in the zone of nearly everybody, it lies on that day; a midnight would not.
    """
    return datetime.combine(day, NOON)
