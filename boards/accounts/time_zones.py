"""The time zones that members choose from: those of most of them first, by the names of cities."""

from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.moments.zone_names import FREQUENT

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
