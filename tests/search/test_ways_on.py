"""A search that led to nothing offers the same without what narrowed it."""

from html.parser import HTMLParser

import pytest

from boards.access import Access
from tests.factories import AdminFactory, BoardFactory
from tests.search.posting import found_posts, page_of, published

pytestmark = pytest.mark.django_db


class _Form(HTMLParser):
    """Collects what the form of the page sends along."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        is_of_search = attributes.get("form") == "search" or attributes.get("id") == "search-words"
        if tag == "input" and is_of_search:
            self.sent[attributes["name"] or ""] = attributes.get("value") or ""


def offered(client, query, **more):
    """Return the titles that each offered way finds, by what the link says."""
    page = page_of(client, q=query, **more)
    text = page.content.decode()
    ways = page.context.get("ways_on") or []
    for way in ways:
        assert way.url.replace("&", "&amp;") in text
    return {way.part or way.words: found_posts(page_of_url(client, way.url)).titles for way in ways}


def page_of_url(client, url):
    return client.get(url, headers={"accept-language": "en"})


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("세금 글쓴이:nobody", "글쓴이:nobody"),
        ("글쓴이: nobody 세금", "글쓴이:nobody"),
        ("세금 tag:없음", "tag:없음"),
        ("세금 board:nowhere", "board:nowhere"),
        ("세금 말머리:없음", "말머리:없음"),
        ("세금 before:1999", "before:1999"),
        ("세금 after:어제", "after:어제"),
        ("세금 in:attic", "in:attic"),
        ("세금 게시판:", "게시판:"),
        ("세금 in:title author:nobody", "author:nobody"),
    ],
)
def test_a_part_that_finds_nothing_may_be_left_out(client, query, part):
    published("세금 신고")
    assert offered(client, query)[part] == ["세금 신고"]


@pytest.mark.parametrize("query", ["글쓴이:세금", "tag:세금", "board:세금", "말머리: 세금"])
def test_the_value_of_a_field_alone_is_searched_for_as_words(client, query):
    published("환급", body="세금 신고")
    page = page_of(client, q=query)
    if not found_posts(page).titles:
        assert offered(client, query)[query.replace(": ", ":")] == ["환급"]
    assert ">Search for the words “세금” instead</a>" in _flat(page)


def test_a_part_that_was_read_as_words_may_be_left_out_though_something_was_found(client):
    published("세금 신고")
    published("세금 환급")
    assert set(offered(client, "세금 tag:신고")["tag:신고"]) == {"세금 신고", "세금 환급"}
    assert "Search without “tag:신고”" in _flat(page_of(client, q="세금 tag:신고"))


@pytest.mark.parametrize("field", ["title", "comments", "author"])
def test_a_field_that_was_chosen_and_finds_nothing_leads_to_everything(client, field):
    published("환급", body="세금 신고")
    page = page_of(client, q="세금", field=field, sort="newest")
    assert ">look in titles, texts, tags and comments</button>" in _flat(page)
    everything = page.context["in_everything"].given
    assert everything == {"q": "세금", "sort": "newest"}
    assert found_posts(page_of(client, **everything)).titles == ["환급"]


def test_nothing_is_offered_where_something_is_found_or_nothing_narrows(client):
    published("세금 신고", tags=["세금"])
    for query in ("세금", "tag:세금", "비자", "-tag:세금", "in:title 비자", ""):
        assert offered(client, query) == {}


def test_what_is_closed_to_the_reader_is_offered_like_what_does_not_exist(client):
    closed = BoardFactory(slug="cellar", read_access=Access.MODERATORS)
    published("세금 밀수", board=closed, author=AdminFactory(), tags=["밀수"])
    for known, unknown in (("board:cellar", "board:nowhere"), ("tag:밀수", "tag:없음")):
        assert list(offered(client, f"비자 {known}").values()) == [[]]
        assert list(offered(client, f"비자 {unknown}").values()) == [[]]


def test_a_way_on_keeps_what_was_chosen_beside_the_query(client):
    board = BoardFactory(slug="tax")
    published("세금 신고", board=board)
    published("세금 환급")
    assert offered(client, "세금 tag:없음", board="tax")["tag:없음"] == ["세금 신고"]


def test_filters_that_are_applied_keep_that_exactly_this_was_meant(client):
    board = BoardFactory(slug="tax")
    published("세금 신고", board=board)
    page = page_of(client, q="tprma", verbatim="1")
    sent = _Form(page.content.decode()).sent
    assert sent["verbatim"] == "1"
    assert found_posts(page_of(client, **{**sent, "board": "tax"})).titles == []
    assert "verbatim" not in _Form(page_of(client, q="tprma").content.decode()).sent


def test_exactly_this_leads_back_to_similar_words(client):
    published("세금 신고")
    page = page_of(client, q="tprma", verbatim="1")
    url = page.context["not_verbatim"]
    assert "Search for similar words too</a>" in _flat(page)
    assert found_posts(page_of_url(client, url)).titles == ["세금 신고"]


def _flat(page):
    return " ".join(page.content.decode().split()).replace("> ", ">").replace(" <", "<")
