"""Pictures that stand inside a text as `data:` URLs (RFC 2397)."""

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from urllib.parse import unquote_to_bytes

import nh3

from boards.posts.text.nesting import with_bounded_depth
from boards.posts.text.sanitising import ATTRIBUTES, TAGS, URL_SCHEMES, storable
from boards.posts.uploads.refusals import MAX_BYTES, refusal

MAX_ESCAPES = 1_000_000  # `%0A` and the like in one URL; each costs as much as a line of text
_DATA = re.compile(r"data:[^\"'<>]*+", re.IGNORECASE)
_BASE64 = re.compile(r";\s*base64\s*\Z", re.IGNORECASE)  # browsers take blanks there
_UNSEEN = re.compile(r"[\t\n\r\f ]+")  # what browsers pass over in the address of a picture


def data_pictures(markup: str) -> dict[str, int]:
    """Return the `data:` URLs of all pictures in some HTML, and which picture each is, from 1."""
    found: dict[str, int] = {}
    pictures = 0

    def look(source: str) -> str:
        nonlocal pictures
        pictures += 1
        if _is_data(source):
            found.setdefault(source, pictures)
        return source

    # What has none is not parsed: most texts. In HTML the letters may be written as numbers.
    if "data:" in markup.lower() or "&#" in markup:
        _with_sources(markup, look)
    return found


def length_without_data(markup: str) -> int:
    """Return how long some HTML is without its `data:` URLs, in code points."""
    return len(markup) - sum(map(len, _DATA.findall(markup)))


def with_sources(markup: str, sources: Mapping[str, str]) -> str:
    """Return the HTML with other addresses for its `data:` pictures; those without one lose it."""
    return _with_sources(markup, lambda url: sources.get(url) if _is_data(url) else url)


def content_of(url: str) -> bytes:
    """Return the bytes that stand in a `data:` URL.

    Raises:
        ValidationError: when they would be more than MAX_BYTES, which is known before they are
            unpacked, or are written wrongly.
    """
    described, comma, text = url.strip().partition(",")
    if not comma:
        raise refusal("damaged")
    # Three bytes are four letters; without base64 a byte may be three (`%0A`) and is rarely.
    if len(text) * 3 // 4 > MAX_BYTES or text.count("%") > MAX_ESCAPES:
        raise refusal("too_large")
    if not _BASE64.search(described):
        return unquote_to_bytes(text)
    letters = _UNSEEN.sub("", unquote_to_bytes(text).decode("ascii", "replace")).rstrip("=")
    try:
        return b64decode(
            letters + "=" * (-len(letters) % 4), altchars=_altchars(letters), validate=True
        )
    except ValueError as error:
        raise refusal("damaged") from error


def _altchars(letters: str) -> bytes | None:
    """Return the last two letters of base64 as addresses write them, where this is such."""
    return b"-_" if "-" in letters or "_" in letters else None


def _is_data(source: str) -> bool:
    return source.lstrip().lower().startswith("data:")


def _with_sources(markup: str, source_of: Callable[[str], str | None]) -> str:
    def attribute(tag: str, name: str, value: str) -> str | None:
        return source_of(value) if (tag, name) == ("img", "src") else value

    return nh3.clean(
        with_bounded_depth(storable(markup)),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=URL_SCHEMES | {"data"},
        link_rel=None,
        attribute_filter=attribute,
    )
