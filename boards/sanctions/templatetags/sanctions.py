"""What every page says of a sanction to the member who has it."""

from typing import Any

from django import template

from boards.members.viewers import Viewer
from boards.navigation import Tabs
from boards.sanctions.told import widest_of

register = template.Library()


@register.inclusion_tag("sanctions/_banner.html")
def sanction_banner(viewer: Viewer, tabs: Tabs | str) -> dict[str, Any]:
    """Say on every page what holds now.

    Args:
        tabs: `navigation_tabs`; empty text on a page that has none.
    """
    return {"told": widest_of(viewer, tabs if isinstance(tabs, Tabs) else ())}
