"""The banner above every page that staff see in the place of a member."""

from typing import Any

from django import template
from django.template.context import Context

from boards.members.staff_behind import staff_behind
from boards.members.viewers import name_for
from boards.support.models import Look

register = template.Library()


@register.inclusion_tag("support/_banner.html", takes_context=True)
def look_banner(context: Context, look: Look) -> dict[str, Any]:
    """Say as whom the page is seen, and until when, with the button that ends it."""
    name = name_for(staff_behind(context["request"]), look.member)
    return {"look": look, "name": name, "csrf_token": context.get("csrf_token")}
