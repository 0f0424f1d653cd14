"""The plain lines of an article become HTML."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.imports.body import to_html
from boards.members.characters import shows_nothing
from boards.posts.text.sanitising import plain_text, sanitise


@pytest.mark.parametrize(
    ("lines", "markup"),
    [
        ([], ""),
        (["", "\u00a0", " \t"], ""),
        (["한 문단"], "<p>한 문단</p>"),
        (["한 문단", "둘째 줄"], "<p>한 문단<br>둘째 줄</p>"),
        (["하나", "\u00a0", "둘"], "<p>하나</p>\n<p>둘</p>"),
        (["▶ 하나", "", "▶둘", "\u00a0", "▶\ufe0f 셋"],
         "<ul><li>하나</li><li>둘</li><li>셋</li></ul>"),
        (["▶ 하나", "사이", "▶ 둘"], "<ul><li>하나</li></ul>\n<p>사이</p>\n<ul><li>둘</li></ul>"),
        (["▲첫째", "본문", "▲ 둘째"], "<h2>첫째</h2>\n<p>본문</p>\n<h2>둘째</h2>"),
        (["▲첫째", "▲둘째"], "<h2>첫째</h2>\n<h2>둘째</h2>"),
        (["▶", "▲ "], ""),
        (["<script>alert(1)</script> & 끝"],
         "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; 끝</p>"),
        (["▲<i>기울임</i>"], "<h2>&lt;i&gt;기울임&lt;/i&gt;</h2>"),
    ],
)  # fmt: skip
def test_lines_become_lists_headings_and_paragraphs(lines: list[str], markup: str) -> None:
    assert to_html(lines) == markup


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("https://example.com/a?b=1&c=2에서 보세요", "https://example.com/a?b=1&c=2"),
        ("(http://example.com/길)", "http://example.com/길"),
        ("http://example.com/w/사과(과일)를 보세요", "http://example.com/w/사과(과일)"),
        ("http://example.com/w/사과,", "http://example.com/w/사과"),
        ("주소는 https://example.com.", "https://example.com"),
        ('"https://example.com/"', "https://example.com/"),
        ("<https://example.com/>", "https://example.com/"),
    ],
)
def test_an_address_becomes_a_link_without_what_surrounds_it(line: str, address: str) -> None:
    link = f'<a href="{html.escape(address)}">{html.escape(address)}</a>'
    assert to_html([line]).count("<a ") == 1
    assert link in to_html([line])


@pytest.mark.parametrize(
    "line", ["https://", "javascript:alert(1)", "ftp://example.com", "https://."]
)
def test_what_is_no_web_address_stays_text(line: str) -> None:
    assert "<a" not in to_html([line])


@given(st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=40)))
def test_a_body_loses_no_character_and_gains_no_markup(lines: list[str]) -> None:
    shown = re.sub(r"[\s▶▲\ufe0e\ufe0f]", "", plain_text(sanitise(to_html(lines))))
    written = "".join(line for line in lines if not shows_nothing(line))
    assert shown == re.sub(r"[\s▶▲\ufe0e\ufe0f]", "", plain_text(sanitise(html.escape(written))))
