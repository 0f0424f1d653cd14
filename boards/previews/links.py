"""Which links of a post are shown with a preview."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings

from boards.posts.models import Post
from boards.previews.failures import NotFetchedError
from boards.previews.url_safety import parse_link

MAX_LINKS = 3  # of one post

# As nh3 writes them: every value is in double quotes, and none of them holds one.
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_LINK_ALONE = re.compile(r'\s*<a href="([^"]*)"(?: [a-z]+="[^"]*")*>([^<]*)</a>\s*')


def links_of(post: Post) -> list[str]:
    """Return the addresses that the post wants shown, each once, in order; asks no database.

    They are its link, and what stands as an address alone on a line of its text. A link within a
    sentence has words of its own, and a page of this site needs no preview of another's making.
    """
    found: dict[str, None] = {}
    for written in _written_in(post):
        if len(found) == MAX_LINKS:
            break
        try:
            link = parse_link(written)
        except NotFetchedError:
            continue
        if link.host != urlsplit(settings.SITE_URL).hostname:
            found[link.address] = None
    return list(found)


def address_of(written: str) -> str:
    """Return an address as previews have it; empty for what is none."""
    try:
        return parse_link(written).address
    except NotFetchedError:
        return ""


def _written_in(post: Post) -> Iterator[str]:
    if post.link:
        yield post.link
    if "<a " not in post.body:
        return
    for paragraph in _PARAGRAPH.finditer(post.body):
        for line in paragraph[1].split("<br>"):
            link = _LINK_ALONE.fullmatch(line)
            if link and _same_address(unescape(link[2]), unescape(link[1])):
                yield unescape(link[1])


def _same_address(text: str, address: str) -> bool:
    """Say whether a link's text is its address, as people write it: without the scheme perhaps."""
    return _bare(text) == _bare(address)


def _bare(address: str) -> str:
    """Leave out the scheme, and how a browser wrote what is not ASCII: 한국 and %ED%95%9C…."""
    written = unquote(address.strip())
    return re.sub(r"^https?://", "", written, flags=re.IGNORECASE).rstrip("/")
