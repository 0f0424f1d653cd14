"""Legal public holidays of the United States (5 USC 6103), worked out for any year.

On a Saturday they are observed on the Friday before, on a Sunday on the Monday after. Inauguration
Day, which is one for Washington and its surroundings alone, is left out.
"""

from datetime import date, timedelta
from functools import lru_cache

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
# Month, day of the week, and which one of the month: King's, Washington's, Labor and Columbus Day,
# Thanksgiving.
_FLOATING = (
    (1, _MONDAY, 3),
    (2, _MONDAY, 3),
    (9, _MONDAY, 1),
    (10, _MONDAY, 2),
    (11, _THURSDAY, 4),
)


def is_federal_holiday(day: date) -> bool:
    """Say whether federal offices are closed on a day, besides weekends."""
    # The first of January may be observed in the year before.
    return day in _observed_of(day.year) or day in _observed_of(day.year + 1)


@lru_cache(maxsize=16)
def _observed_of(year: int) -> frozenset[date]:
    fixed = (_observed(date(year, month, day)) for month, day in _FIXED)
    floating = (_nth(year, month, weekday, number) for month, weekday, number in _FLOATING)
    return frozenset((*fixed, *floating, _memorial_day(year)))


def _observed(day: date) -> date:
    if day.weekday() == _SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=number - 1)


def _memorial_day(year: int) -> date:
    """Return the last Monday of May."""
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
