"""Links to the pages of a list."""

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def query_before_page(context: Context) -> str:
    """Return the query of the page that is shown up to the number of a page of its list."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return f"?{query.urlencode()}&page=" if query else "?page="
