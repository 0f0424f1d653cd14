"""For pages of rooms below: the link that reports something, and why a post is hidden."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from boards.caching.paths import cached_reverse
from boards.moderation.reports.own_pages import why_hidden as why_of
from boards.posts.models import Post

register = template.Library()


@register.simple_tag
def report_path(kind: str, pk: int | str = "") -> SafeString:
    """Return the path that reports a thing; without its number, the beginning of such paths.

    It is the same for every viewer, and costs no query: the page behind it says who may not.
    """
    beginning = cached_reverse("moderation:report", kind, 0).removesuffix("0/")
    return SafeString(f"{beginning}{pk}/" if pk else beginning)


@register.inclusion_tag("moderation/_why_hidden.html", takes_context=True)
def why_hidden(context: dict[str, Any], post: Post) -> dict[str, Any]:
    """Tell the author of a hidden post why nobody sees it, and lead to the appeal."""
    return {**why_of(post)._asdict(), "post": post, "contact": context.get("contact", "")}
