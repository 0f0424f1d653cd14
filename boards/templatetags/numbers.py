"""Numbers as people read them."""

from django import template

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """Return a whole number with its thousands apart, as Korean and English write it: 12,345."""
    return f"{number:,}"
