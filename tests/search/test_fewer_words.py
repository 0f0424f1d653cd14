"""Posts that lack some of the words are found where hardly any has all of them."""

import pytest

from boards.search.index.engines import current_engine
from boards.search.language.query_parser import MAX_TERMS, Hint, strict_form_of
from boards.search.querying import steps
from boards.search.querying.fewer_words import MAX_WORDS
from boards.search.querying.finding import Order, find
from boards.search.querying.meant import MAX_WORDS as MAX_WORDS_TYPED_WRONG
from tests.factories import BoardFactory, MemberFactory
from tests.search.posting import page_of, published

ORDERS = [Order.MATCH, Order.NEWEST]
# As typed, in other forms, without endings, and once for each word; before these twice for some
# words that may have been typed in the other layout of the keyboard.
MOST_INDEX_QUERIES = MAX_WORDS + 3 + 2 * MAX_WORDS_TYPED_WRONG


def titles(query, viewer=None, **options):
    """Return the titles that the viewer finds, the best first."""
    return [result.post.title for result in find(viewer, query, **options).results]


def hints(query, **options):
    """Return the kinds of hints that a query gives."""
    return [hint for hint, _ in find(None, query, **options).query.hints]


@pytest.mark.django_db
class TestFewerWords:
    def test_one_of_two_is_enough_where_no_post_has_both(self):
        published("트럼프 관세")
        published("날씨가 좋네요")
        for order in ORDERS:
            assert titles("도널드 트럼프", order=order) == ["트럼프 관세"]
            assert hints("도널드 트럼프", order=order) == [Hint.NOT_ALL]

    def test_one_of_three_is_not(self):
        published("트럼프 관세")
        assert titles("도널드 트럼프 연설") == []
        assert hints("도널드 트럼프 연설") == []

    @pytest.mark.parametrize(
        "question",
        [
            "영주권 갱신하는 방법 있나요",
            "영주권 갱신 어떻게 하나요",
            "영주권 갱신해 보신 분들 이야기",
            "좋은 영주권 갱신 방법이 궁금합니다",
        ],
    )
    def test_words_of_a_question_that_tell_nothing_may_be_missing(self, question):
        published("영주권 갱신")
        published("방법 있나요, 하나요, 이야기", "보신 분들 좋은 방법이 궁금합니다")
        assert titles(question) == ["영주권 갱신"]

    def test_a_question_of_one_word_that_tells_finds_what_is_about_it(self):
        published("여권 신청")
        published("사진관에서", "너무 비싼 때 이야기를 하는 사람들")
        assert titles("여권 사람들 이야기") == ["여권 신청"]

    def test_a_sentence_finds_the_text_that_says_it_otherwise(self):
        published("온수기 물이 새서 바닥이 젖었습니다", "배관공이 교체비로 많이 불렀어요")
        published("비가 와서 우산이 젖었어요", "바닥도 미끄럽네요")
        published("배관공 추천")
        sentence = "온수기에서 물이 새어 마루가 젖는 바람에 배관공을 불렀다"
        assert titles(sentence) == ["온수기 물이 새서 바닥이 젖었습니다"]

    def test_more_words_go_before_fewer_and_rare_ones_before_frequent_ones(self):
        board, author = BoardFactory(), MemberFactory()
        for number in range(12):
            published(f"미국 소식 {number}", board=board, author=author)
        published("한파 피해", board=board, author=author)
        published("미국 한파", board=board, author=author)
        assert titles("미국 한파 사망자") == ["미국 한파"]
        assert titles("미국살이 한파")[0] in {"미국 한파", "한파 피해"}

    def test_posts_with_all_words_come_first_and_those_that_lack_one_behind_a_few(self):
        published("영주권 갱신 서류 준비")
        published("영주권 갱신 서류")
        published("영주권")
        results = find(None, "영주권 갱신 서류 준비")
        assert [result.post.title for result in results.results] == [
            "영주권 갱신 서류 준비",
            "영주권 갱신 서류",
        ]
        assert [result.missing for result in results.results] == [(), ("준비",)]
        assert results.query.hints == [(Hint.SOME_LACK, "")]

    def test_what_is_quoted_or_unwanted_or_a_field_is_never_left_out(self):
        board = BoardFactory(slug="visa")
        published("영주권 갱신", board=board)
        published("영주권 문호")
        assert titles('영주권 "기간"') == []
        assert titles("영주권 기간 -문호") == ["영주권 갱신"]
        assert titles("영주권 기간 board:visa") == ["영주권 갱신"]
        assert titles('"갱신" 영주권 기간') == ["영주권 갱신"]
        assert titles("in:title 영주권 본문입니다 기간") == []

    def test_every_page_is_of_the_same_list_in_both_orders(self):
        board, author = BoardFactory(), MemberFactory()
        wanted = {published(f"월세 인상 {n}", board=board, author=author).title for n in range(45)}
        query = "월세 인상 평균"
        by_match = sum((titles(query, number=number) for number in (1, 2, 3)), [])
        page = find(None, query, order=Order.NEWEST)
        by_newest = [result.post.title for result in page.results]
        while page.next_key is not None:
            page = find(None, query, order=Order.NEWEST, before_key=page.next_key)
            by_newest += [result.post.title for result in page.results]
            assert page.query.hints == [(Hint.NOT_ALL, "")]
        assert set(by_match) == set(by_newest) == wanted
        assert len(by_match) == len(by_newest) == 45

    def test_a_search_asks_the_index_a_bounded_number_of_times(self, monkeypatch):
        published("월세 인상")
        asked = []
        engine = current_engine()
        newest = type(engine).newest

        def counted(self, *args, **options):
            asked.append(args)
            return newest(self, *args, **options)

        monkeypatch.setattr(type(engine), "newest", counted)
        monkeypatch.setattr("boards.search.querying.fewer_words.MAX_OF_WORD", 1)
        for number in range(3):
            published(f"비쌉니다 {number}")
        words = [f"비싼{sign}" for sign in "가나다라마바사아자차카타파하거너더"]
        for query in ("월세 평균", " ".join(words), " ".join(["월세", "비싼", *words])):
            for order in ORDERS:
                asked.clear()
                find(None, query, order=order)
                assert 0 < len(asked) <= MOST_INDEX_QUERIES, query
        assert MAX_WORDS < MAX_TERMS
        assert steps.FEW == 10

    def test_the_same_word_twice_is_one_word(self):
        published("월세 인상")
        assert titles("평균 평균") == []
        assert titles("월세 월세 평균") == ["월세 인상"]


