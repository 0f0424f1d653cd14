"""What moments are typed into: the time on the clock, and which of two where it shows one twice."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.forms.renderers import BaseRenderer
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from boards.moments.local_times import clocks_change, comes_twice
from boards.moments.zone_names import clock_name, zone_name

MINUTES = "%Y-%m-%dT%H:%M"  # how browsers write the value of datetime-local
EARLIER, LATER = "0", "1"  # values of a datetime's `fold`


def which_name(name: str) -> str:
    """Return the name of the choice beside a field."""
    return f"{name}-which"


def zone_sentences() -> str:
    """Return which time zone times are of, and what is meant by one that comes twice."""
    zone = gettext("Times are of %(time_zone)s.") % {"time_zone": zone_name()}
    if not clocks_change():
        return zone
    rule = gettext(
        "When the clocks go back, an hour comes twice: its times are taken as the first one, and "
        "once saved you can change them to the second."
    )
    return f"{zone} {rule}"


def _offered_choice(name: str, value: object) -> SafeString | str:
    """Return a select of the two moments; nothing for a time that comes once."""
    if not isinstance(value, datetime) or not comes_twice(value):
        return ""
    zone = timezone.get_current_timezone()
    labels = {
        EARLIER: gettext("the first time (%(zone)s)"),
        LATER: gettext("the second time (%(zone)s)"),
    }
    choices = [
        (fold, label % {"zone": clock_name(value.replace(tzinfo=zone, fold=int(fold)))})
        for fold, label in labels.items()
    ]
    label = gettext("This time occurs twice on that day. Which one is it?")
    select = forms.Select({"aria-label": label}, choices)
    return select.render(which_name(name), str(value.fold), {"id": f"id_{which_name(name)}"})


class ExactMomentInput(forms.HiddenInput):
    """A moment to the microsecond, for programs."""

    supports_microseconds = True

    def format_value(self, value: Any) -> str | None:
        """Return the moment in UTC."""
        return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


class MomentInput(forms.DateTimeInput):
    """A moment to the minute, picked in the browser's own calendar."""

    input_type = "datetime-local"
    supports_microseconds = True  # it does not show them, but the field keeps them

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format=MINUTES)

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Offer the two moments besides, where the clock shows this time twice."""
        shown = super().render(name, value, attrs, renderer)
        return format_html("{}{}", shown, _offered_choice(name, value))


class AdminMomentInput(AdminSplitDateTime):
    """A moment to the second, in the two fields of the admin."""

    supports_microseconds = True  # as above

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Say which time zone it is of, and offer the two moments of a time that comes twice."""
        shown = super().render(name, value, attrs, renderer)
        choice = _offered_choice(name, value)
        return format_html('{}{}<div class="help">{}</div>', shown, choice, zone_sentences())


def chosen_fold(data: Mapping[str, Any], name: str) -> int | None:
    """Return which of two moments a sent form chose; None when it did not say."""
    chosen = data.get(which_name(name))
    return int(chosen) if chosen in (EARLIER, LATER) else None
