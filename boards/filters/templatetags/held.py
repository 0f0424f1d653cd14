"""Says on the page of a post why nobody else sees it yet."""

from typing import Any

from django import template

from boards.filters.models import Waiting
from boards.posts.models import Post

register = template.Library()


@register.inclusion_tag("filters/_held_post.html", takes_context=True)
def held_post(context: dict[str, Any], post: Post) -> dict[str, Any]:
    """Print it; asks the database, for the few posts that wait or were refused."""
    latest = Waiting.objects.of_post(post).filter(is_held=True).order_by("-pk").first()
    return {
        "post": post,
        "reason": latest.reason if latest else "",
        "can_moderate": context.get("can_moderate", False),
    }
