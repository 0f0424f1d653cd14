"""Time zones as people know them: by a city in the language of the page, or by their distance."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Where those who read Korean live, from Korea to the east.
FREQUENT: dict[str, str | Promise] = {
    "Asia/Seoul": _("Seoul"),
    "America/New_York": _("New York (Eastern)"),
    "America/Chicago": _("Chicago (Central)"),
    "America/Denver": _("Denver (Mountain)"),
    "America/Phoenix": _("Phoenix (Arizona)"),
    "America/Los_Angeles": _("Los Angeles (Pacific)"),
    "America/Anchorage": _("Anchorage (Alaska)"),
    "Pacific/Honolulu": _("Honolulu (Hawaii)"),
    "America/Toronto": _("Toronto"),
    "America/Vancouver": _("Vancouver"),
    "Europe/London": _("London"),
    "Europe/Berlin": _("Berlin"),
    "Australia/Sydney": _("Sydney"),
    "Pacific/Auckland": _("Auckland"),
    "Asia/Tokyo": _("Tokyo"),
    "Asia/Shanghai": _("Beijing, Shanghai"),
    "Asia/Ho_Chi_Minh": _("Ho Chi Minh City"),
    "UTC": "UTC",
}


def zone_name() -> str:
    """Return what the time zone of the page is called, in its language.

    In English that is its name in the tz database. In another language it has one if it is
    frequent; if not, it is told by its distance from UTC of now: "UTC+5:30".
    """
    if get_language() == "en":
        return timezone.get_current_timezone_name()
    known = FREQUENT.get(str(timezone.get_current_timezone()))
    return str(known) if known else _distance(timezone.localtime())


def clock_name(moment: datetime) -> str:
    """Return what the clock of a moment is called: "EDT" in English, "UTC-4" elsewhere."""
    return (moment.tzname() if get_language() == "en" else "") or _distance(moment)


def _distance(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
