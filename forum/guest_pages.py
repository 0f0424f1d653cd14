"""Caches whole pages for guests for a few seconds, or until somebody writes.

All guests who ask for one URL in one language get one page, so it is rendered once. A page is
cached in the memory of its web process; what is written in any process of this machine invalidates
the pages of all, by a generation in memory that gunicorn shares among them. Writes of other
machines, and those that bypass the models, are seen when a page's seconds are over.

Nothing of a person is cached: whoever has a session cookie, or a message waiting, is not a guest
here; a view says of its response that it may be cached (`boards.caching.guest_pages`), and one that
sets a cookie never is. Each view of a cached article is counted as any other.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import brotli
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import MiddlewareNotUsed
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from boards.caching import write_generation
from boards.caching.guest_pages import GuestCaching, guest_caching_of
from boards.counters.recording import record_view
from forum.replicas import read_your_writes

SECONDS = 1.5  # with the 5 of a roll-up, a shown total of views is less than 10 behind
MAX_BYTES = 12 * 1024 * 1024  # of one process: more than it makes in those seconds
MAX_ADDRESS_LENGTH = 300  # characters of a path with its query
# Of 11. Most pages are read once in their seconds: 53 KB become 10 in 0.15 ms, or 8.7 in 0.6.
BROTLI_AT_FIRST, BROTLI_QUALITY = 1, 4
PERSONAL_COOKIES = {settings.SESSION_COOKIE_NAME, "messages", read_your_writes.COOKIE}
# Written without anything of a guest's page changing.
NON_INVALIDATING_MODELS = {
    "readmark",
    "countedview",
    "listchange",
    "listcount",
    "listsegment",
    "recentsearch",
    "searchedwords",
    "searchdocument",
    "vocabularypost",
    "vocabularyword",
    "draft",
    "dataexport",
    "heartbeat",
}

GetResponse = Callable[[HttpRequest], HttpResponseBase]


@dataclass
class CachedPage:
    """One page, its headers, and what its view said of it."""

    content: bytes
    headers: dict[str, str]
    caching: GuestCaching
    generation: bytes
    until: float
    etag: str = field(init=False)
    compressed: bytes = b""
    compressed_at: int = 0  # the quality

    def __post_init__(self) -> None:
        self.etag = f'W/"{blake2b(self.content, digest_size=12).hexdigest()}"'

    @property
    def size(self) -> int:
        """Bytes by which the cache counts it: the same as long as it is cached.

        The compressed page comes later and is a fourth of it at most.
        """
        return len(self.content) + 2_000

    def note(self, request: HttpRequest) -> None:
        """Count one more reader, as the view did when it made the page."""
        if self.caching.post is None and self.caching.note is None:
            return
        request.user = AnonymousUser()
        if self.caching.post is not None:
            record_view(request, self.caching.post)
        if self.caching.note is not None:
            self.caching.note(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page as this browser takes it, or 304 when it has it."""
        response = self._response_for(request)
        response.headers["ETag"] = self.etag
        return response

    def _response_for(self, request: HttpRequest) -> HttpResponse:
        if self.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            response = HttpResponse(status=304, headers=self.headers)
            del response.headers["Content-Type"]
            return response
        if "br" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            return HttpResponse(self.content, headers=self.headers)
        self._compress()
        length = str(len(self.compressed))
        headers = {**self.headers, "Content-Encoding": "br", "Content-Length": length}
        return HttpResponse(self.compressed, headers=headers)

    def _compress(self) -> None:
        """Compress quickly for the first who takes it so, and well for all after that."""
        if self.compressed_at != BROTLI_QUALITY:
            self.compressed_at = BROTLI_QUALITY if self.compressed else BROTLI_AT_FIRST
            self.compressed = brotli.compress(self.content, quality=self.compressed_at)


class PageCache:
    """The pages of one process in the order in which they came, which is that of their ends."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], CachedPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def take(self, key: tuple[str, str], generation: bytes) -> CachedPage | None:
        """Return the page unless its time is over or something was written since."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.generation != generation or page.until < time.monotonic():
                return None
            return page

    def put(self, key: tuple[str, str], page: CachedPage) -> None:
        """Cache a page in place of an older one, of expired ones and of what has no room."""
        with self._lock:
            self._remove(key)
            self._pages[key] = page
            self._bytes += page.size
            while self._pages and self._first_must_go():
                self._remove(next(iter(self._pages)))

    def _first_must_go(self) -> bool:
        first = next(iter(self._pages.values()))
        return self._bytes > MAX_BYTES or first.until < time.monotonic()

    def _remove(self, key: tuple[str, str]) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._bytes -= page.size


class GuestPagesMiddleware:
    """Answers guests from the cache; switched off where no generation is shared, as in tests."""

    def __init__(self, get_response: GetResponse) -> None:
        if write_generation.current() is None:
            raise MiddlewareNotUsed
        self._get_response = get_response
        self._cache = PageCache()
        for model in filter(_invalidates, apps.get_models()):
            for signal in (post_save, post_delete):
                signal.connect(
                    _invalidate_after_write, sender=model, dispatch_uid="forum.guest_pages"
                )
        m2m_changed.connect(_invalidate_after_write, dispatch_uid="forum.guest_pages")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return a cached page, or a new one, which is cached if it may be."""
        key = _key_of(request)
        generation = write_generation.current()
        if key is None or generation is None:
            return self._get_response(request)
        page = self._cache.take(key, generation)
        if page is not None:
            page.note(request)
            return page.answer(request)
        response = self._get_response(request)
        caching = guest_caching_of(response)
        if caching is None or not _may_be_cached(response):
            return response
        page = _page_of(response, generation, caching)
        self._cache.put(key, page)
        return page.answer(request)


def _key_of(request: HttpRequest) -> tuple[str, str] | None:
    """Return what all askers for one page have in common; None for who gets a page of their own."""
    if request.method != "GET" or PERSONAL_COOKIES & request.COOKIES.keys():
        return None
    if "HTTP_HX_REQUEST" in request.META or "HTTP_AUTHORIZATION" in request.META:
        return None
    address = request.get_full_path()
    if len(address) > MAX_ADDRESS_LENGTH:
        return None
    place = f"{request.scheme}://{request.get_host()}{address}"
    return place, translation.get_language_from_request(request)


def _may_be_cached(response: HttpResponseBase) -> bool:
    return response.status_code == 200 and not response.cookies and not response.streaming


def _page_of(response: Any, generation: bytes, caching: GuestCaching) -> CachedPage:
    patch_vary_headers(response, ["Accept-Encoding", "Accept-Language", "Cookie"])
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return CachedPage(
        content=response.content,
        headers=dict(response.headers.items()),
        caching=caching,
        generation=generation,
        until=time.monotonic() + SECONDS,
    )


def _invalidates(model: Any) -> bool:
    """Say whether guests may see something else when a row of a model is stored or deleted.

    The others have no listener at all: many of them are deleted at once, and rows whose model has
    one are loaded for that first.
    """
    label = getattr(model, "_meta", None)
    return (
        label is not None
        and label.app_label.startswith("boards")
        and label.model_name not in NON_INVALIDATING_MODELS
    )


def _invalidate_after_write(*, sender: Any, **kwargs: Any) -> None:
    """Hear of each row that is stored or deleted, and of each relation that changes."""
    is_sign_in = set(kwargs.get("update_fields") or ()) == {"last_login"}
    if _invalidates(sender) and not is_sign_in:
        write_generation.bump()
        transaction.on_commit(write_generation.bump)
