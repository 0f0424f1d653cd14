"""Dates and times as the site's clock shows them."""

from datetime import UTC, date, datetime, time

from django.utils import timezone


def to_utc(moment: datetime) -> datetime:
    """Return the moment at which the site's clock shows this time.

    A time that the clock shows twice means the first; one that it leaves out means the same
    distance after the gap began.
    """
    return moment.replace(tzinfo=timezone.get_default_timezone(), fold=0).astimezone(UTC)


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins on the site."""
    return to_utc(datetime.combine(day, time.min))


def date_of(moment: datetime) -> date:
    """Return the day that the site's calendar shows at a moment."""
    return timezone.localdate(moment, timezone.get_default_timezone())
