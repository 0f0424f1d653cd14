"""How a query is read, however it is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.members.characters import is_longer_than
from boards.search.language.places import Place
from boards.search.language.query_parser import (
    MAX_QUERY_LENGTH,
    MAX_TERMS,
    Field,
    Filter,
    Hint,
    Term,
    date_of,
    read,
    ways_without_fields,
)


def word(text):
    """One word that is wanted."""
    return Term(text)


def phrase(text):
    """Words in exactly this order."""
    return Term(text, is_phrase=True)


def unwanted(text, *, is_phrase=False):
    """A word that must not be there."""
    return Term(text, is_phrase=is_phrase, is_unwanted=True)


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("세금", [[word("세금")]]),
        ("세금 보고", [[word("세금")], [word("보고")]]),
        ("  세금 \n\t 보고　", [[word("세금")], [word("보고")]]),
        ('"세금 보고"', [[phrase("세금 보고")]]),
        ("“세금 보고”", [[phrase("세금 보고")]]),
        ("「세금 보고」", [[phrase("세금 보고")]]),
        ('비자"세금 보고"집', [[word("비자")], [phrase("세금 보고")], [word("집")]]),
        ("비자 -중고", [[word("비자")], [unwanted("중고")]]),
        ('-"중고 거래"', [[unwanted("중고 거래", is_phrase=True)]]),
        ("−중고", [[unwanted("중고")]]),
        ("I-485", [[word("I-485")]]),
        ("비자 or 영주권", [[word("비자"), word("영주권")]]),
        ("비자 OR 영주권 | 시민권", [[word("비자"), word("영주권"), word("시민권")]]),
        ("비자 또는 영주권", [[word("비자"), word("영주권")]]),
        ('집 비자 or "영주권 갱신"', [[word("집")], [word("비자"), phrase("영주권 갱신")]]),
        ("or 비자", [[word("비자")]]),
        ("비자 or", [[word("비자")]]),
        ("or or", []),
        ("비자 or or 영주권", [[word("비자"), word("영주권")]]),
        ("비자 or -집", [[word("비자")], [unwanted("집")]]),
        ("비자 Or 집", [[word("비자")], [word("Or")], [word("집")]]),
        ("http://a.b", [[word("http://a.b")]]),
        ("시간:3시", [[word("시간:3시")]]),
        ("::", [[word("::")]]),
        (":", [[word(":")]]),
        ("-", [[word("-")]]),
        ("--", [[unwanted("-")]]),
        ("", []),
        ('""', [[phrase("")]]),
    ],
)
def test_words_are_read_as_they_are_meant(typed, groups):
    query = read(typed)
    assert query.groups == groups
    assert query.hints == []
    assert query.filters == []


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("board:tax", [Filter(Field.BOARD, "tax")]),
        ("게시판:세금", [Filter(Field.BOARD, "세금")]),
        ('board:"Talk & Talk"', [Filter(Field.BOARD, "Talk & Talk")]),
        ("-board:tax", [Filter(Field.BOARD, "tax", is_unwanted=True)]),
        ("BOARD：tax", [Filter(Field.BOARD, "tax")]),
        ("tag:영주권 태그:비자", [Filter(Field.TAG, "영주권"), Filter(Field.TAG, "비자")]),
        ("author:vuxxxxx", [Filter(Field.AUTHOR, "vuxxxxx")]),
        ("글쓴이:vu 작성자:bo", [Filter(Field.AUTHOR, "vu"), Filter(Field.AUTHOR, "bo")]),
        ("before:2025-01-31", [Filter(Field.BEFORE, "2025-01-31")]),
        ("이후:2024 이전:2025.5", [Filter(Field.AFTER, "2024"), Filter(Field.BEFORE, "2025.5")]),
    ],
)
def test_fields_narrow_what_is_found(typed, filters):
    query = read(f"세금 {typed} 보고")
    assert query.filters == filters
    assert query.groups == [[word("세금")], [word("보고")]]
    assert query.hints == []


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("게시판: 세금", [Filter(Field.BOARD, "세금")]),
        ("게시판 : 세금", [Filter(Field.BOARD, "세금")]),
        ("게시판 :세금", [Filter(Field.BOARD, "세금")]),
        ("Board： tax", [Filter(Field.BOARD, "tax")]),
        ('board: "Talk & Talk"', [Filter(Field.BOARD, "Talk & Talk")]),
        ("-board: tax", [Filter(Field.BOARD, "tax", is_unwanted=True)]),
        ("category: 질문", [Filter(Field.CATEGORY, "질문")]),
        ("말머리: [질문]", [Filter(Field.CATEGORY, "[질문]")]),
        ("tag: 영주권 태그: #비자", [Filter(Field.TAG, "영주권"), Filter(Field.TAG, "#비자")]),
        ("글쓴이: vu 작성자: bo", [Filter(Field.AUTHOR, "vu"), Filter(Field.AUTHOR, "bo")]),
        ("이후: 2024 before: 2025", [Filter(Field.AFTER, "2024"), Filter(Field.BEFORE, "2025")]),
        ("게시판: 자유/유머", [Filter(Field.BOARD, "자유/유머")]),
        ("tag: board: tax", [Filter(Field.BOARD, "tax")]),
    ],
)
def test_a_space_behind_the_colon_changes_no_field(typed, filters):
    assert read(typed).filters == filters
    assert read(f"환급 {typed} 환급").filters == filters


@pytest.mark.parametrize("typed", ["제목: 세금", "제목 : 세금", "제목 :세금", "in: title 세금"])
def test_a_space_behind_the_colon_changes_no_place(typed):
    query = read(typed)
    assert query.title_only
    assert query.groups[0][0].text == "세금"
    assert query.hints == []


def test_places_with_a_space_behind_the_colon_are_each_of_the_words_behind_them():
    query = read('제목: 세금 내용: "환급 신청" 서류')
    [[title], [text], [more]] = query.groups
    assert [query.places_of(term) for term in (title, text, more)] == [
        {Place.TITLE}, {Place.TEXT}, {Place.TEXT},
    ]  # fmt: skip
    assert (title.text, text.text, more.text) == ("세금", "환급 신청", "서류")


def test_words_in_quotes_are_no_field():
    assert read('"게시판: 세금"').groups == [[phrase("게시판: 세금")]]
    assert read('"게시판: 세금"').filters == []


@pytest.mark.parametrize(
    "typed", ["in:title 세금", "세금 in:title", "in:제목 세금", "IN:Title 세금"]
)
def test_titles_alone_are_looked_into(typed):
    query = read(typed)
    assert query.title_only
    assert query.groups == [[word("세금")]]


@pytest.mark.parametrize(
    ("typed", "groups", "hint"),
    [
        ('세금 "보고', [[word("세금")], [word("보고")]], (Hint.QUOTE, "")),
        ('세금"', [[word("세금")]], (Hint.QUOTE, "")),
        ('"', [], (Hint.QUOTE, "")),
        ('"세금 "보고" 집', [[phrase("세금 ")], [word("보고")], [word("집")]], (Hint.QUOTE, "")),
        ("세금 board:", [[word("세금")], [word("board:")]], (Hint.EMPTY_FIELD, "board:")),
        ("board: -세금", [[word("board:")], [unwanted("세금")]], (Hint.EMPTY_FIELD, "board:")),
        ('"board:" 세금', [[phrase("board:")], [word("세금")]], (Hint.EMPTY_FIELD, "board:")),
        ("태그:", [[word("태그:")]], (Hint.EMPTY_FIELD, "태그:")),
        ("after:어제", [[word("어제")]], (Hint.UNKNOWN_DATE, "어제")),
        ("before:2025-13-01", [[word("2025-13-01")]], (Hint.UNKNOWN_DATE, "2025-13-01")),
        ("after:0000", [[word("0000")]], (Hint.UNKNOWN_DATE, "0000")),
        ("-after:x", [[unwanted("x")]], (Hint.UNKNOWN_DATE, "x")),
        ("in:attic 세금", [[word("attic")], [word("세금")]], (Hint.UNKNOWN_PLACE, "attic")),
    ],
)
def test_what_is_not_understood_is_read_as_words_with_a_hint(typed, groups, hint):
    query = read(typed)
    assert query.groups == groups
    assert query.hints == [hint]


def test_a_long_query_is_cut_and_says_so():
    query = read("세금 " * 33_334)
    assert len(query.text) <= MAX_QUERY_LENGTH
    assert len(query.groups) == MAX_TERMS
    assert query.hints == [(Hint.TOO_LONG, ""), (Hint.TOO_MANY, "")]
    (group,) = read("가" * 100_000).groups
    assert len(group[0].text) == MAX_QUERY_LENGTH


def test_a_long_row_of_signs_is_read_at_once():
    for sign in ('"', "-", ":", "or ", "board:", '""', '" ', "a:", '-"'):
        read(sign * 50_000)


def test_signs_that_cannot_be_stored_are_left_out():
    query = read("세\x00금 \ud800비자")
    assert query.text == "세금 비자"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-01", date(2024, 5, 1)),
        ("2024.5.1", date(2024, 5, 1)),
        ("2024.5.1.", date(2024, 5, 1)),
        ("2024/05", date(2024, 5, 1)),
        ("2024", date(2024, 1, 1)),
        ("2024-02-30", None),
        ("24-05-01", None),
        ("２０２４", None),
        ("9999-12-31", date(9999, 12, 31)),
        ("yesterday", None),
    ],
)
def test_days_are_read(value, day):
    assert date_of(value) == day


PARTS = st.sampled_from(
    ['"', "“", "-", ":", " ", "or", "또는", "|", "board:", "tag:", "before:", "2024", "세금",
     "\x00", "in:title", "a", "\ud800", "　"]
)  # fmt: skip


@given(st.one_of(st.text(st.characters(codec=None), max_size=400), st.lists(PARTS).map("".join)))
def test_nothing_typed_is_refused(typed):
    query = read(typed)
    query.text.encode()
    assert not is_longer_than(query.text, MAX_QUERY_LENGTH)
    assert sum(map(len, query.groups)) <= MAX_TERMS
    assert all(query.groups)
    assert query.wanted == [
        term for group in query.groups for term in group if not term.is_unwanted
    ]


def test_a_query_is_measured_in_characters_as_people_see_them():
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert read(family * MAX_QUERY_LENGTH).hints == []
    query = read("세금 " + family * MAX_QUERY_LENGTH)
    assert (Hint.TOO_LONG, "") in query.hints
    assert query.text == "세금 " + family * (MAX_QUERY_LENGTH - 3)


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("세금 tag:없음", [("tag:없음", "세금")]),
        ("글쓴이: nobody 세금", [("글쓴이:nobody", "세금")]),
        ('-board:"Talk & Talk" 세금 보고', [('-board:"Talk & Talk"', "세금 보고")]),
        ("tag:a 세금 author:b", [("tag:a", "세금 author:b"), ("author:b", "tag:a 세금")]),
        ("after:어제 세금", [("after:어제", "세금")]),
        ("in:attic 세금", [("in:attic", "세금")]),
        ("글쓴이:nobody", [("글쓴이:nobody", "nobody")]),
        ("세금 게시판:", [("게시판:", "세금")]),
        ("게시판:", []),
        ("태그:#비자", [("태그:#비자", "#비자")]),
        ("-tag:비자", []),
        ("in:title 세금", []),
        ("제목:세금", []),
        ("세금 보고", []),
        ("", []),
    ],
)
def test_each_field_may_be_left_out(typed, ways):
    assert ways_without_fields(typed) == ways
