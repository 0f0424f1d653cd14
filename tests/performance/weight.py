"""Weighs a page as a browser loads it: itself, and every file that it asks for."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import brotli
from django.contrib.staticfiles import finders

LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
PAGE_QUALITY, FILE_QUALITY = 5, 11  # made for each request, and once at the release
CSS_ADDRESS = re.compile(r"""(?:url\(|@import\s+)["']?(?!data:)([^"')]+)""")
SCRIPT_IMPORT = re.compile(r"""\bimport\b[^"';]*["']([^"']+)["']""")


def files_of(html: str) -> set[str]:
    """Return the addresses that a page loads, without those that only a link leads to."""
    parser = _LoadParser()
    parser.feed(html)
    return parser.files | {name for file in parser.files for name in _loaded_by(file)}


def brotli_bytes(html: str) -> int:
    """Return how many bytes a first visit takes, headers apart."""
    page = brotli.compress(html.encode(), quality=PAGE_QUALITY)
    files = [_content(file) for file in files_of(html)]
    return len(page) + sum(len(brotli.compress(file, quality=FILE_QUALITY)) for file in files)


class _LoadParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and LOADED_LINKS & set(values.get("rel", "").split()):
            self.files.add(values["href"])
        if tag in ("script", "img", "source", "iframe") and values.get("src"):
            self.files.add(values["src"])


def _loaded_by(file: str) -> set[str]:
    patterns = {".css": CSS_ADDRESS, ".js": SCRIPT_IMPORT}
    pattern = patterns.get(Path(urlsplit(file).path).suffix)
    if pattern is None:
        return set()
    # A fragment chooses a part of what is loaded once.
    names = (urldefrag(name).url for name in pattern.findall(_content(file).decode()))
    return {urljoin(file, name) for name in names}


def _content(address: str) -> bytes:
    path = finders.find(urlsplit(address).path.removeprefix("/static/"))
    assert path, f"{address} is no static file"
    return Path(path).read_bytes()
