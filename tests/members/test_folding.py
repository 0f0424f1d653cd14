"""Spellings of one name are one name."""

import sys
import unicodedata

import pytest

from boards.members.folding import MAX_KEY, folded, key_of, without_invisible_signs

FAMILY = "👨\u200d👩\u200d👧"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
INVISIBLE = [
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u3164", "\u115f"),
    *("\u1160", "\uffa0", "\u2800", "\ufe0f", "\U000e0100", "\u034f", "\u180e", "\u2066", "\x07"),
]


@pytest.mark.parametrize("sign", INVISIBLE)
def test_invisible_signs_make_no_difference(sign):
    for name in (f"환{sign}급", f"{sign}환급", f"환급{sign}", f"환{sign}{sign}급"):
        assert folded(name) == "환급"
        assert without_invisible_signs(name) == "환급"
    assert folded(sign) == without_invisible_signs(sign) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＶＩＳＡ", "visa"),
        ("École", "école"),
        ("École", "ÉCOLE"),
        ("Straße", "STRASSE"),
        ("❤\ufe0f", "❤"),
        ("1\ufe0f\u20e3", "1\u20e3"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("①", "1"),
        *((f"J{sign}1", "j-1") for sign in "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"),
        ("visa  interview", " Visa\u3000Interview\n"),
        (unicodedata.normalize("NFD", "세금"), "세금"),
    ],
)
def test_one_name(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ENGLAND, SCOTLAND),
        (ENGLAND, "🏴"),
        (FAMILY, "👨👩👧"),
        ("👍🏽", "👍"),
        ("세금", "세 금"),
        ("i", "ı"),
        ("C#", "C"),
    ],
)
def test_two_names(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "shown", [FAMILY, ENGLAND, "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "می\u200cخواهم", "葛\U000e0100"]
)
def test_what_is_seen_stays(shown):
    assert without_invisible_signs(f"\u200b{shown}\u202e") == shown


def test_folding_twice_changes_nothing():
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code <= 0xDFFF:
            once = folded(f"a{chr(code)}b")
            assert folded(once) == once, hex(code)


def test_a_long_key_still_tells_names_apart():
    one, other = key_of("가" * 1000), key_of("가" * 1001)
    assert one != other
    assert len(one) == len(other) == MAX_KEY
    assert key_of("가" * MAX_KEY) == "가" * MAX_KEY
