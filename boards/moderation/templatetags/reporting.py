"""For pages of rooms below: the link that reports something, and why a post is hidden."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from boards.caching.paths import cached_reverse
from boards.moderation.reports.own_pages import why_hidden as why_of
from boards.moderation.takedowns.paths import request_path
from boards.moderation.takedowns.permissions import can_handle_takedowns
from boards.moderation.takedowns.things import taken_down_by
from boards.posts.models import Post

register = template.Library()


@register.simple_tag
def report_path(kind: str, pk: int | str = "") -> SafeString:
    """Return the path that reports a thing; without its number, the beginning of such paths.

    It is the same for every viewer, and costs no query: the page behind it says who may not.
    """
    beginning = cached_reverse("moderation:report", kind, 0).removesuffix("0/")
    return SafeString(f"{beginning}{pk}/" if pk else beginning)


@register.simple_tag(takes_context=True)
def takedown_of(context: dict[str, Any], post: Post) -> dict[str, str] | None:
    """Return the takedown request that removed a post: what it is called, and for who decides it
    its path; None where no request did. One query: for pages of hidden posts.
    """
    takedown = taken_down_by(post)
    if takedown is None:
        return None
    is_handler = can_handle_takedowns(context["request"].user)
    return {"heading": takedown.heading, "path": request_path(takedown) if is_handler else ""}


@register.inclusion_tag("moderation/_why_hidden.html", takes_context=True)
def why_hidden(context: dict[str, Any], post: Post) -> dict[str, Any]:
    """Tell the author of a hidden post why nobody sees it, and lead to the appeal."""
    return {**why_of(post)._asdict(), "post": post, "contact": context.get("contact", "")}
