"""Publishes posts as members do, and reads the search page as a reader's program would."""

from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

from boards.posts.models import Post
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, MemberFactory

PATH = "/search/"
ENGLISH = {"accept-language": "en", "user-agent": "Firefox"}


def published(title: str, body: str = "본문입니다", **fields: object) -> Post:
    """Publish a post as a member does."""
    return publish_post(
        board=fields.pop("board", None) or BoardFactory(),
        author=fields.pop("author", None) or MemberFactory(),
        title=title,
        body=f"<p>{body}</p>",
        **fields,
    )


class FoundPosts(HTMLParser):
    """Collects the titles of results with their links, and what stands in the search box."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.links: list[str] = []
        self.typed = ""
        self._in_title = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("class") == "found__title":
            self._in_title = True
            self.titles.append("")
        elif tag == "a" and self._in_title:
            self.links.append(attributes["href"] or "")
        elif attributes.get("id") == "search-words":
            self.typed = attributes["value"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "h3":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles[-1] += data


def found_posts(response: object) -> FoundPosts:
    """Return the results of a response's page; their titles without what surrounds them."""
    found = FoundPosts(response.content.decode())  # type: ignore[attr-defined]
    found.titles = [title.strip() for title in found.titles]
    return found


def page_of(client: Client, **parameters: str) -> HttpResponse:
    """Ask for the search page in English."""
    return client.get(PATH, parameters, headers=ENGLISH)
