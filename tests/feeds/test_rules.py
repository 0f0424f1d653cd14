"""The rules of the W3C's validator: RFC 4287, RFC 4151, RSS 2.0 and its profile."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.factories import CommentFactory, PostFactory, UploadFactory
from tests.feeds.reading import KINDS, address

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("kind", KINDS)]

NAMESPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "thr": "http://purl.org/syndication/thread/1.0",
}
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[a-z0-9/]+")


@pytest.fixture
def post():
    """One of three posts of one author and tag, with a picture, comments and an unknown date."""
    first = PostFactory(posted_at_is_estimated=True, source="한국일보", link="https://x.example/")
    post = PostFactory(board=first.board, author=first.author)
    picture = UploadFactory(owner=post.author, post=post)
    post.set_body(f'<p><a href="/x">글</a><img src="{picture.get_absolute_url()}" alt="가"></p>')
    post.save()
    empty = PostFactory(board=first.board, author=first.author, body="")
    for tagged in (first, post, empty):
        tagged.tags.add("세금")
    comment = CommentFactory(post=post)
    CommentFactory(post=post, parent=comment)
    return post


def tree_of(client, path, content):
    response = client.get(path, {"content": content} if content else {})
    return etree.fromstring(response.content)


def found(element, path):
    return element.xpath(path, namespaces=NAMESPACES)


def one(element, path):
    (only,) = found(element, path)
    return only


def assert_whole_addresses(tree):
    for attribute in found(tree, "//@href | //@url"):
        assert urlsplit(attribute).scheme in ("http", "https")
        assert urlsplit(attribute).netloc
        assert attribute.isascii()


@pytest.mark.parametrize("content", ["", "excerpt"])
def test_atom_feeds_keep_the_rules(client, post, kind, content):
    path = address(post, kind, "atom")
    tree = tree_of(client, path, content)
    entries = found(tree, "a:entry")
    for element in (tree, *entries):
        assert TAG_URI.fullmatch(one(element, "a:id").text)
        assert one(element, "a:title").text
        assert datetime.fromisoformat(one(element, "a:updated").text).tzinfo
        assert one(element, "a:author/a:name").text
        assert one(element, "a:link[@rel='alternate']/@href")
        assert found(element, "a:link[@rel='self']") == [] or element is tree
    ids = [entry.findtext("a:id", namespaces=NAMESPACES) for entry in entries]
    assert len(ids) == len(set(ids)) >= 2
    for entry in entries:
        assert one(entry, "a:summary").get("type") == "text"
        assert len(found(entry, "a:content[@type='html']")) == (0 if content else 1)
        assert len(found(entry, "a:published")) <= 1
        for answered in found(entry, "thr:in-reply-to"):
            assert TAG_URI.fullmatch(answered.get("ref"))
    for category in found(tree, "//a:category"):
        assert category.get("term")
    updated = [element.text for element in found(tree, "a:entry/a:updated")]
    assert one(tree, "a:updated").text == max(updated)
    assert_whole_addresses(tree)
    assert not found(tree, "//a:content[contains(., '=\"/')]")


@pytest.mark.parametrize("content", ["", "excerpt"])
def test_rss_feeds_keep_the_rules(client, post, kind, content):
    tree = tree_of(client, address(post, kind, "rss"), content)
    channel = one(tree, "/rss[@version='2.0']/channel")
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert one(channel, name).text
    assert one(channel, "a:link[@rel='self']/@href")
    items = found(channel, "item")
    for item in items:
        guid = one(item, "guid")
        assert guid.get("isPermaLink") == "false"
        assert TAG_URI.fullmatch(guid.text)
        assert one(item, "title").text
        assert one(item, "description").text
        assert urlsplit(one(item, "link").text).netloc
        assert one(item, "dc:creator").text
        assert found(item, "author") == []
        assert len(found(item, "content:encoded")) == (0 if content else 1)
        for date in found(item, "pubDate"):
            assert parsedate_to_datetime(date.text).tzinfo
    assert len({item.findtext("guid") for item in items}) == len(items) >= 2
    assert_whole_addresses(tree)
    assert not found(tree, "//content:encoded[contains(., '=\"/')]")


def test_the_picture_stands_once_at_its_post(client, post, kind):
    expected = 0 if kind == "comments" else 1
    for syntax in ("atom", "rss"):
        tree = tree_of(client, address(post, kind, syntax), "excerpt")
        assert len(found(tree, "//media:content[@medium='image' and @type]")) == expected
        assert len(found(tree, "//media:thumbnail")) == expected
