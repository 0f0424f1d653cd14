"""A query that is the name of a board or a category offers its list."""

import pytest
from django.test import Client

from boards.access import Access
from boards.models import Category
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import page_of, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def boards():
    tax = BoardFactory(slug="tax", name_ko="세금 게시판", name_en="Taxes")
    talk = BoardFactory(slug="talk", name_ko="자유", name_en="Free Talk")
    for board in (tax, talk):
        Category.objects.create(board=board, name_ko="질문", name_en="Question", slug="ask")
    Category.objects.create(board=talk, name_ko="옛것", slug="old", is_retired=True)
    return tax, talk


def named(query, person=None, **parameters):
    """Return what is offered, as kind, name and URL."""
    client = Client()
    if person:
        client.force_login(person)
    page = page_of(client, q=query, **parameters)
    text = page.content.decode()
    offered = page.context.get("named") or []
    assert ('class="search-named"' in text) is bool(offered)
    for each in offered:
        assert f'href="{each.url}"' in text
    return [(each.kind, each.name, each.url) for each in offered]


@pytest.mark.parametrize(
    "query",
    ["세금", "세금 게시판", "세금게시판", "TAX", "taxes", "Taxes board", "「세금」", "ｔａｘ"],
)
def test_a_board_is_offered_by_each_of_its_names(boards, query):
    assert named(query) == [("Board", "Taxes", "/boards/tax/")]


@pytest.mark.parametrize(
    "query", ["게시판:세금", "게시판: 세금", "board:tax", "Board : Taxes", 'board: "taxes"']
)
def test_a_board_is_offered_by_its_name_behind_the_field(boards, query):
    assert named(query) == [("Board", "Taxes", "/boards/tax/")]


@pytest.mark.parametrize("query", ["말머리:질문", "category: ask", "말머리: [질문]"])
def test_categories_are_offered_by_their_name_behind_the_field(boards, query):
    assert {url for _, _, url in named(query)} == {
        "/boards/tax/?category=ask",
        "/boards/talk/?category=ask",
    }


@pytest.mark.parametrize(
    "query", ["-board:tax", "board:tax 환급", "board:ask", "말머리:tax", "tag:tax", "tag: 세금"]
)
def test_no_list_is_offered_for_another_field_nor_beside_words(boards, query):
    assert named(query) == []


@pytest.mark.parametrize("query", ["질문", "[질문]", "question", "ask"])
def test_a_category_is_offered_on_each_of_its_boards(boards, query):
    assert {(kind, url) for kind, _, url in named(query)} == {
        ("Category", "/boards/tax/?category=ask"),
        ("Category", "/boards/talk/?category=ask"),
    }


@pytest.mark.parametrize("query", ["세", "세금 보고", "옛것", "게시판", "board", "-세금", " ", "!"])
def test_nothing_is_offered_for_less_or_more_than_a_name(boards, query):
    assert named(query) == []


def test_it_stands_above_the_results_and_where_nothing_was_found(boards):
    assert named("자유") != []
    published("자유 이야기")
    page = page_of(Client(), q="자유").content.decode()
    assert page.index('class="search-named"') < page.index('class="found"')


def test_only_what_the_reader_may_read_is_offered():
    board = BoardFactory(slug="cellar", name_en="Cellar", read_access=Access.MODERATORS)
    Category.objects.create(board=board, name_ko="비밀", slug="hush")
    members = BoardFactory(slug="club", name_en="Club", read_access=Access.MEMBERS)
    for query in ("cellar", "비밀", "hush"):
        assert named(query) == named(query, MemberFactory()) == []
        assert len(named(query, AdminFactory())) == 1
    assert named("club") == []
    assert named("club", MemberFactory()) == [("Board", "Club", members.get_absolute_url())]


def test_a_search_in_one_field_offers_no_list(boards):
    assert named("세금", field="title") == named("세금", field="author") == []
    assert named("세금", page="1") != []
