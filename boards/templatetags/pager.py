"""Links to the pages of a list."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def pager_row(context: Context, page: Page[Any], numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Return what the pager of a list shows, as `render_rows` takes it.

    `before` is the query of the page that is shown, up to the number of a page of its list.

    Args:
        numbers: the pages to choose from.
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    before = f"?{query.urlencode()}&page=" if query else "?page="
    last = page.paginator.num_pages
    return [{"before": before, "current": page.number, "last": last, "numbers": tuple(numbers)}]
