"""Moments in templates; `boards.moments.display` has their forms."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from boards.moments import site_time
from boards.moments.display import Moments, Posted, Until, in_minutes
from boards.moments.zone_names import clock_name

register = template.Library()

# What `Moments` writes are digits, our own words and names of time zones, which it escapes.


@register.simple_tag
def timestamp(when: datetime, until: str = "minutes", *, zoned: bool = False) -> SafeString:
    """Print a moment in the time zone of the page, and in its tooltip the whole of it.

    Args:
        until: how exactly people see it, by the names of `Until`.
        zoned: whether the clock is named besides, as for a deadline.
    """
    shown = Moments().moment(when, Until(until))
    clock = f" ({escape(clock_name(timezone.localtime(when)))})" if zoned else ""
    return mark_safe(f"{shown}{clock}")  # noqa: S308


@register.simple_tag
def day(when: datetime) -> SafeString:
    """Print the day of a moment on the site's calendar: the same for everybody."""
    return mark_safe(Moments().day(site_time.day_of(when)))  # noqa: S308


@register.simple_tag
def posted(thing: Posted, until: str = "minutes") -> SafeString:
    """Print when something was posted, as far as that is known; nothing when it is not."""
    return mark_safe(Moments().posted(thing, Until(until)))  # noqa: S308


register.filter("in_minutes", in_minutes)
