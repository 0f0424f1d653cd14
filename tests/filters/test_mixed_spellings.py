"""Words with Latin letters for some syllables, or digits for letters, and innocent ones."""

import pytest

from boards.filters.matching.mixed import MAX_SYLLABLES, with_digits, with_latin_syllables
from boards.filters.matching.spellings import spellings_of
from boards.filters.matching.words import Watched, Words

WATCHED = [
    "바카라", "시발", "카지노", "도박", "보지", "자지", "대출", "새끼", "병신", "섹스", "야동",
    "대마초", "성인용품", "shit", "anal", "slut", "fuck", "porn",
]  # fmt: skip
FOUND = {
    "바카라": [
        "바ka라",
        "바카ra",
        "ba카라",
        "바kara",
        "온라인바ca라사이트",
        "바KA라 추천",
        "바ｋａ라",
    ],
    "시발": ["시bal", "si발", "야 시bal!", "시bar"],
    "카지노": ["카ji노 추천", "카지no", "ka지노", "강남카ji노"],
    "도박": ["do박 사이트", "도bak"],
    "섹스": ["sek스"],
    "성인용품": ["성in용품", "성인yong품"],
    "shit": ["5hit", "5h1t", "shi7", "bull 5hit", "5HIT!"],
    "slut": ["5lut", "slu7"],
    "anal": ["4nal"],
}
ORDINARY = [
    "5 hits in the game", "a 5-hit shutout", "15hit", "5hitter", "room 5h", "4K TV", "3D 프린터",
    "5G 요금제", "A5 용지", "iPhone 15 Pro", "B2B 영업", "H1B 비자", "K-1 비자", "E-2 비자",
    "4star", "e북", "LA갈비", "뉴욕NY", "T맵", "카카오talk", "네이버cafe", "쿠팡app", "삼성TV",
    "PC방", "S24 울트라", "F1 경주", "노래bar", "택시bar", "AS센터", "UPS배송", "Java지식",
    "Sonja지음", "Kaja지역", "사용자wifi", "DVD보기", "바이든Biden", "마트mart", "Nintendo스위치",
    "시카고Chicago", "대마도Daemado", "도서관library", "새로운sae 이름", "성인in 모임",
    "병원byeongwon", "Sinsa동", "7-Eleven", "1st 모임", "US시민권", "4testing", "I-485와 I-130",
    "401(k)와 IRA", "W-2, 1099", "테스트test1", "5stars호텔",
]  # fmt: skip


def found_in(text: str) -> list[str]:
    """Return the watched words that a text holds."""
    words = Words(Watched(number, word) for number, word in enumerate(WATCHED))
    return [WATCHED[find.number] for find in words.found_in(text)]


@pytest.mark.parametrize(
    ("word", "text"), [(word, text) for word, texts in FOUND.items() for text in texts]
)
def test_a_word_is_found_in_letters_of_two_writings(word, text):
    assert word in found_in(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_passes(text):
    assert not found_in(text)


def test_a_word_has_no_more_spellings_than_a_bound():
    for word in (
        *WATCHED,
        "가나다라마바",
        "꽤쌍뺨긁",
        "toastiest",
        "o" * 12,
        "a" * 100,
        "가" * 500,
    ):
        assert len(spellings_of(word)) <= 80
    assert not list(with_latin_syllables("가" * (MAX_SYLLABLES + 1)))
    assert not list(with_digits("t" * 13))


def test_a_find_says_where_the_word_stands():
    (find,) = Words([Watched(0, "바카라")]).found_in("온라인 바ka라 추천")
    assert (find.start, find.end) == (4, 8)
