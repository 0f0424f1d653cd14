"""Parts of pages, cached by what they are made of.

An article and its comments are the same for nearly everybody who opens them, and so is a list; to
render them is most of what such a page costs. A part is found again by a digest of all that it is
made of: the rows as the database returned them for this very request, the language, the time zone.
So nothing has to be invalidated: where a row has changed, there is no part for it yet.

What differs from page to page, such as the number of views or the token of a form, is no part of
it: a mark stands in its place, and each page puts its own text there.

With `CACHED_PARTS=false` every part is rendered for its page alone, with the same HTML.
"""

import pickle
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

MAX_BYTES = 6 * 1024 * 1024  # of one process: some 1,500 articles with ten comments
ENTRY_BYTES = 300  # of an entry beside its markup
COMPRESSION = 1  # of 9: a fifth of the size, for 0.1 ms when it is stored and 0.04 when it is used
DIGEST_BYTES = 20
_MARK = "\x00"  # no text that is stored holds it


@dataclass(frozen=True)
class Part:
    """A part of one page.

    Attributes:
        key: a digest of all that the part is made of, from `key_of`.
        texts: by their names, what returns the texts of this page in the places of the marks; one
            that has no mark in the part is not called.
    """

    key: bytes
    texts: Mapping[str, Callable[[], str]]

    def marks(self) -> dict[str, SafeString]:
        """Return what stands in the part in the place of each text."""
        return {name: mark(name) for name in self.texts}


def key_of(*ingredients: Any) -> bytes:
    """Return a digest of values, the same only for equal ones: rows, numbers, texts, None."""
    return blake2b(pickle.dumps(ingredients, protocol=5), digest_size=DIGEST_BYTES).digest()


def mark(name: str) -> SafeString:
    """Return what stands in a part in the place of a text."""
    return SafeString(f"{_MARK}{name}{_MARK}")


def rendered(part: Part, name: str, render: Callable[[], str]) -> SafeString:
    """Return a piece of a part: the cached one, or what `render` returns now.

    Args:
        name: tells the pieces of one part apart.
        render: returns markup, with marks in the places of texts.
    """
    if not settings.CACHED_PARTS:
        return _with_texts(render(), part.texts)
    key = part.key + name.encode()
    markup = _cache.take(key)
    if markup is None:
        markup = render()
        _cache.put(key, markup)
    return _with_texts(markup, part.texts)


def forget() -> None:
    """Forget all parts: for tests."""
    _cache.clear()


def _with_texts(markup: str, texts: Mapping[str, Callable[[], str]]) -> SafeString:
    before, *rest = markup.split(_MARK)
    pieces = [before]
    for name, after in zip(rest[::2], rest[1::2], strict=False):
        text = texts.get(name)
        pieces += (text() if text else "", after)
    return mark_safe("".join(pieces))  # noqa: S308 - rendered by templates; texts are safe


class _PartCache:
    """The parts of one process, those that were used last; compressed, as most are used rarely."""

    def __init__(self) -> None:
        self._parts: OrderedDict[bytes, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def take(self, key: bytes) -> str | None:
        with self._lock:
            packed = self._parts.get(key)
            if packed is None:
                return None
            self._parts.move_to_end(key)
        return zlib.decompress(packed).decode()

    def put(self, key: bytes, markup: str) -> None:
        packed = zlib.compress(markup.encode(), COMPRESSION)
        with self._lock:
            self._bytes -= _size(self._parts.pop(key, None))
            self._parts[key] = packed
            self._bytes += _size(packed)
            while self._bytes > MAX_BYTES:
                _, oldest = self._parts.popitem(last=False)
                self._bytes -= _size(oldest)

    def clear(self) -> None:
        with self._lock:
            self._parts.clear()
            self._bytes = 0


def _size(packed: bytes | None) -> int:
    return 0 if packed is None else len(packed) + ENTRY_BYTES


_cache = _PartCache()
