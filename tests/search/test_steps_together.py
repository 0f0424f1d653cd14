"""What is looked for further goes with fields, quotes, synonyms and both orders."""

import pytest
from django.utils import timezone

from boards.search.language.query_parser import Hint, read, strict_form_of
from boards.search.models import SynonymGroup
from boards.search.querying.finding import Order, find
from boards.search.ranking.nearness import closest_first
from boards.search.ranking.worth import Candidate
from tests.factories import BoardFactory, MemberFactory
from tests.hostile.test_costs import cheap
from tests.search.posting import ENGLISH, PATH, found_posts, page_of, published

pytestmark = pytest.mark.django_db

ORDERS = [Order.MATCH, Order.NEWEST]


@pytest.fixture(autouse=True)
def no_synonyms_yet():
    SynonymGroup.objects.all().delete()


def titles(query, **options):
    return [result.post.title for result in find(None, query, **options).results]


def hints(query, **options):
    return [hint for hint, _ in find(None, query, **options).query.hints]


@pytest.mark.parametrize("order", ORDERS)
def test_a_compound_that_is_cut_for_nothing_does_not_hide_what_has_some_words(order):
    published("달 착륙선 소식")
    published("비자 소식")
    assert titles("달착륙선 비자", order=order)
    assert hints("달착륙선 비자", order=order) == [Hint.NOT_ALL]


@pytest.mark.parametrize("query", ["제목:달착륙선", "in:title 달착륙선", "제목: 달착륙선"])
def test_a_compound_is_cut_in_the_field_that_was_asked_for(query):
    published("달 착륙선 사진", "본문")
    published("다른 글", "달착륙선이 본문에 붙어 있다")
    assert titles(query) == ["달 착륙선 사진"]


@pytest.mark.parametrize(
    ("typed", "strict"),
    [
        ("영주권 기간 board:visa", '"영주권" "기간" board:visa'),
        ("제목:세금 보고", '제목:"세금" "보고"'),
        ("댓글:세금 -비자", '댓글:"세금" -비자'),
        ("제목: 세금", '제목: "세금"'),
        ("in:body 세금", 'in:body "세금"'),
        ('"세금 보고" 또는 환급', '"세금 보고" 또는 "환급"'),
    ],
)
def test_the_strict_form_asks_in_the_same_fields(typed, strict):
    assert strict_form_of(typed) == strict
    assert read(strict).places == read(typed).places


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("제목:tprma", "제목:세금"), ("tprma,qlwk", "세금,비자"), ("in:title tprma", "in:title 세금")],
)
def test_a_word_typed_in_the_wrong_layout_is_read_in_its_field_and_in_lists(client, typed, meant):
    published("세금 비자")
    page = page_of(client, q=typed)
    assert found_posts(page).titles == ["세금 비자"]
    assert f"Showing results for <strong>{meant}</strong>" in page.content.decode()


def test_many_short_words_beside_each_other_are_cheap_to_order():
    title = "a_" * 100
    candidates = [Candidate(number, number, title, timezone.now(), 0) for number in range(900)]
    query = read("a a a a a a a z")
    with cheap():
        assert closest_first(candidates, query, ()) == candidates


def test_stems_are_beside_each_other_with_more_letters_and_without_spaces():
    now = timezone.now()
    names = ("cards and green", "green cards", "greencard", "green-card!", "green blue card")
    found = [Candidate(number, number, name, now, 0) for number, name in enumerate(names)]
    ordered = [each.title for each in closest_first(found, read("green card"), ())]
    assert set(ordered[:3]) == {"green cards", "greencard", "green-card!"}


def test_a_pasted_sentence_of_verbs_is_cheap_to_look_for():
    board, author = BoardFactory(), MemberFactory()
    body = "들었다가 걸었고 만들었으며 도왔지만 썼던 이야기를 했습니다. " * 250
    for number in range(20):
        published(f"글 {number}", body, board=board, author=author)
    sentence = "들은 걸어 만든 도와 쓴 비싼 추운 몰라 지은 하얀 사는 봤다 마셔 아파 담갔다 흘렀다"
    with cheap():
        find(None, sentence)


def test_a_synonym_counts_where_the_word_stands_by_chance():
    SynonymGroup.objects.create(words="사과, apple")
    published("인사과장 apple")
    published("사과 한 상자")
    assert set(titles("사과")) == {"인사과장 apple", "사과 한 상자"}


