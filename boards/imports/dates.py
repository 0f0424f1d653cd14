"""Reads the dates and times of a saved page, and finds out what stands first in `03/09/2024`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from boards.imports.lines import Line
from boards.imports.page_error import PageError
from boards.moments import site_time

FIRST_YEAR = 1990
MAX_LENGTH = 60  # characters of a date and time

_YEAR_FIRST = r"(\d{4}) ?[-./년] ?(\d{1,2}) ?[-./월] ?(\d{1,2}) ?[.일]?"
_YEAR_LAST = r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})"
_HALF = r"AM|PM|A\.M\.|P\.M\.|오전|오후"
_DAY = re.compile(rf"(?:{_YEAR_FIRST}|{_YEAR_LAST})")
_TIME = re.compile(rf"({_HALF})? ?(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))? ?({_HALF})?", re.IGNORECASE)


class DayOrder(TextChoices):
    """What stands first in a date that ends with its year."""

    MONTH_FIRST = "month-first", _("The month is first: 09/03/2024 is September 3")
    DAY_FIRST = "day-first", _("The day is first: 09/03/2024 is March 9")


@dataclass(frozen=True)
class WrittenDay:
    """A date as it stands on a line, and the days that it may be."""

    line: Line
    text: str
    readings: dict[DayOrder, date]

    @property
    def is_open(self) -> bool:
        """Whether the two orders give two days."""
        return len(set(self.readings.values())) > 1


@dataclass(frozen=True)
class DecidedOrder:
    """The order in which a page writes its dates; `unsure` is a date that nothing decides."""

    order: DayOrder
    unsure: str = ""

    def day(self, written: WrittenDay) -> date:
        """Return the day that is meant; raise PageError when it is none in this order."""
        if self.order not in written.readings:
            raise PageError(written.line.number, _("There is no such date or time."))
        return written.readings[self.order]


def read_day(line: Line, text: str) -> WrittenDay:
    """Read a date such as 2024-09-03, 2024. 9. 3., 2024년 9월 3일 or 09/03/2024.

    Raises PageError when it is none in either order, before FIRST_YEAR or in the future.
    """
    text = " ".join(text[:MAX_LENGTH].split())
    match = _DAY.fullmatch(text)
    if match is None:
        raise PageError(line.number, _("There is no such date or time."))
    return WrittenDay(line, text, _readings(line, match))


def read_moment(line: Line, text: str) -> tuple[WrittenDay, time]:
    """Read a date and a time: with or without seconds, of 24 hours or with AM, PM, 오전, 오후."""
    text = " ".join(text[:MAX_LENGTH].split())
    match = _DAY.match(text)
    clock = _TIME.fullmatch(text[match.end() :].lstrip(" T,")) if match else None
    if match is None or clock is None:
        raise PageError(line.number, _("There is no such date or time."))
    return WrittenDay(line, match[0], _readings(line, match)), _time(line, clock)


def decide_order(days: Sequence[WrittenDay], told: DayOrder | None) -> DecidedOrder:
    """Return the order in which all dates of a page are days, or the one that the person told.

    Where both are possible the month goes first, as on the sites of the United States.

    Raises:
        PageError: naming the line whose date is none in the order of the others.
    """
    if told is not None:
        return DecidedOrder(told)
    possible = [order for order in DayOrder if all(order in day.readings for day in days)]
    if not possible:
        decisive = next(day for day in days if len(day.readings) == 1)
        odd = next(day for day in days if not decisive.readings.keys() & day.readings.keys())
        raise PageError(
            odd.line.number,
            _("Some dates of the page have the month first and some the day."),
        )
    unsure = next((day.text for day in days if day.is_open), "") if len(possible) > 1 else ""
    return DecidedOrder(possible[0], unsure)


def _readings(line: Line, match: re.Match[str]) -> dict[DayOrder, date]:
    if match[1]:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        orders = {DayOrder.MONTH_FIRST: (month, day), DayOrder.DAY_FIRST: (month, day)}
    else:
        one, two, year = int(match[4]), int(match[5]), int(match[6])
        orders = {DayOrder.MONTH_FIRST: (one, two), DayOrder.DAY_FIRST: (two, one)}
    days: dict[DayOrder, date] = {}
    for order, (month, day) in orders.items():
        try:
            days[order] = date(year, month, day)
        except ValueError:
            continue
    if not days:
        raise PageError(line.number, _("There is no such date or time."))
    tomorrow = site_time.today() + timedelta(days=1)
    possible = {
        order: day for order, day in days.items() if date(FIRST_YEAR, 1, 1) <= day <= tomorrow
    }
    if not possible:
        raise PageError(
            line.number, _("The date is before %(year)d or in the future.") % {"year": FIRST_YEAR}
        )
    return possible


def _time(line: Line, match: re.Match[str]) -> time:
    half = (match[1] or match[5] or "").upper().replace(".", "")
    hour = int(match[2])
    if half in ("PM", "오후") and hour < 12:
        hour += 12
    elif half in ("AM", "오전") and hour >= 12:
        hour = hour - 12 if hour == 12 else 24
    try:
        return time(hour, int(match[3]), int(match[4] or 0))
    except ValueError as error:
        raise PageError(line.number, _("There is no such date or time.")) from error


def combined(day: date, clock: time) -> datetime:
    """Return the moment in UTC of a day and a time of the site's clock."""
    return site_time.to_utc(datetime.combine(day, clock))
