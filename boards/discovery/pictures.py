"""The picture that stands for a post on other sites."""

import html
from dataclasses import dataclass

from django.utils.translation import get_language

from boards.caching.paths import cached_reverse
from boards.discovery import card_texts
from boards.discovery.canonical_urls import LANGUAGE_PARAMETER, absolute
from boards.posts.models import Post
from boards.posts.text.sanitising import IMAGE, attributes_of


@dataclass(frozen=True)
class Picture:
    """A picture with its whole URL; sizes are pixels, and 0 when they are not known."""

    url: str
    width: int
    height: int
    alt: str


def picture_of(post: Post) -> Picture:
    """Return the first picture of the post, or its card when it has none."""
    return first_picture(post) or card_of(post)


def first_picture(post: Post) -> Picture | None:
    """Return the first picture in the post's text, all of which lie on this site."""
    image = IMAGE.search(post.body) if post.has_image else None
    if image is None:
        return None
    attributes = {name: html.unescape(value) for name, value in attributes_of(image).items()}
    return Picture(
        url=absolute(attributes["src"]),
        width=_pixels(attributes.get("width", "")),
        height=_pixels(attributes.get("height", "")),
        alt=attributes.get("alt", "") or post.title,
    )


def card_of(post: Post) -> Picture:
    """Return the card of a post in the language of the page.

    Its URL changes with what stands on it, for other sites keep what they fetched.
    """
    version = card_texts.of(post).version
    query = {LANGUAGE_PARAMETER: get_language() or "", "v": version}
    path = cached_reverse("discovery:card", post.pk)
    return Picture(
        url=absolute(path, query),
        width=card_texts.WIDTH,
        height=card_texts.HEIGHT,
        alt=post.title,
    )


def _pixels(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
