"""Who reads, and whether a request is a reader's view at all."""

import hmac
from datetime import datetime
from typing import NamedTuple, Protocol

from django.conf import settings
from django.http import HttpRequest

from boards.counters.crawlers import MAX_AGENT, is_crawler
from boards.counters.salts import live_salts, period_of
from boards.http.networks import network_of
from boards.members.staff_behind import staff_behind

HASH_BYTES = 16
# Browsers say by these that they load a page which nobody reads yet.
AHEAD_OF_READING_HEADERS = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
AHEAD_OF_READING = ("prefetch", "prerender", "preview")


class ViewedPost(Protocol):
    """What the counters need to know of a post."""

    @property
    def pk(self) -> int: ...

    @property
    def author_id(self) -> int | None: ...

    @property
    def is_published(self) -> bool: ...


class Reader(NamedTuple):
    """A reader of one post, hashed with the salt of this period and with that of the one before.

    The post is part of what is hashed: nothing links one reader's views of several posts.
    """

    current: bytes
    previous: bytes


def is_view(request: HttpRequest, post: ViewedPost) -> bool:
    """Say whether the request shows a published post to a reader who is not its author."""
    return is_reading(request) and post.is_published and not _is_author(request, post)


def is_reading(request: HttpRequest) -> bool:
    """Say whether the visitor reads the page that is asked for: no crawler, and not ahead of it.

    Nor staff who see it as the visitor does: nothing of that is the visitor's reading.
    """
    return (
        request.method == "GET"
        and staff_behind(request) is None
        and not _is_ahead_of_reading(request)
        and not is_crawler(_agent_of(request))
    )


def identity_of(request: HttpRequest, post: ViewedPost) -> str:
    """Return what tells a reader of the post from others, for `hash_reader`; not to be stored.

    The reader is the member who sent the request, or else whoever has its network and user agent.
    """
    return f"{post.pk}\0{_sender_of(request)}"


def hash_reader(identity: str, *, now: datetime) -> Reader:
    """Return the hashes of what tells one reader of one thing from others.

    Raises:
        django.db.Error: when the salts of this period cannot be read or made now.
    """
    read = identity.encode(errors="surrogatepass")
    current, previous = live_salts(period_of(now))
    return Reader(current=_hidden(read, current), previous=_hidden(read, previous))


def _sender_of(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"member\0{request.user.pk}"
    return f"guest\0{network_of(request)}\0{_agent_of(request)}"


def _hidden(identity: bytes, salt: bytes) -> bytes:
    """The secret key is part of the key: who steals the database alone cannot try out addresses."""
    return hmac.digest(settings.SECRET_KEY.encode() + salt, identity, "sha256")[:HASH_BYTES]


def _agent_of(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_USER_AGENT", ""))[:MAX_AGENT]


def _is_ahead_of_reading(request: HttpRequest) -> bool:
    # Of META, because `request.headers` would read every header first.
    said = [request.META[name].lower() for name in AHEAD_OF_READING_HEADERS if name in request.META]
    return any(word in purpose for purpose in said for word in AHEAD_OF_READING)


def _is_author(request: HttpRequest, post: ViewedPost) -> bool:
    return post.author_id is not None and request.user.pk == post.author_id
