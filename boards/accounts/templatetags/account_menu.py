"""The menu of a member's own pages, for `account/_menu.html`."""

from django import template
from django.template import Context

from boards.accounts.menu import Group, menu_of

register = template.Library()


@register.simple_tag(takes_context=True)
def account_menu(context: Context, has_other_sites: bool = False) -> list[Group]:
    """Return the groups of links for the visitor and the page."""
    request = context["request"]
    view = request.resolver_match.view_name if request.resolver_match else ""
    return menu_of(request.user, view=view, has_other_sites=bool(has_other_sites))