def test_a_name_of_several_words_is_those_words_together():
    SynonymGroup.objects.create(words="영주권, 그린 카드")
    published("신용 카드 추천")
    published("그린 카드 신청")
    found = {result.post.title: result for result in find(None, "영주권 추천").results}
    assert "영주권" in found["신용 카드 추천"].missing
    assert "<mark>" not in find(None, "영주권 추천").results[0].title.replace(
        "<mark>추천</mark>", ""
    )


@pytest.mark.parametrize("query", ["남편과 비자", "세금과 비자", "날씨와 비자"])
def test_a_word_with_a_particle_is_no_compound(query):
    published("비자 인터뷰")
    published("남편 생일, 세 금, 날 씨", "과")
    assert Hint.SPLIT not in hints(query)
    assert "비자 인터뷰" in titles(query)


@pytest.mark.parametrize("query", ["없는말", "맛있는집", "먹는법", "모르는일"])
def test_a_noun_behind_a_verb_is_not_left_out(query):
    published("없어서 맛있게 먹었다", "모르고 지나갔다")
    assert titles(query) == []
    published(f"{query[:-1]} {query[-1]}")
    assert titles(query) == [f"{query[:-1]} {query[-1]}"]


@pytest.mark.parametrize("narrowed", ["board", "nothing"])
def test_what_was_meant_has_to_be_found_where_it_is_looked_for(client, narrowed):
    published("세금 신고")
    other = BoardFactory(slug="other")
    published("비자", board=other)
    page = page_of(client, q="tprma", board="other" if narrowed == "board" else "")
    assert ("search-meant" in page.content.decode()) == (narrowed != "board")


@pytest.mark.parametrize("order", ORDERS)
def test_a_word_less_its_ending_is_marked(order):
    published("소식", "가까운 학교 앞 건널목")
    (result,) = find(None, "학교에", order=order).results
    assert "<mark>학교</mark>" in result.excerpt


def test_an_unwanted_word_keeps_its_ending():
    published("학교 앞 안내소")
    assert titles("안내소도 -학교에") == ["학교 앞 안내소"]


@pytest.mark.parametrize("order", ORDERS)
def test_chance_does_not_decide_whether_few_are_found(order):
    board, author = BoardFactory(), MemberFactory()
    for number in range(8):
        published(f"사과 {number}", board=board, author=author)
    for number in range(4):
        published(f"인사과장 {number}", board=board, author=author)
    published("사과를 했다는 소식", board=board, author=author)
    assert find(None, "사과했다", order=order).query.hints == []


@pytest.mark.parametrize("query", ["만원", "제목:만원", "in:title 만원", "내용:만원"])
def test_a_word_beside_a_number_is_found_in_each_field(query):
    published("5만원 할인", "5만원 할인")
    assert titles(query) == ["5만원 할인"]


def test_who_insists_on_a_word_sees_no_other_form_marked():
    published("해고 통보", "해고당한 사람")
    (result,) = find(None, "해고당한", verbatim=True).results
    assert "<mark>" not in result.title


def test_the_last_pages_have_their_numbers(client, monkeypatch):
    monkeypatch.setattr("boards.search.querying.finding.MAX_WEIGHED", 40)
    board, author = BoardFactory(), MemberFactory()
    for number in range(70):
        title = f"세금 {number}" if number < 30 else f"글 {number}"
        published(title, "세금", board=board, author=author)
    last = find(None, "세금").last_number
    assert last > 2
    pages = client.get(PATH, {"q": "세금", "page": last}, headers=ENGLISH).context["pages"]
    assert [link.label for link in pages.numbers if link.is_current] == [str(last)]
    assert f"page={last - 1}" in pages.previous


def test_a_query_that_is_odd_is_not_taken_for_misspelt(client, django_assert_max_num_queries):
    board, author = BoardFactory(), MemberFactory()
    for number in range(5):
        published(f"세금 {number}", board=board, author=author)
    page = page_of(client, q='세금 "')
    assert page.context["suggested"] is None
    assert len(found_posts(page).titles) == 5


def test_the_very_title_is_on_top_in_titles_alone(monkeypatch):
    board, author = BoardFactory(), MemberFactory()
    published("세금", board=board, author=author)
    monkeypatch.setattr("boards.search.querying.finding.MAX_WEIGHED", 5)
    for number in range(9):
        published(f"세금 이야기 {number}", board=board, author=author)
    assert titles("in:title 세금")[0] == "세금"
    assert titles("제목:세금")[0] == "세금"
