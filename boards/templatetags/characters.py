"""Texts that a page shows no more of than has room."""

from django import template

from boards.members.characters import beginning_of

register = template.Library()


@register.filter
def beginning(text: str, limit: int) -> str:
    """Return at most `limit` characters, as people count them; the last may be an ellipsis."""
    return beginning_of(text, limit, counts_ellipsis=True)
