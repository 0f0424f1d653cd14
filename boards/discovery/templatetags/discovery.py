"""Tags for the block `metadata` of the pages that search engines are to know."""

import json
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from boards.discovery import metadata
from boards.discovery.metadata import Metadata
from boards.discovery.structured_data import Node
from boards.posts.best import Best, Period
from boards.posts.models import Post, Tag
from boards.posts.threads import CommentsPage

register = template.Library()

# What could end the element or begin a comment in it; and what JavaScript takes for a line's end.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@register.inclusion_tag("discovery/_metadata.html", takes_context=True)
def article_metadata(
    context: Context, post: Post, tags: list[Tag], comments: CommentsPage
) -> dict[str, Metadata | None]:
    """Print the metadata of an article page."""
    request = context["request"]
    return {"metadata": metadata.of_article(request, post, tags=tags, comments=comments)}


@register.inclusion_tag("discovery/_metadata.html", takes_context=True)
def list_metadata(context: Context) -> dict[str, Metadata | None]:
    """Print the metadata of the page of a list, from the context of its view."""
    shown = {name: context[name] for name in ("heading", "board", "tag", "page")}
    return {"metadata": metadata.of_list(context["request"], **shown)}


@register.inclusion_tag("discovery/_metadata.html", takes_context=True)
def best_metadata(
    context: Context, heading: str, period: Period, best: Best
) -> dict[str, Metadata | None]:
    """Print the metadata of the page of the best posts; the day's has two addresses."""
    path = reverse("posts:best-of", args=[period])
    if period == Period.DAY:
        path = reverse("posts:best")
    of_best = metadata.of_best(context["request"], heading=heading, path=path, posts=best.posts)
    return {"metadata": of_best}


@register.inclusion_tag("discovery/_metadata.html", takes_context=True)
def profile_metadata(context: Context, path: str, page: Page[Post]) -> dict[str, Metadata | None]:
    """Print the metadata of the page with a member's posts, from the context of its view."""
    shown: dict[str, Any] = {name: context[name] for name in ("name", "joined_at")}
    return {"metadata": metadata.of_profile(context["request"], path=path, page=page, **shown)}


@register.simple_tag
def json_ld(node: Node) -> SafeString:
    """Print a node as JSON that cannot leave its `<script>` element."""
    # Hangul stays as it is: escaped, it would be twice as long.
    text = json.dumps(node, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - just escaped
