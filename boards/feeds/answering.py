"""Answers who asks for a feed, with no more work than what they do not have yet."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.utils.translation import get_language

from boards.feeds.absolute_urls import absolute, identifier
from boards.feeds.channels import Channel
from boards.feeds.entries import Entry
from boards.feeds.texts import Text
from boards.feeds.writing import FEEDS
from boards.members.models import Member

# Raise it when a feed is written in another way: readers then fetch again what they have.
FORMAT_VERSION = 2

# Seconds, about a year: two feeds get one time once in 32 million.
MOVED_BY_AT_MOST = 1 << 25

FOR_EVERYBODY = "public, max-age=60"
FOR_ONE_MEMBER = "private, no-cache"


def answer(request: HttpRequest, channel: Channel, *, syntax: str) -> HttpResponse:
    """Return a feed, or that the asker has it already; `?content=excerpt` leaves out whole texts.

    Args:
        syntax: `atom` or `rss`.
    """
    whole = request.GET.get("content") != "excerpt"
    etag = _etag(channel, syntax=syntax, whole=whole)
    last_modified = _last_modified(etag, channel.updated_at)
    if _is_known(request, etag=etag, last_modified=last_modified):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = _feed(request, channel, syntax=syntax, whole=whole)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(last_modified)
    is_member = isinstance(request.user, Member)
    response["Cache-Control"] = FOR_ONE_MEMBER if is_member else FOR_EVERYBODY
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _etag(channel: Channel, *, syntax: str, whole: bool) -> str:
    """Return a mark of all that the feed says, made without its texts.

    It changes with a new name of a board or an author as well, which no time tells of.
    """
    site = (FORMAT_VERSION, settings.SITE_NAME, settings.SITE_URL)
    about = (channel.key, channel.title, channel.description, channel.path, channel.updated_at)
    said = repr((site, syntax, whole, get_language(), about, channel.entries))
    return f'W/"{sha256(said.encode(errors="backslashreplace")).hexdigest()[:32]}"'


def _last_modified(etag: str, changed_at: datetime) -> int:
    """Return a time for this very feed, in seconds since 1970; never later than its last change.

    Readers that know no ETag give it back, and it has to differ from that of every other feed
    that stood at this URL: one from which a post was hidden, of which nobody has a time, and
    one that changed within the same second. So the time of the last change is moved back by what
    the ETag makes of all that the feed says.
    """
    moved_by = int.from_bytes(sha256(etag.encode()).digest()[:8]) % MOVED_BY_AT_MOST
    return int(changed_at.timestamp()) - moved_by


def _is_known(request: HttpRequest, *, etag: str, last_modified: int) -> bool:
    """Say whether the asker has this very feed. A time has to be the same, for it names one."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        return known.strip() == "*" or etag in (f'W/"{tag}"' for tag in _opaque(known))
    since = request.headers.get("If-Modified-Since")
    return since is not None and parse_http_date_safe(since) == last_modified


def _opaque(known: str) -> list[str]:
    return [tag.removeprefix("W/").strip('"') for tag in parse_etags(known)]


def _feed(request: HttpRequest, channel: Channel, *, syntax: str, whole: bool) -> HttpResponse:
    url = absolute(escape_uri_path(request.path))
    feed = FEEDS[syntax](
        title=channel.title,
        link=absolute(channel.path),
        description=channel.description,
        subtitle=channel.description,
        language=get_language(),
        author_name=settings.SITE_NAME,
        feed_url=url if whole else f"{url}?content=excerpt",
        feed_guid=identifier(channel.key),
        updated_at=channel.updated_at.replace(microsecond=0),
    )
    texts = channel.load_texts()
    for entry in channel.entries:
        # Without its text, it was deleted in this very moment.
        if text := texts.get(entry.key):
            feed.add_item(**_item(entry, text, whole=whole))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _item(entry: Entry, text: Text, *, whole: bool) -> dict[str, Any]:
    published = entry.published_at
    return {
        "title": entry.title,
        "link": absolute(entry.path),
        "description": None,
        "excerpt": text.excerpt,
        "markup": text.markup if whole else "",
        "picture": text.picture,
        "author_name": entry.author_name,
        "author_link": absolute(entry.author_path) or None,
        "pubdate": published and published.replace(microsecond=0),
        "updateddate": entry.updated_at.replace(microsecond=0),
        "unique_id": identifier(entry.key),
        "unique_id_is_permalink": False,
        "categories": entry.categories,
        "comments": f"{absolute(entry.path)}#comments" if entry.talk_path else None,
        "comments_url": absolute(entry.talk_path),
        "answers": entry.answers and identifier(entry.answers),
        "answers_address": absolute(entry.answers_path),
    }
