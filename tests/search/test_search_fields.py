"""The search line: one board, one field, and what was typed stays."""

import re

import pytest

from boards.search.models import RecentSearch
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import ENGLISH, PATH, found_posts, published

pytestmark = pytest.mark.django_db


def search(client, q, field="", **parameters):
    return client.get(PATH, {"q": q, "field": field, **parameters}, headers=ENGLISH)


def titles(client, q, field="", **parameters):
    return sorted(found_posts(search(client, q, field, **parameters)).titles)


@pytest.fixture
def board():
    return BoardFactory(slug="talk", allows_anonymous=True)


def test_the_title_alone(client, board):
    published("세금 이야기", "본문", board=board)
    published("다른 이야기", "세금 본문", board=board)
    assert titles(client, "세금") == ["다른 이야기", "세금 이야기"]
    assert titles(client, "세금", "title") == ["세금 이야기"]
    assert titles(client, "세금", "title", sort="newest") == ["세금 이야기"]
    assert titles(client, "본문", "title") == []


def test_the_author_alone(client, board):
    published("홍의 글", "vuxxxxx", board=board, author=MemberFactory(handle="vulcan"))
    published("남의 글", "vulcan vuxxxxx", board=board, author=MemberFactory(handle="other"))
    assert titles(client, "vuxxxxx", "author") == ["홍의 글"]
    assert titles(client, " vuxxxxx ", "author") == ["홍의 글"]
    assert titles(client, '"vuxxxxx"', "author") == ["홍의 글"]
    assert titles(client, "“vuxxxxx”", "author") == ["홍의 글"]
    assert titles(client, "vu", "author") == ["홍의 글"]


def test_nobody_finds_by_a_name_that_they_may_not_see(client, board):
    author = MemberFactory(handle="vulcan")
    published("이름 있는 글", board=board, author=author)
    published("익명 글", board=board, author=author, is_anonymous=True)
    assert titles(client, "vulcan", "author") == []
    for person, found in (
        (MemberFactory(), []),
        (author, ["이름 있는 글"]),
        (AdminFactory(), ["이름 있는 글"]),
    ):
        client.force_login(person)
        assert titles(client, "vulcan", "author") == found
        assert titles(client, "vuxxxxx", "author") == ["이름 있는 글"]


@pytest.mark.parametrize(
    "name", ["", "  ", '"', '""', "author:", "-", "or", "board:talk", 'a" tag:"b', "세금 " * 300]
)
def test_whatever_is_typed_as_a_name_is_an_ordinary_page(client, board, name):
    published("세금", board=board)
    assert search(client, name, "author").status_code == 200
    assert titles(client, name, "author") == []
    assert search(client, name, "title").status_code == 200


def test_a_field_that_nobody_knows_is_none(client, board):
    published("제목", "세금", board=board)
    assert titles(client, "세금", "body; DROP") == ["제목"]


def test_the_text_and_the_field_stay(client, board):
    published("세금 이야기", board=board)
    for field in ("title", "author"):
        page = search(client, "세금", field, board="talk").content.decode()
        assert found_posts(search(client, "세금", field)).typed == "세금"
        assert f'<option value="{field}" selected>' in page
        links = re.findall(r'href="(/search/\?[^"]*)"', page)
        assert links
        assert all(f"field={field}" in link for link in links if "%EC%84%B8%EA%B8%88" in link)


def test_a_recent_search_is_repeated_with_its_field(client, board):
    member = MemberFactory()
    client.force_login(member)
    published("세금 이야기", board=board)
    search(client, "세금", "title")
    search(client, "vuxxxxx", "author")
    kept = RecentSearch.objects.filter(member=member).order_by("pk")
    assert list(kept.values_list("query", flat=True)) == ["in:title 세금", 'author:"vuxxxxx"']


def test_every_list_has_the_line_below_it(client, board):
    published("글", board=board).tags.add("세금")
    for path, hidden in (("/boards/talk/", True), ("/all/", False)):
        page = client.get(path, headers=ENGLISH).content.decode()
        line = page.split('class="search-line search-line--below"')[1]
        form = line.split("</form>")[0]
        assert page.index('class="list"') < page.index("search-line--below")
        assert 'name="field" form="board-search"' in form
        assert ('name="board" value="talk"' in form) is hidden
    assert "search-line--below" not in client.get("/tags/세금/").content.decode()
