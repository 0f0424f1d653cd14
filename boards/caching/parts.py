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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from boards.caching.shared_pieces import SharedPieces

ENTRY_BYTES = 300  # of an entry beside its markup
COMPRESSION = 3  # of 9: an eighth of the size, for 0.1 ms to store it and 0.03 to use it
DIGEST_BYTES = 20
_MARK = "\x00"  # no text that is stored holds it


class OwnPieces:
    """Pieces of one process, those that were used last."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._pieces: OrderedDict[bytes, bytes] = OrderedDict()
        self._models: dict[str, bytes] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the keys of all pieces."""
        return iter(list(self._pieces))

    def get(self, key: bytes) -> bytes | None:
        """Return a piece, or None."""
        with self._lock:
            piece = self._pieces.get(key)
            if piece is not None:
                self._pieces.move_to_end(key)
        return piece

    def put(self, key: bytes, piece: bytes) -> None:
        """Store a piece; what was used the longest time ago makes room for it."""
        with self._lock:
            self._bytes -= _size(self._pieces.pop(key, None))
            self._pieces[key] = piece
            self._bytes += _size(piece)
            while self._bytes > self._max_bytes:
                _, oldest = self._pieces.popitem(last=False)
                self._bytes -= _size(oldest)

    def model(self, name: str, offered: bytes | None = None) -> bytes | None:
        """Return what all pieces of a name are compressed against; the first one is offered."""
        with self._lock:
            if offered is not None:
                return self._models.setdefault(name, offered)
            return self._models.get(name)

    def clear(self) -> None:
        """Forget all pieces and models."""
        with self._lock:
            self._pieces.clear()
            self._models.clear()
            self._bytes = 0


class PartCache:
    """Parts of one kind: those of this process, or once `share` was called, of all.

    They are compressed, as most are used rarely: against the first piece of the same name, which
    has most of what the template gives each of them. That halves them once more.

    Args:
        max_bytes: of the pieces of one process.
    """

    def __init__(self, max_bytes: int) -> None:
        self._own = OwnPieces(max_bytes)
        self._pieces: OwnPieces | SharedPieces = self._own

    def __iter__(self) -> Iterator[bytes]:
        """Yield the keys of all pieces of this process alone."""
        return iter(self._own)

    def share(self, pieces: SharedPieces) -> None:
        """Store pieces where other processes find them, in place of this one's memory."""
        self._pieces = pieces

    def take(self, key: bytes, name: str) -> str | None:
        """Return the piece of a part, or None."""
        packed = self._pieces.get(key + name.encode())
        if packed is None:
            return None
        unpacking = zlib.decompressobj(zdict=self._pieces.model(name) or b"")
        try:
            piece = unpacking.decompress(packed)
        except zlib.error:
            return None  # another process was writing in its place
        return piece.decode() if unpacking.eof else None

    def put(self, key: bytes, name: str, markup: str) -> None:
        """Store the piece of a part."""
        piece = markup.encode()
        model = self._pieces.model(name, piece)
        packing = zlib.compressobj(COMPRESSION, zdict=model or b"")
        self._pieces.put(key + name.encode(), packing.compress(piece) + packing.flush())

    def clear(self) -> None:
        """Forget all of them."""
        self._pieces.clear()


def _size(packed: bytes | None) -> int:
    return 0 if packed is None else len(packed) + ENTRY_BYTES


# Of one process: some 1,500 articles with ten comments, and 600 lists.
ARTICLES = PartCache(6 * 1024 * 1024)
LISTS = PartCache(3 * 512 * 1024)


def share() -> None:
    """Let the processes that are forked from this one share all parts, and have room for more."""
    pieces = SharedPieces()
    ARTICLES.share(pieces)
    LISTS.share(pieces)


@dataclass(frozen=True)
class Part:
    """A part of one page.

    Attributes:
        key: a digest of all that the part is made of, from `key_of`.
        cache: where its pieces are looked for.
        texts: by their names, what returns the texts of this page in the places of the marks; one
            that has no mark in the part is not called.
    """

    key: bytes
    cache: PartCache
    texts: Mapping[str, Callable[[], str]] = field(default_factory=dict)

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
    markup = part.cache.take(part.key, name)
    if markup is None:
        markup = render()
        part.cache.put(part.key, name, markup)
    return _with_texts(markup, part.texts)


def forget() -> None:
    """Forget all parts: for tests."""
    ARTICLES.clear()
    LISTS.clear()


def _with_texts(markup: str, texts: Mapping[str, Callable[[], str]]) -> SafeString:
    before, *rest = markup.split(_MARK)
    pieces = [before]
    for name, after in zip(rest[::2], rest[1::2], strict=False):
        text = texts.get(name)
        pieces += (text() if text else "", after)
    return mark_safe("".join(pieces))  # noqa: S308 - rendered by templates; texts are safe
