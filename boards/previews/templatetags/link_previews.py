"""Previews of a post's links and videos, for the page of the post and for that which writes it."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from boards.posts.models import Post
from boards.posts.text.videos import SITES, Video, videos_in, with_videos
from boards.previews.links import address_of, links_of
from boards.previews.models import LinkPreview

register = template.Library()
_SHOWN = "_shown_previews"  # the attribute of a post with its previews, once they were asked for


@register.inclusion_tag("previews/_cards.html")
def link_previews(post: Post) -> dict[str, Any]:
    """Show the previews of a post; one without such links costs no query.

    A video has its card within the text.
    """
    shown = _previews_of(post)
    videos = {address_of(video.address) for video in videos_in(post.body)} if shown else set()
    return {"previews": [each for each in shown.values() if each.address not in videos]}


@register.simple_tag
def post_body(post: Post) -> SafeString:
    """Return the text of a post with cards in the places of its videos.

    The stored text is safe as it is. One without a video costs neither a query nor a template.
    """

    def card_of(video: Video) -> str:
        return _card_of(video, _previews_of(post))

    # Sanitised when it was written.
    return mark_safe(with_videos(post.body, card_of))  # noqa: S308


def _card_of(video: Video, previews: Mapping[str, LinkPreview]) -> str:
    preview = previews.get(address_of(video.address))
    context = {"video": video, "site": SITES[video.site].name, "preview": preview}
    return render_to_string("previews/_video.html", context)


def _previews_of(post: Post) -> dict[str, LinkPreview]:
    """Return what is known of the pages that a post links to, by their addresses, in order."""
    known: dict[str, LinkPreview] | None = post.__dict__.get(_SHOWN)
    if known is None:
        addresses = links_of(post) if settings.LINK_PREVIEWS else []
        found = _ready(post, addresses) if addresses else []
        known = post.__dict__[_SHOWN] = {preview.address: preview for preview in found}
    return known


def _ready(post: Post, addresses: list[str]) -> list[LinkPreview]:
    """Return the previews to show; of a post that is being written, those that others fetched."""
    if post.pk:
        return list(LinkPreview.objects.shown_with(post))
    ready = LinkPreview.objects.ready_at(addresses)
    return sorted(ready, key=lambda preview: addresses.index(preview.address))
