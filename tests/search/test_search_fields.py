"""The search line: one board, one field, and what was typed stays."""

import re

import pytest

from boards.posts.comments.actions.publish_comment import publish_comment
from boards.search.models import RecentSearch
from boards.search.querying.finding import Order, find
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


@pytest.fixture
def everywhere(board):
    """A post that has the word in its title alone, one in its text, one in a comment, a tag."""
    published("보험료 세금 돈", "본문", board=board)
    published("글", "보험료 세금 ㅋㅋ H-1B 돈", board=board)
    post = published("댓글 있는 것", "본문", board=board)
    comment = publish_comment(post=post, author=MemberFactory(), text="보험료 세금 H-1B, 돈")
    published("꼬리표", "본문", board=board, tags=["세금", "보험료"])
    return comment


WORDS = ("세금", "보험료", "보험", "돈", '"보험료 세금"', "세금 or 환급", "ㅋㅋ or 세금")
IN_FIELD = {"title": "보험료 세금 돈", "body": "글", "comments": "댓글 있는 것"}
PREFIXES = {
    "title": ("제목:", "title:", "in:title ", "in:제목 ", "제목: "),
    "body": ("내용:", "본문:", "body:", "in:body ", "in:내용 ", "내용： "),
    "comments": ("댓글:", "comments:", "comment:", "in:comments ", "in:댓글 "),
}


@pytest.mark.parametrize("field", IN_FIELD)
@pytest.mark.parametrize("word", WORDS)
def test_one_field_alone_is_searched(everywhere, client, field, word):
    assert titles(client, word, field) == [IN_FIELD[field]]
    assert titles(client, word, field, sort="newest") == [IN_FIELD[field]]


@pytest.mark.parametrize(
    ("field", "prefix"), [(field, prefix) for field in PREFIXES for prefix in PREFIXES[field]]
)
def test_the_query_language_names_each_field_in_both_languages(everywhere, field, prefix):
    for word in WORDS[:5]:
        for order in Order:
            found = find(None, f"{prefix}{word}", order=order)
            assert [result.post.title for result in found.results] == [IN_FIELD[field]], word
            assert found.query.hints == []
    assert find(None, f"-{prefix.strip()}세금" if prefix[-1] in ":" else "-x").found == 3 + (
        prefix[-1] not in ":"
    )


def test_leading_consonants_are_those_of_titles(everywhere, client):
    assert titles(client, "ㅅㄱ", "title") == ["보험료 세금 돈"]
    assert titles(client, "ㅅㄱ", "body") == titles(client, "ㅅㄱ", "comments") == []


def test_words_with_fields_of_their_own_must_all_hold(client, board):
    published("세금 이야기", "환급", board=board)
    published("세금 또", "본문", board=board)
    published("환급", "세금", board=board)
    assert titles(client, "제목:세금 내용:환급") == ["세금 이야기"]
    assert titles(client, "제목:세금 환급") == ["세금 이야기"]
    assert titles(client, '제목:"세금 이야기" -내용:본문') == ["세금 이야기"]
    assert titles(client, "제목:세금 or 내용:세금") == ["세금 또", "세금 이야기", "환급"]


def test_no_phrase_reaches_from_one_field_into_the_next(client, board):
    post = published("세금", "보고", board=board)
    publish_comment(post=post, author=MemberFactory(), text="환급")
    publish_comment(post=post, author=MemberFactory(), text="신청")
    for phrase in ("세금 보고", "보고 환급", "환급 신청"):
        for field in ("", "title", "body", "comments"):
            assert titles(client, f'"{phrase}"', field) == []


def test_what_is_shown_is_of_the_field(client, board):
    post = published("세금 글", "세금 본문", board=board)
    comment = publish_comment(post=post, author=MemberFactory(), text="세금 댓글")
    shown = {
        "": ("<mark>세금</mark> 글", "<mark>세금</mark> 본문", None),
        "title": ("<mark>세금</mark> 글", "세금 본문", None),
        "body": ("세금 글", "<mark>세금</mark> 본문", None),
        "comments": ("세금 글", "<mark>세금</mark> 댓글", comment.pk),
    }
    for field, expected in shown.items():
        (result,) = search(client, "세금", field).context["found"].results
        assert (result.title, result.excerpt, result.comment_id) == expected
    assert found_posts(search(client, "세금", "comments")).links == [f"/comments/{comment.pk}/"]


def test_the_number_of_posts_is_that_of_the_field(client, everywhere):
    assert search(client, "세금").context["found"].found == 4
    for field in IN_FIELD:
        assert search(client, "세금", field).context["found"].found == 1


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
    assert titles(client, "세금", "everything") == ["제목"]


def test_the_text_and_the_field_stay(client, board):
    published("세금 이야기", board=board)
    publish_comment(post=published("글", "세금", board=board), author=MemberFactory(), text="세금")
    for field in ("title", "body", "comments", "author"):
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
