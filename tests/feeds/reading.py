"""Reads feeds as readers do."""

from typing import Any

import feedparser
from django.http import HttpResponse
from django.test import Client

from boards.posts.models import Post

SYNTAXES = ("atom", "rss")
KINDS = ("site", "board", "tag", "member", "comments")


def address(post: Post, kind: str, syntax: str = "atom") -> str:
    """Return the path of a feed in which a post stands that is tagged 세금, or its comments."""
    pages = {
        "site": "/",
        "board": post.board.get_absolute_url(),
        "tag": "/tags/세금/",
        "member": f"/members/{post.author_id}/",
        "comments": post.get_absolute_url(),
    }
    return f"{pages[kind]}{'comments' if kind == 'comments' else 'feed'}.{syntax}"


def parsed(response: HttpResponse) -> Any:
    """Return a feed as feedparser understands it; fail where it had to guess."""
    assert response.status_code == 200
    feed = feedparser.parse(
        response.content,
        response_headers={"content-type": response["Content-Type"]},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def read(client: Client, path: str, **query: str) -> Any:
    """Fetch a feed and return it as feedparser understands it."""
    return parsed(client.get(path, query))


def titles(client: Client, path: str, **query: str) -> list[str]:
    """Return the titles of a feed's entries."""
    return [entry.title for entry in read(client, path, **query).entries]
