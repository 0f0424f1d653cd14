"""Previews of a post's links, for the page of the post."""

from typing import Any

from django import template
from django.conf import settings

from boards.posts.models import Post
from boards.previews.links import links_of
from boards.previews.models import LinkPreview

register = template.Library()


@register.inclusion_tag("previews/_cards.html")
def link_previews(post: Post) -> dict[str, Any]:
    """Show the previews of a post; one without such links costs no query."""
    if not settings.LINK_PREVIEWS or not links_of(post):
        return {"previews": []}
    return {"previews": LinkPreview.objects.shown_with(post)}
