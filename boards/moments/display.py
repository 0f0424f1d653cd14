"""Moments and days as pages show them: one form for each language, written in one place.

People see minutes; the whole moment, with its seconds and its zone, is in the tooltip and for
programs in `datetime`. What happened within the last 24 hours may be shown as how long ago it was.
A day of which no time is known is the site's day, in whatever zone the page is.

Made by hand, because a page of comments has hundreds of them: Django's `date_format` takes thirty
times as long. A test holds the two together; see `forum.formats`.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from functools import lru_cache
from html import escape
from typing import NamedTuple, Protocol

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from boards.moments import site_time

MONTHS = "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
TODAY = timedelta(hours=24)  # in which a moment is shown as how long ago it was
MAX_CACHED = 8192  # moments, of which a list has 35
CLOCKS_DIFFER_BY = timedelta(minutes=1)  # so far in the future is now, by another machine's clock


class Until(Enum):
    """How exactly people see a moment.

    DAY: 2025.01.28 · MINUTES: 2025.01.28 10:58 · AGO: 3시간 전, and minutes when that is longer ago
    than today · AGO_OR_DAY: 3시간 전, and the day then.
    """

    DAY = "day"
    MINUTES = "minutes"
    AGO = "ago"
    AGO_OR_DAY = "ago-or-day"


class Posted(Protocol):
    """Anything that says as much of when it was posted as is known."""

    @property
    def posted_at(self) -> datetime: ...

    @property
    def posted_at_is_estimated(self) -> bool: ...

    @property
    def posted_at_is_day_only(self) -> bool: ...


class _Form(NamedTuple):
    """How a language writes moments; `time` takes the hour and the rest, as in `:05:09`."""

    day: Callable[[date], str]
    day_of_year: Callable[[date], str]
    time: Callable[[int, str], str]
    between: str

    def minutes(self, when: datetime) -> str:
        return self.day(when) + self.between + self.time(when.hour, f":{when.minute:02}")

    def seconds(self, when: datetime) -> str:
        rest = f":{when.minute:02}:{when.second:02}"
        return self.day(when) + self.between + self.time(when.hour, rest)


_KOREAN = _Form(
    lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    lambda day: f"{day.month:02}.{day.day:02}",
    lambda hour, rest: f"{hour:02}{rest}",
    " ",
)
_ENGLISH = _Form(
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{MONTHS[day.month - 1]} {day.day}",
    lambda hour, rest: f"{hour % 12 or 12}{rest} {'AM' if hour < 12 else 'PM'}",
    ", ",
)


def _form() -> _Form:
    return _KOREAN if (get_language() or "").startswith("ko") else _ENGLISH


def in_minutes(when: datetime) -> str:
    """Return a moment as plain text, for letters and sentences."""
    return _form().minutes(timezone.localtime(when))


class Moments:
    """Writes the moments of one page as HTML: in its language and time zone, seen from now."""

    def __init__(self) -> None:
        self._form = _form()
        self._zone = timezone.get_current_timezone()
        self._now = timezone.now()
        self._day_ago, self._soon = self._now - TODAY, self._now + CLOCKS_DIFFER_BY
        self._today = self._now.astimezone(self._zone).date()

    def moment(self, when: datetime, until: Until = Until.MINUTES) -> str:
        """Return a moment of which everything is known."""
        opening, day, minutes = _moment(when, self._zone, self._form)
        if until in (Until.AGO, Until.AGO_OR_DAY) and self._day_ago < when < self._soon:
            shown = escape(_ago(int((self._now - when).total_seconds())))
        else:
            shown = day if until in (Until.DAY, Until.AGO_OR_DAY) else minutes
        return f"{opening}{shown}</time>"

    def day(self, day: date) -> str:
        """Return a day of which no more is known."""
        return f'<time datetime="{day.isoformat()}">{self._form.day(day)}</time>'

    def posted(self, thing: Posted, until: Until = Until.MINUTES) -> str:
        """Return when something was posted, as far as that is known; empty when it is not."""
        if thing.posted_at_is_estimated:
            return ""
        if thing.posted_at_is_day_only:
            return self.day(site_time.day_of(thing.posted_at))
        return self.moment(thing.posted_at, until)

    def listed(self, thing: Posted) -> str:
        """Return when something was posted as the row of a list has room for; empty when unknown.

        Today as time, this year as month and day, else the whole day. What happened within the
        last 24 hours has two forms, of which the style shows one: that, and for phones how long
        ago it was.
        """
        if thing.posted_at_is_estimated:
            return ""
        if thing.posted_at_is_day_only:
            return _listed_day(site_time.day_of(thing.posted_at), self._form, self._today.year)
        when = thing.posted_at
        opening, shown = _listed_moment(when, self._zone, self._form, self._today)
        return f"{opening}{self._with_age(when, shown)}</time>"

    def _with_age(self, when: datetime, shown: str) -> str:
        if not self._day_ago < when < self._soon:
            return shown
        ago = escape(_ago(int((self._now - when).total_seconds())))
        return f'<span class="wide-only">{shown}</span><span class="narrow-only">{ago}</span>'


# A site shows the same posts and comments again and again. A moment takes 2.7 microseconds to
# write, a third of the row of a list, and 0.3 to be found again; it is the same in all of a zone.
@lru_cache(maxsize=MAX_CACHED)
def _moment(when: datetime, zone: tzinfo, form: _Form) -> tuple[str, str, str]:
    """Return the tag that opens a moment, and its day and its minutes, which may stand in it."""
    local = when.astimezone(zone)
    whole = f"{form.seconds(local)} {_zone_name(local)}"
    opening = f'<time datetime="{local.isoformat()}" title="{whole}">'
    return opening, form.day(local), form.minutes(local)


@lru_cache(maxsize=MAX_CACHED)
def _listed_moment(when: datetime, zone: tzinfo, form: _Form, today: date) -> tuple[str, str]:
    """Return the tag that opens a moment in a list, and what stands in it, seen from a day."""
    local = when.astimezone(zone)
    # Formatted once: it costs the most, and the other forms are parts of it.
    exact = local.isoformat(timespec="seconds")
    day = local.date()
    whole, short = _both_forms(day, form, today.year)
    whole += form.between + form.time(local.hour, exact[13:19])
    shown = form.time(local.hour, exact[13:16]) if day == today else short
    return f'<time datetime="{exact}" title="{whole} {_zone_name(local)}">', shown


def _listed_day(day: date, form: _Form, year: int) -> str:
    whole, short = _both_forms(day, form, year)
    title = f' title="{whole}"' if short != whole else ""
    return f'<time datetime="{day.isoformat()}"{title}>{short}</time>'


def _both_forms(day: date, form: _Form, year: int) -> tuple[str, str]:
    """Return the whole form of a day, and the short one that a list has room for."""
    whole = form.day(day)
    return whole, form.day_of_year(day) if day.year == year else whole


def _zone_name(local: datetime) -> str:
    return escape(local.tzname() or "")


def _ago(seconds: int) -> str:
    if seconds < 60:
        return gettext("just now")
    if seconds < 3600:
        number = seconds // 60
        said = ngettext("%(number)d minute ago", "%(number)d minutes ago", number)
    else:
        number = seconds // 3600
        said = ngettext("%(number)d hour ago", "%(number)d hours ago", number)
    return said % {"number": number}
