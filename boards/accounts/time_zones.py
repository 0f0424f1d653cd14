"""The time zones that members choose from: those of most of them first, by the names of cities."""

from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Where those who read Korean live, from Korea to the east.
FREQUENT = {
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
REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}
Choice = tuple[str, str]
Group = tuple[str, list[Choice]]


def time_zone_choices() -> list[Choice | Group]:
    """Return the site's zone, the frequent ones, and every other by its region, for a select."""
    site = str(FREQUENT.get(settings.TIME_ZONE, settings.TIME_ZONE))
    frequent = [(name, str(label)) for name, label in FREQUENT.items()]
    return [
        ("", gettext("Site default: %(zone)s") % {"zone": site}),
        (gettext("Frequent time zones"), frequent),
        *((str(REGIONS[region]), cities) for region, cities in _others_by_region().items()),
    ]


def _others_by_region() -> dict[str, list[Choice]]:
    cities: dict[str, list[Choice]] = {region: [] for region in REGIONS}
    for name in sorted(available_timezones() - FREQUENT.keys()):
        region, _slash, city = name.partition("/")
        if city and region in cities:
            cities[region].append((name, city.replace("_", " ")))
    return cities
