"""Cleaning twice changes nothing, whatever entities and compositions the text came with."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.posts.text.sanitising import plain_text, sanitise

PARTS = [
    "&#x1112;&#x1161;&#x11ab;", "&#4370;&#4449;&#4523;", "\u1112\u1161\u11ab", "한", "&amp;#x1112;",
    "&amp;amp;#4370;", "&amp;", "&lt;", "&gt;", "&#0;", "&#xd800;", "&#x338;", "\u0338", "e\u0301",
    "&eacute;", "e&#x301;", "&nbsp;", " ", "\n", "<p>", "</p>", "<b>", "</b>", "<", ">", "&", "&#",
    "x1112;", ";", "a", '"', "'", '<a href="/&#x1112;&#x1161;">', "</a>", "<br>", "<script>",
    '<img src="/a&#x1112;&#x1161;.png" alt="&#x1112;&#x1161;">', '<img src="https://e.example/x">',
    '<a title="&gt;&#x338;">', "<pre>", "\u2000", "\u0958", "</pre>", "<td>", "<table>", "<li>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
@settings(max_examples=300)
def test_cleaning_twice_is_cleaning_once(markup: str) -> None:
    once = sanitise(markup)
    assert sanitise(once) == once
    assert plain_text(sanitise(once)) == plain_text(once)


@pytest.mark.parametrize(
    ("markup", "stored"),
    [
        ("<p>&#x1112;&#x1161;&#x11ab;글</p>", "<p>한글</p>"),
        ("<p>&#4370;&#4449;&#4523;</p>", "<p>한</p>"),
        ("<p>\u1112&#x1161;&#x11ab;</p>", "<p>한</p>"),
        ("<p>e&#x301;</p>", "<p>é</p>"),
        ("<p>&amp;#x1112;&amp;#x1161;</p>", "<p>&amp;#x1112;&amp;#x1161;</p>"),
        ("<p>&amp;amp;#4370;</p>", "<p>&amp;amp;#4370;</p>"),
        ("<p>&#x338;x</p>", "<p>\u0338x</p>"),
        ("<p>\u0338x</p>", "<p>\u0338x</p>"),
        ('<a href="/x" title="&#x1112;&#x1161;">x</a>', None),
    ],
)
def test_letters_that_entities_spell_are_composed(markup: str, stored: str | None) -> None:
    once = sanitise(markup)
    assert stored is None or once == stored
    assert unicodedata.is_normalized("NFC", once.replace(">", ">\n"))


def test_letters_that_meet_when_tags_go_are_composed_in_the_plain_text() -> None:
    assert plain_text(sanitise("<p><b>\u1112</b>\u1161\u11ab</p>")) == "한"
