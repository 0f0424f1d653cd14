"""Words that were written together, and are looked for apart."""

import pytest

from boards.access import Access
from boards.search.language.query_parser import Hint, Term, read
from boards.search.querying.finding import Order, find
from tests.factories import AdminFactory, BoardFactory
from tests.search.posting import published


def titles(query, order=Order.MATCH, viewer=None):
    """Return the titles that somebody finds."""
    return [result.post.title for result in find(viewer, query, order=order).results]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("달착륙선", "달 착륙선"),
        ("빚탕감", "학자금 빚 탕감 소식"),
        ("첫경선", "첫 경선이 끝났다"),
        ("빚탕감을", "빚 탕감"),
        ("집값하락세", "집값 하락세"),
        ("새주인", "새 주인을 찾습니다"),
        ("한인회장선거", "한인회장 선거"),
        ("달착륙선 소식", "소식: 달 착륙선"),
        ("첫경선 -후보", "첫 경선"),
        ("in:body 첫경선", "첫 경선"),
    ],
)
def test_a_compound_is_cut_where_both_of_its_parts_occur(query, text):
    published("글", text)
    published("다른 글", "달라진 선거 착륙 경치")
    for order in Order:
        assert titles(query, order) == ["글"]
    hints = [hint for hint, _ in find(None, query).query.hints]
    # Two parts of two syllables or more are looked for anyhow.
    assert hints == ([] if query in ("집값하락세", "한인회장선거") else [Hint.SPLIT])


@pytest.mark.django_db
def test_a_compound_that_is_found_is_not_cut():
    published("붙여 쓴 글", "달착륙선")
    published("띄어 쓴 글", "달 착륙선")
    results = find(None, "달착륙선")
    assert [result.post.title for result in results.results] == ["붙여 쓴 글"]
    assert results.query.hints == []


@pytest.mark.django_db
def test_parts_that_stand_apart_are_found_when_no_post_has_them_together():
    published("글", "탕감해 준다는 빚")
    assert titles("빚탕감") == ["글"]
    assert titles("빚탕수") == titles("빚빚빚") == titles("가나다라마바사아자차") == []


@pytest.mark.django_db
def test_the_parts_are_marked_and_named():
    published("글", "학자금 빚 탕감 소식")
    found = find(None, "빚탕감")
    assert "<mark>빚</mark> <mark>탕감</mark>" in found.results[0].excerpt.replace(
        "<mark>빚 탕감</mark>", "<mark>빚</mark> <mark>탕감</mark>"
    )
    assert found.query.hints == [(Hint.SPLIT, "빚 탕감")]


@pytest.mark.django_db
def test_nothing_is_told_of_posts_that_nobody_else_may_read():
    board = BoardFactory(read_access=Access.MODERATORS)
    admin = AdminFactory()
    published("글", "학자금 빚 탕감", board=board, author=admin)
    found = find(None, "빚탕감")
    assert (found.found, found.query.hints) == (0, [])
    assert titles("빚탕감", viewer=admin) == ["글"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("해고,한파", ["해고", "한파"]),
        ("해고/한파", ["해고", "한파"]),
        ("해고，한파", ["해고", "한파"]),
        ("해고、한파;비자", ["해고", "한파", "비자"]),
        ("세금/tax", ["세금", "tax"]),
        ("tax,visa", ["tax", "visa"]),
        ("24/7", ["24/7"]),
        ("1,234", ["1,234"]),
        ("a.com/b", ["a.com/b"]),
    ],
)
def test_what_is_listed_is_several_words(typed, words):
    assert [group[0].text for group in read(typed).groups] == words
    assert read(f'"{typed}"').groups == [[Term(read(f'"{typed}"').groups[0][0].text, True)]]


def test_a_list_that_is_left_out_is_left_out_whole():
    assert read("비자 -해고,한파").groups == [
        [Term("비자")], [Term("해고", is_unwanted=True)], [Term("한파", is_unwanted=True)]
    ]  # fmt: skip


@pytest.mark.django_db
def test_listed_words_may_stand_anywhere():
    published("한파 소식", "그리고 대량 해고")
    published("한파만", "추워요")
    for query in ("해고,한파", "해고/한파", "한파/해고"):
        assert titles(query) == ["한파 소식"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("ㅇㅇㅇㅇ", "아이오와의 겨울"),
        ("ㅇㅇㅇ", "아이오와"),
        ("ㅅㅅ", "시세 문의"),
        ("ㄷㄷ", "대도시"),
    ],
)
def test_a_repeated_consonant_may_be_that_of_every_syllable(query, title):
    published(title)
    published("쿠키와 하하", "카카")
    assert titles(query) == [title]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["ㅋㅋ", "ㅋㅋㅋ", "ㅎㅎㅎ", "ㅠㅠ", "ㅜㅜ"])
def test_laughter_and_tears_are_no_consonants_of_words(query):
    published("쿠키 하하호호 카카오 유유", "본문")
    published("웃긴 글", f"본문 {query}")
    assert titles(query) == ["웃긴 글"]
