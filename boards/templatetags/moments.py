"""Moments as pages show them."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SHOWN = {"day": "%Y-%m-%d", "minutes": "%Y-%m-%d %H:%M", "seconds": "%Y-%m-%d %H:%M:%S"}


@register.simple_tag
def moment(when: datetime, until: str = "minutes") -> SafeString:
    """Print a moment in the site's time zone, and for programs to the microsecond.

    Args:
        until: how exact people see it: `day`, `minutes` or `seconds`.
    """
    local = timezone.localtime(when)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), local.strftime(SHOWN[until])
    )


@register.simple_tag
def day(when: datetime) -> SafeString:
    """Print the day of a moment of which no more is known."""
    shown = timezone.localtime(when).strftime(SHOWN["day"])
    return format_html('<time datetime="{}">{}</time>', shown, shown)
