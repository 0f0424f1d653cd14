"""Addresses and names that mean the same wherever a feed is read."""

import re
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from django.conf import settings

# A tag URI names the host and a time at which it was this site's (RFC 4151). The year is part of
# every id that was ever handed out: another one would show readers all old posts as new.
TAG_YEAR = "2026"

# As the sanitiser writes a tag: every value is in double quotes, and none of them holds one.
_TAG = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")+)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_ADDRESSES = {"href", "src"}
# Hints for a page of ours, with more relative URLs in them; `src` alone serves a reader.
_DROPPED = {"srcset", "sizes", "loading"}


def identifier(key: str) -> str:
    """Return the `tag:` URI of a thing, the same for good (RFC 4151).

    Args:
        key: what it is and its number, such as `post/12`; nothing that an edit could change.
    """
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{TAG_YEAR}:{key}"


def absolute(path: str) -> str:
    """Return the whole URL of a path of this site; the empty path stays empty."""
    return path and f"{settings.SITE_URL}{path}"


def with_absolute_urls(markup: str, *, base: str) -> str:
    """Return sanitised HTML whose links and pictures lead to the same places from anywhere.

    Args:
        base: the whole URL of the page that shows the HTML.
    """
    return _TAG.sub(lambda tag: f"<{tag[1]}{_attributes(tag[2], base)}>", markup)


def _attributes(text: str, base: str) -> str:
    return "".join(
        _attribute(name, value, base)
        for name, value in _ATTRIBUTE.findall(text)
        if name not in _DROPPED
    )


def _attribute(name: str, value: str, base: str) -> str:
    if name not in _ADDRESSES:
        return f' {name}="{value}"'
    try:
        url = urljoin(base, unescape(value).strip())
    except ValueError:  # no URL at all, such as http://[
        return ""
    return f' {name}="{escape(url)}"'
