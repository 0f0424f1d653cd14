"""Writes a feed as Atom 1.0 (RFC 4287) or RSS 2.0, from Django's generators.

Theirs know neither a post's whole text nor its picture, and give up at a character that XML does
not have. A visitor's text may hold any.
"""

import re
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from boards.feeds.texts import Picture

MEDIA = {"xmlns:media": "http://search.yahoo.com/mrss/"}
THREADS = {"xmlns:thr": "http://purl.org/syndication/thread/1.0"}  # RFC 4685
CONTENT = {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}
COMMENTS = {"xmlns:wfw": "http://wellformedweb.org/CommentAPI/"}
NAMES = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}

# All that XML 1.0 has no place for, and the control characters that it advises against.
_NO_XML = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)


class _Writer(SimplerXMLGenerator):
    """Writes elements without the characters that no XML may hold."""

    def characters(self, content: str) -> None:
        super().characters(_NO_XML.sub("", content))

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - as Python has it
        storable = {key: _NO_XML.sub("", value) for key, value in attrs.items()}
        super().startElement(name, storable)  # type: ignore[arg-type]


class _Dated(SyndicationFeed):
    """A feed that knows itself when it was changed; seconds are exact enough for everybody."""

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated_at"]
        return updated


class AtomFeed(_Dated, Atom1Feed):
    """Atom with whole texts, pictures and threads."""

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed."""
        writer = _Writer(outfile, encoding, short_empty_elements=True)
        writer.startDocument()
        writer.startElement("feed", self.root_attributes())
        self.add_root_elements(writer)
        self.write_items(writer)
        writer.endElement("feed")

    def root_attributes(self) -> dict[str, str]:
        """Name the vocabularies."""
        return {**super().root_attributes(), **MEDIA, **THREADS}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["excerpt"], {"type": "text"})
        if item["markup"]:
            handler.addQuickElement("content", item["markup"], {"type": "html"})
        if item["comments_url"]:
            handler.addQuickElement(
                "link",
                "",
                {"rel": "replies", "type": "application/atom+xml", "href": item["comments_url"]},
            )
        _add_answered(handler, item)
        _add_picture(handler, item["picture"])


class RssFeed(_Dated, Rss201rev2Feed):
    """RSS with whole texts, pictures and threads."""

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed."""
        writer = _Writer(outfile, encoding, short_empty_elements=True)
        writer.startDocument()
        writer.startElement("rss", self.rss_attributes())
        writer.startElement("channel", self.root_attributes())
        self.add_root_elements(writer)
        self.write_items(writer)
        self.endChannelElement(writer)
        writer.endElement("rss")

    def rss_attributes(self) -> dict[str, str]:
        """Name the vocabularies."""
        known = super().rss_attributes()
        return {**known, **CONTENT, **COMMENTS, **NAMES, **MEDIA, **THREADS}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an item; readers take its description for HTML."""
        super().add_item_elements(handler, {**item, "description": escape(item["excerpt"])})
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["markup"]:
            handler.addQuickElement("content:encoded", item["markup"])
        if item["comments_url"]:
            handler.addQuickElement("wfw:commentRss", item["comments_url"])
        _add_answered(handler, item)
        _add_picture(handler, item["picture"])


FEEDS: dict[str, type[AtomFeed] | type[RssFeed]] = {"atom": AtomFeed, "rss": RssFeed}


def _add_answered(handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
    if item["answers"]:
        handler.addQuickElement(
            "thr:in-reply-to",
            "",
            {"ref": item["answers"], "href": item["answers_address"], "type": "text/html"},
        )


def _add_picture(handler: SimplerXMLGenerator, picture: Picture | None) -> None:
    if picture is None:
        return
    handler.addQuickElement(
        "media:content",
        "",
        {
            "url": picture.url,
            "type": picture.media_type,
            "medium": "image",
            "width": str(picture.width),
            "height": str(picture.height),
        },
    )
    handler.addQuickElement(
        "media:thumbnail",
        "",
        {
            "url": picture.small_url,
            "width": str(picture.small_width),
            "height": str(picture.small_height),
        },
    )
