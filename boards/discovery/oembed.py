"""oEmbed: a post as other sites show a link to it. The format is that of https://oembed.com."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.core.exceptions import PermissionDenied, TooManyFieldsSent
from django.http import QueryDict
from django.urls import Resolver404, resolve

from boards.discovery.old_addresses import new_address
from boards.discovery.pictures import Picture, picture_of
from boards.discovery.readers import public_posts
from boards.discovery.structured_data import author_of
from boards.posts.models import Post

# Characters that no XML document may hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MAX_QUERY = 2000  # characters of the query of a URL
KEPT_FOR = 3600  # seconds that others may keep an answer


def post_at(url: str) -> Post | None:
    """Return the post at a whole URL of this site, if everybody may read it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    path = unquote(parts.path)
    key = _key_in(path) or _key_in(_path_of_today(path, parts.query))
    if key is None:
        return None
    return public_posts().select_related("board", "author").filter(pk=key).first()


def _key_in(path: str) -> int | None:
    """Return the key of the post whose article page is at a path."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match.kwargs["pk"] if match.view_name == "posts:article" else None


def _path_of_today(path: str, query: str) -> str:
    """Return the path to which an old URL leads whoever is not signed in; empty for none."""
    try:
        return unquote(urlsplit(new_address(None, path, QueryDict(query[:MAX_QUERY]))).path)
    except (PermissionDenied, TooManyFieldsSent):
        return ""


def response_of(post: Post, *, max_width: int | None, max_height: int | None) -> dict[str, Any]:
    """Return what an answer says of a post.

    Args:
        max_width, max_height: pixels that a picture may have; a larger one is left out.
    """
    author = author_of(post)
    answer = {
        "version": "1.0",
        "type": "link",
        "title": post.title,
        "author_name": author.get("name", ""),
        "author_url": author.get("url", ""),
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.SITE_URL,
        "cache_age": KEPT_FOR,
    }
    picture = picture_of(post)
    if _fits(picture, max_width, max_height):
        answer |= {
            "thumbnail_url": picture.url,
            "thumbnail_width": picture.width,
            "thumbnail_height": picture.height,
        }
    return {name: value for name, value in answer.items() if value != ""}


def _fits(picture: Picture, max_width: int | None, max_height: int | None) -> bool:
    """Say whether a picture's size is known, as oEmbed demands, and within the limits."""
    if not picture.width or not picture.height:
        return False
    return (max_width is None or picture.width <= max_width) and (
        max_height is None or picture.height <= max_height
    )


def as_xml(answer: dict[str, Any]) -> bytes:
    """Return an answer as an XML document."""
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = _NOT_XML.sub("", str(value))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