@pytest.mark.django_db
class TestThePage:
    def test_says_what_each_post_lacks_and_offers_the_strict_form(self, client):
        published("월세 인상")
        page = page_of(client, q="월세 평균", period="week").content.decode()
        assert "No post has all of these words" in page
        assert "Without: 평균" in page
        strict = "/search/?q=%22%EC%9B%94%EC%84%B8%22+%22%ED%8F%89%EA%B7%A0%22&amp;period=week"
        assert f'href="{strict}"' in page
        response = page_of(client, q='"월세" "평균"', period="week")
        assert response.context["found"].found == 0
        assert "Without:" not in response.content.decode()

    def test_says_it_in_korean(self, client):
        published("월세 인상")
        page = client.get("/search/", {"q": "월세 평균"}, headers={"accept-language": "ko"})
        assert "빠진 검색어: 평균" in page.content.decode()

    def test_escapes_the_words_that_a_post_lacks(self, client):
        published("월세 인상")
        page = page_of(client, q="월세 <b>평균</b>").content.decode()
        assert "Without: &lt;b&gt;평균&lt;/b&gt;" in page

    def test_says_nothing_where_all_words_are_there(self, client):
        published("월세 평균")
        page = page_of(client, q="월세 평균").content.decode()
        assert "Without:" not in page
        assert "exactly as it is typed" not in page


@pytest.mark.parametrize(
    ("typed", "strict"),
    [
        ("월세 평균", '"월세" "평균"'),
        ('월세 "평균 가격" -매매', '"월세" "평균 가격" -매매'),
        ("월세 board:home in:title after:2024", '"월세" board:home in:title after:2024'),
        ("비자 or 영주권", '"비자" or "영주권"'),
        ('"월세', '"월세"'),
        ("https://x.org/a", '"https://x.org/a"'),
        ("", ""),
    ],
)
def test_the_strict_form_has_every_plain_word_in_quotes(typed, strict):
    assert strict_form_of(typed) == strict
