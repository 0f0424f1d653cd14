"""A word is found in its other forms, behind the posts that have it as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.posts.comments.actions.publish_comment import publish_comment
from boards.search.querying.finding import PAGE_SIZE, Order, find
from boards.search.querying.index_query import Filters
from boards.search.tokens.conjugation import forms_of
from boards.search.tokens.lemmas import Lemmas, lemmas_of
from tests.factories import BoardFactory, MemberFactory
from tests.search.posting import published

ORDERS = [Order.MATCH, Order.NEWEST]


def titles(query, viewer=None, **options):
    """Return the titles that the viewer finds, the best first."""
    return [result.post.title for result in find(viewer, query, **options).results]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("해고됐다", "회사에서 해고 통보"),
        ("삐었다", "발목을 삐어서 쉬는 중"),
        ("꿰었다", "구슬을 꿰는 사람"),
        ("얽힌", "실이 얽혔습니다"),
        ("여위어진", "얼굴이 여위고"),
        ("해고당한", "해고를 앞두고"),
        ("세금보고했어요", "세금 보고 서류"),
        ("건강보험들이", "건강 보험 비교"),
        ("해고시켰다", "해고 통보"),
        ("사망했다", "두 명 사망"),
        ("훔쳐간", "차를 훔친 사람"),
        ("비싼", "배추가 비쌉니다"),
        ("비싸다", "비싼 배추"),
        ("추운", "너무 추워요"),
        ("추워", "추운 겨울"),
        ("도왔다", "이웃을 돕는 모임"),
        ("들은", "라디오를 듣고 나서"),
        ("듣다", "노래를 들어요"),
        ("몰라", "아무도 모르는 규정"),
        ("흘렀다", "눈물이 흐르는 밤"),
        ("지은", "집을 짓는 중"),
        ("하얀", "하얗게 익은 무"),
        ("사는", "혼자 살면 외로워요"),
        ("만든", "만들어 먹기"),
        ("봤다", "영화를 봐서 좋았어요"),
        ("썼다", "편지를 쓰는 밤"),
        ("마셔", "커피를 마신 날"),
        ("아파요", "허리가 아픈 분"),
        ("담갔다", "김치 담그는 날"),
        ("얼버무렸다", "말을 얼버무리는 사람"),
        ("졸업생들이", "졸업생 취업"),
        ("기업들", "기업에 다닙니다"),
        ("이웃에게서도", "이웃의 도움"),
        ("상인들까지도", "상인 모임"),
        ("회사에서만은", "회사 사람"),
        ("교사였던", "교사 모집"),
    ],
)
def test_a_word_is_found_in_another_form(query, title):
    published("아무 상관 없는 이야기")
    published(title)
    for order in ORDERS:
        assert titles(query, order=order) == [title]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("사고", "가방을 샀어요"),
        ("사진", "죽느냐 사느냐"),
        ("노래", "노란 꽃"),
        ("바람", "연락 바랍니다"),
        ("어린이", "어릴 때 기억"),
        ("배우자", "요리를 배우는 모임"),
        ("경기도", "경기가 나쁩니다"),
        ("정신과", "정신없는 하루"),
        ("오른쪽", "값이 오른 배추"),
        ("올렸다", "올리브 기름"),
        ("이상한", "두 시간 이상"),
        ("봤다", "세금보고서"),
        ("그리고", "그림을 그려요"),
        ("걸렸다", "걸레 빨기"),
    ],
)
def test_what_only_looks_like_a_form_is_not_added(query, title):
    published(title)
    published(query)
    assert titles(query) == [query]


@pytest.mark.django_db
def test_the_word_as_it_was_typed_comes_first_however_old_it_is():
    published("비싼 배추", "비싼 파")
    published("비쌉니다")
    published("비싸요")
    assert titles("비싼")[0] == "비싼 배추"
    assert len(titles("비싼")) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
def test_ten_posts_with_the_word_itself_are_enough(order):
    board, author = BoardFactory(), MemberFactory()
    published("비쌉니다", board=board, author=author)
    for number in range(9):
        published(f"비싼 것 {number}", board=board, author=author)
    assert len(titles("비싼", order=order)) == 10
    published("비싼 것 9", board=board, author=author)
    assert "비쌉니다" not in titles("비싼", order=order)


@pytest.mark.django_db
def test_every_page_is_of_the_same_list_in_both_orders():
    board, author = BoardFactory(), MemberFactory()
    for number in range(45):
        published(f"{'훔친' if number % 9 else '훔쳐간'} 차 {number}", board=board, author=author)
    by_match = [titles("훔쳐간", number=number) for number in (1, 2, 3)]
    assert [len(page) for page in by_match] == [20, 20, 5]
    assert all(title.startswith("훔쳐간") for title in by_match[0][:5])
    page = find(None, "훔쳐간", order=Order.NEWEST)
    by_newest = [result.post.title for result in page.results]
    while page.next_key is not None:
        page = find(None, "훔쳐간", order=Order.NEWEST, before_key=page.next_key)
        assert len(page.results) <= PAGE_SIZE
        by_newest += [result.post.title for result in page.results]
    assert [title.split()[-1] for title in by_newest] == [str(n) for n in reversed(range(45))]
    assert sorted(by_newest) == sorted(sum(by_match, []))


@pytest.mark.django_db
def test_fields_filters_and_quotes_hold_for_other_forms():
    here, there = BoardFactory(slug="here"), BoardFactory(slug="there")
    published("비쌉니다", board=here)
    published("배추", "너무 비쌉니다", board=there)
    assert titles("비싼 in:title") == ["비쌉니다"]
    assert titles("비싼 board:there") == ["배추"]
    assert titles("비싼", filters=Filters(board=there)) == ["배추"]
    assert titles("비싼 -배추") == ["비쌉니다"]
    assert titles('"비싼"') == []


@pytest.mark.django_db
def test_other_forms_are_marked_in_the_title_and_in_the_comment_that_holds_them():
    published("차를 훔친 사람")
    post = published("질문 있습니다")
    publish_comment(post=post, author=MemberFactory(), text="누가 훔쳤을까요")
    found = {result.post.title: result for result in find(None, "훔쳐간").results}
    assert "차를 <mark>훔친</mark> 사람" in found["차를 훔친 사람"].title
    assert "<mark>훔쳤을</mark>까요" in found["질문 있습니다"].excerpt


@given(st.text(alphabet=[chr(code) for code in range(ord("가"), ord("힣"), 97)], max_size=14))
def test_any_syllables_have_lemmas_and_forms_without_an_error(word):
    lemmas = lemmas_of(word)
    assert all(forms_of(stem) for stem in lemmas.stems)


@pytest.mark.parametrize("word", ["", "가", "tax", "세금1", "ㅋㅋㅋ", "漢字", "가" * 500])
def test_what_is_no_word_of_hangul_has_no_lemmas(word):
    assert lemmas_of(word) == Lemmas()
