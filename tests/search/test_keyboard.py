"""Words typed in the wrong layout of the keyboard: what was meant by them."""

import pytest

from boards.search.tokens.keyboard import letters_of, meant_by, syllables_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tprma", "세금"),
        ("gorh", "해고"),
        ("dhkswjs", "완전"),
        ("rkqt", "값"),
        ("rkqtdl", "값이"),
        ("rkqtl", "갑시"),
        ("dkswek", "앉다"),
        ("ahrtdl", "몫이"),
        ("ekfrrhrl", "닭고기"),
        ("dmltk", "의사"),
        ("rnjsrl", "권기"),
        ("Tkdna", "싸움"),
        ("Tkdn", "싸우"),
        ("Qkfrkd", "빨강"),
        ("dPtks", "예산"),
        ("dOrl", "얘기"),
        ("ehs", "돈"),
        ("tprma2024", "세금2024"),
        ("gkr-qn", "학-부"),
        ("rhksflqldyd", "관리비용"),
    ],
)
def test_korean_typed_with_the_english_layout(typed, meant):
    assert meant_by(typed)[0] == meant


@pytest.mark.parametrize("typed", ["TPRMA", "Tprma", "tprma", "tPRMA"])
def test_capitals_do_not_hide_what_was_meant(typed):
    assert "세금" in meant_by(typed)


def test_shift_is_read_as_it_was_pressed_first():
    assert meant_by("Tkd") == ["쌍", "상"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ㅡㅠㅁ", "mba"),
        ("ㅗ1ㅠ", "h1b"),
        ("ㅅㅁㅌ", "tax"),
        ("ㅑ-485", "i-485"),
        ("퍈ㅁ", "visa"),
        ("믐캐ㅜ", "amazon"),
        ("해ㅐ힏", "google"),
        ("ㅆㅁㅌ", "tax"),
        ("ㅕㄴ", "us"),
        ("쟈래ㅡ", "wifom"),
        ("\u1166\u1174", "pml"),
    ],
)
def test_english_typed_with_the_korean_layout(typed, meant):
    assert meant_by(typed) == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("시민rnjs", "시민권"), ("세rma", "세금"), ("ㅗmart", "hmart"), ("ㅗ마트", "h마트")],
)
def test_a_layout_that_was_changed_within_a_word(typed, meant):
    assert meant in meant_by(typed)


@pytest.mark.parametrize(
    "typed", ["", "tax", "h1b", "go", "k", "2024", "ㅋㅋㅋ", "ㅠㅠ", "京都", "-", "é"]
)
def test_what_makes_no_word_in_the_other_layout_has_no_other_meaning(typed):
    assert meant_by(typed) == []


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("ㄱㅏㅂㅅ", "값"), ("ㄱㅏㅂㅅㅣ", "갑시"), ("ㅗㅏ", "ㅘ"), ("ㅇㅗㅏㅣ", "와ㅣ"),
        ("ㄱㅏㄲㅏ", "가까"), ("ㄱㅏㄸㅏ", "가따"), ("ㅎㅏㄴㄱㅡㄹ", "한글"), ("ㄱㄱㅏ", "ㄱ가"),
        ("ㅅㅔㄱㅡㅁ 1ㅂㅗ", "세금 1보"), ("", ""), ("ㅏㄱ", "ㅏㄱ"), ("ㅂㅞㄹㄱ", "뷁"),
    ],
)  # fmt: skip
def test_letters_become_the_syllables_that_an_input_method_makes(letters, syllables):
    assert syllables_of(letters) == syllables


@pytest.mark.parametrize("word", ["세금", "값이", "웬걸", "괜찮아요", "얘기", "뷁", "싸움"])
def test_letters_and_syllables_are_two_forms_of_one_word(word):
    assert syllables_of(letters_of(word)) == word
