"""Characters are counted and cut as people see them."""

import time
import unicodedata

import pytest

from boards.members.characters import (
    beginning_of,
    characters_of,
    end_of_character,
    end_of_characters,
    first_characters,
    is_longer_than,
    shows_nothing,
    start_of_character,
)

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ONE_EACH = [
    "가", "🇰🇷", "👍🏽", "1\ufe0f\u20e3", FAMILY, ENGLAND, "❤\ufe0f\u200d🔥", "e\u0301",
    unicodedata.normalize("NFD", "값"), "\u1112\u119e\u11ab", "가\u11eb", "\ua960\ud7b0\ud7cb",
    "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏻", "🫱🏻\u200d🫲🏿", "🏳\ufe0f\u200d🌈", "क्ष",
    "น้ำ"[:2], "ที่"[:2], "न्दी", "க்",
]  # fmt: skip


@pytest.mark.parametrize("character", ONE_EACH)
def test_what_a_person_sees_as_one_is_one(character):
    assert len(characters_of(character)) == 1
    assert len(characters_of(character * 7)) == 7
    assert not is_longer_than(character * 7, 7)
    assert is_longer_than(character * 8, 7)


@pytest.mark.parametrize("character", ONE_EACH)
def test_a_beginning_ends_between_characters(character):
    composed = unicodedata.normalize("NFC", character)
    assert beginning_of(character * 5, 5) == composed * 5
    assert beginning_of(character * 6, 5) == composed * 5 + "…"
    assert beginning_of(character * 6, 5, counts_ellipsis=True) == composed * 4 + "…"
    assert first_characters(character * 6, 5) == composed * 5
    assert beginning_of(character * 5000, 5) == composed * 5 + "…"


def test_marks_beyond_all_reason_are_cut():
    monster = "a" + "\u0301" * 100_000
    assert is_longer_than(monster, 100)
    assert len(beginning_of(monster, 100)) <= 1001
    assert len(first_characters(monster, 100)) <= 1000


@pytest.mark.parametrize("character", ONE_EACH)
def test_a_character_ends_behind_all_that_it_is_made_of(character):
    text = f"세금 {character * 30}"
    for place in range(4, len(text) + 1):
        end = end_of_character(text, place)
        assert end >= place
        assert (end - 3) % len(character) == 0


@pytest.mark.parametrize("character", ONE_EACH)
def test_a_piece_has_as_many_characters_as_are_wanted(character):
    text = f"세금 {character * 30}"
    assert end_of_characters(text, 3, 5) == 3 + 5 * len(character)
    assert end_of_characters(text, 0, 500) == len(text)


@pytest.mark.parametrize(("text", "place", "end"), [("1\ufe0f\u20e3x", 1, 3), ("ab", 1, 1)])
def test_no_mark_is_left_behind(text, place, end):
    assert end_of_character(text, place) == end


@pytest.mark.parametrize("character", ONE_EACH)
def test_a_character_begins_before_all_that_it_is_made_of(character):
    text = f"세금 {character * 30}"
    for place in range(len(text)):
        start = start_of_character(text, place)
        assert start <= place
        assert start < 3 or (start - 3) % len(character) == 0


@pytest.mark.parametrize(
    "unit",
    [
        *("🇰", "\u200d", "\u0301", "\u0301\u0316", "🇰\u200d", "🇰🇷\ufe0f", "👍\u200d", "क\u094d"),
        *("a\u200d", "\u1100", "\u1100\u1161", "\u0600", "\r"),
    ],
)
def test_long_runs_of_anything_are_counted_in_time(unit):
    begun = time.process_time()
    characters_of(unit * 100_000)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text",
    [
        *("\u200b", "\u3164", "\u200d", "\u2800", "\ufeff", "\u202e", "\u115f", "\u1160", "\uffa0"),
        *("\ufe0f", "\u00ad", "\u2060", "\u034f", "\u180e", "\U000e0020", "\U000e0100", "\ufff0"),
        *("\u17b4", "\u2065", "\u0301\u200b \t\n"),
    ],
)
def test_signs_without_a_picture_show_nothing(text):
    assert shows_nothing(text)
