"""The metadata of a page as HTML."""

import json
import re
from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe

from boards.discovery.metadata import Metadata
from boards.discovery.structured_data import Node

NOT_FOR_SEARCH_ENGINES = '<meta name="robots" content="noindex">'

# What could end the element or begin a comment in it; and what JavaScript takes for a line's end.
_ESCAPES = [(character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029"]
# Hangul stays as it is: escaped, it would be twice as long.
_MARK_IN_JSON = re.compile(r'"\\u0000([a-z_]+)\\u0000"')
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def head_of(metadata: Metadata | None) -> SafeString:
    """Return the elements for the page's head; None is a page that search engines leave out."""
    lines = [NOT_FOR_SEARCH_ENGINES] if metadata is None else _lines(metadata)
    return mark_safe("\n".join(lines))  # noqa: S308 - every value is escaped


def json_of(node: Node) -> SafeString:
    """Return a node as JSON that cannot leave its `<script>` element.

    A mark of `boards.caching.parts` stands in it as such, and not as a text: what comes in its
    place is a number. Nobody can type one, since a backslash is written as two.
    """
    text = _MARK_IN_JSON.sub("\0\\1\0", _ENCODER.encode(node))
    for character, escaped in _ESCAPES:
        text = text.replace(character, escaped)
    return mark_safe(text)  # noqa: S308 - just escaped


def _lines(metadata: Metadata) -> Iterator[str]:
    title = metadata.title
    yield f'<link rel="canonical" href="{escape(metadata.urls.canonical)}">'
    for language, url in metadata.urls.versions:
        yield f'<link rel="alternate" hreflang="{language}" href="{escape(url)}">'
    if metadata.description:
        yield f'<meta name="description" content="{escape(metadata.description)}">'
    for name, value in _properties(metadata):
        yield f'<meta property="{escape(name)}" content="{escape(value)}">'
    for name, value in _for_twitter(metadata):
        yield f'<meta name="{name}" content="{escape(value)}">'
    if metadata.oembed:
        url = escape(metadata.oembed)
        yield (
            f'<link rel="alternate" type="application/json+oembed" href="{url}"'
            f' title="{escape(title)}">'
        )
    for node in metadata.structured:
        yield f'<script type="application/ld+json">{json_of(node)}</script>'


def _properties(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield what OpenGraph asks for: https://ogp.me/."""
    yield "og:type", metadata.kind
    yield "og:site_name", metadata.site
    yield "og:title", metadata.title
    if metadata.description:
        yield "og:description", metadata.description
    yield "og:url", metadata.urls.canonical
    yield "og:locale", metadata.locale
    for locale in metadata.other_locales:
        yield "og:locale:alternate", locale
    if picture := metadata.picture:
        yield "og:image", picture.url
        if picture.width and picture.height:
            yield "og:image:width", str(picture.width)
            yield "og:image:height", str(picture.height)
        yield "og:image:alt", picture.alt
    yield from metadata.properties


def _for_twitter(metadata: Metadata) -> Iterator[tuple[str, str]]:
    yield "twitter:card", "summary_large_image" if metadata.picture else "summary"
    yield "twitter:title", metadata.title
    if metadata.description:
        yield "twitter:description", metadata.description
    if metadata.picture:
        yield "twitter:image", metadata.picture.url
        yield "twitter:image:alt", metadata.picture.alt
