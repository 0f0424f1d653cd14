"""Numbers are found as numbers, in each way in which people write them."""

import pytest

from boards.search.language.query_parser import Term
from boards.search.querying.finding import Order, find
from boards.search.ranking.evidence import Evidence
from boards.search.ranking.highlighting import excerpt_of, wording_of
from boards.search.tokens import tokenizer
from boards.search.tokens.amounts import amounts_in
from tests.search.posting import published

SAME = [
    ("5000명", "5,000명", "5천명", "5천 명", "５０００명", "0.5만명"),
    ("12000불", "1만2000불", "1만2천불", "12,000불", "1만 2천불", "1.2만불"),
    ("135000명", "13만5000명", "13만5천명", "13만 5천명", "13만 5,000명", "135,000명", "13.5만명"),
    ("120000000원", "1억2000만원", "1억 2천만원", "1억2,000만 원", "1.2억원"),
    ("1500000000000원", "1조5000억원", "1조 5천억원", "1.5조원", "1,500,000,000,000원"),
    ("19341.83", "19,341.83", "１９，３４１．８３"),
    ("3.07%", "3.07 %", "-3.07%", "３．０７％"),
    ("2024.1.24", "2024-01-24", "2024/1/24", "2024. 1. 24.", "2024.01.24", "20240124"),
    ("213-555-1234", "(213) 555-1234", "213.555.1234", "2135551234", "213 555 1234"),
    ("010-1234-5678", "010 1234 5678", "01012345678", "010.1234.5678"),
    ("ces2024", "ces 2024", "CES-2024", "CES 2024"),
    ("covid19", "covid-19", "Covid 19", "COVID19"),
    ("100km", "100 km"),
    ("$2,000", "$2000", "＄2,000"),
    ("v1.2.3", "V1.2.3"),
    ("2000불", "2,000달러", "$2,000", "2천불", "USD 2000", "2000 달러", "이천 불", "US$ 2,000"),
    ("500000원", "50만원", "₩500,000", "오십만 원", "KRW 500,000"),
    ("10%", "10퍼센트", "10프로", "10 프로", "십 퍼센트", "１０％"),
    ("3.5억 원", "3억 5천만원", "350,000,000원"),
    ("$1.2M", "120만 달러", "$1,200K"),
]
OTHERS = [
    ("10프로", "10프로젝트"),
    ("1,2", "12"),
    ("12", "1,2"),
    ("1,2,3", "123"),
    ("12,34", "1234"),
    ("1,2345", "12345"),
    ("1234567", "1234,567"),
    ("5000명", "13만5000명"),
    ("5천명", "13만5천명"),
    ("5천명", "13만 5,000명"),
    ("13만5000명", "5000명"),
    ("13만5000명", "13만명"),
    ("2000불", "1만2000불"),
    ("1만2000불", "2000불"),
    ("2천만원", "1억2천만원"),
    ("341", "19,341.83"),
    ("341.83", "19,341.83"),
    ("83", "19341.83"),
    ("1934183", "19,341.83"),
    ("07", "3.07%"),
    ("307", "3.07%"),
    ("123", "1.2.3"),
    ("2024124", "2024.1.24"),
    ("2024.12.4", "2024.1.24"),
    ("1.5", "1,5"),
    ("15", "1.5"),
    ("15", "1/5"),
    ("300", "3천"),
    ("$2000", "2000명"),
    ("2000불", "2000원"),
    ("$2000", "$12,000"),
    ("10%", "10명"),
]


def titles(query, order=Order.NEWEST):
    """Return the titles that a guest finds."""
    return [result.post.title for result in find(None, query, order=order).results]


@pytest.mark.django_db
@pytest.mark.parametrize("spellings", SAME, ids=lambda each: each[0])
def test_each_spelling_of_a_number_finds_every_other(spellings):
    written = {f"글 {place}": spelling for place, spelling in enumerate(spellings)}
    for title, spelling in written.items():
        published(title, f"올해 {spelling} 정도")
    published("다른 글", "본문")
    for spelling in spellings:
        for order in Order:
            assert sorted(titles(spelling, order)) == sorted(written), spelling


@pytest.mark.parametrize(
    "text", ["10프로젝트", "2000불교", "이 달러", "2024년", "3원인", "일원화", "v1.2%x$", "1,2", ""]
)
def test_what_is_no_amount_is_none(text):
    assert list(amounts_in(text)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "text"), OTHERS)
def test_another_number_is_not_found(query, text):
    published("글", f"올해 {text} 정도")
    assert titles(query) == titles(f'"{query}"') == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("만원", "5만원"),
        ("천만원", "3천만원"),
        ("만원짜리", "5만원짜리"),
        ("천명", "5천명"),
        ("명이", "13만5000명이"),
        ("555-1234", "213-555-1234"),
        ("2024", "2024.1.24"),
        ("2024.1", "2024.1.24"),
        ("3.11", "3.11.4"),
        ("485", "I-485"),
    ],
)
def test_the_parts_of_a_number_that_are_words_are_still_found(query, text):
    published("글", f"올해 {text} 정도")
    assert titles(query) == ["글"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["-3.07%", "-3.07％", "−10%", "-12.5", "-$500", "-7도"])
def test_a_negative_number_is_pasted_and_not_left_out(query):
    published("글", f"어제 {query} 였다")
    published("다른 글", "본문")
    assert titles(query) == ["글"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["글 -485", "글 -2024", "글 -h1b"])
def test_a_number_behind_a_minus_is_left_out(query):
    published("글 하나", f"본문 {query.split('-')[1]}")
    published("글 둘")
    assert titles(query) == ["글 둘"]


@pytest.mark.parametrize(
    ("word", "text", "evidence"),
    [
        ("개", "사과 15개", Evidence.CHANCE),
        ("개", "사과 15 개", Evidence.CHANCE),
        ("개", "사과 두 개", Evidence.CHANCE),
        ("개", "개가 짖어요", Evidence.WHOLE),
        ("개", "15개를 산 개", Evidence.WHOLE),
        ("명", "5천명", Evidence.CHANCE),
        ("집", "우리 집", Evidence.WHOLE),
        ("집", "두 집", Evidence.WHOLE),
    ],
)
def test_what_things_are_counted_in_is_no_word(word, text, evidence):
    assert wording_of([Term(word)]).evidence_in(tokenizer.folded(text)) is evidence


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("5000명", "약 5천명이", "약 <mark>5천</mark>명이"),
        ("13만5천", "13만 5,000명", "<mark>13만 5,000</mark>명"),
        ("2000불", "1만2000불과 2,000불", "1만2000불과 <mark>2,000</mark>불"),
        ("213-555-1234", "(213) 555-1234로", "<mark>(213) 555-1234</mark>로"),
        ("ces2024", "CES 2024에", "<mark>CES</mark> <mark>2024</mark>"),
        ("ces 2024", "CES2024에", "<mark>CES2024</mark>"),
    ],
)
def test_numbers_are_marked_as_they_are_written(query, text, marked):
    terms = [Term(word) for word in query.split()]
    assert marked in excerpt_of(text, wording_of(terms))


def test_long_numbers_take_no_more_than_a_look_at_each_sign():
    """A pattern that tries again from each place would not come to an end here."""
    signs = "1 1, 111, 1. 1만 1천 1_ 1만_ 123-456- (123)_ 1a 1.1만_ 1( 1억_ 1만1"
    for sign in [sign.replace("_", " ") for sign in signs.split(" ")]:
        text = sign * (200_000 // len(sign))
        assert len(tokenizer.tokens_of(text)) <= len(text)
        assert len(tokenizer.parts_of(text)) <= 3 * len(text)
