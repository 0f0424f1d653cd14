"""A page that a browser saved as HTML: the article and the list, and nothing around them."""

import io
import time
from datetime import UTC, date, datetime

import pytest

from boards.imports.body import to_html
from boards.imports.page_error import PageError
from boards.imports.parsing import parse_page
from boards.imports.reading import read_text
from tests.imports.html_pages import LISTS, html_page


@pytest.mark.parametrize("shape", LISTS)
def test_article_and_list_are_read_whatever_is_around_them(shape: str) -> None:
    page = parse_page(html_page(shape))
    assert page.article.title == "집을 비우던 날"
    assert page.article.masked_author == "hoxxxxx"
    assert page.article.posted_at == datetime(2025, 1, 28, 2, 5, tzinfo=UTC)
    assert page.article.source == "동네 소식지"
    assert [(notice.title, notice.date) for notice in page.notices] == [
        ("인사 먼저", date(2024, 9, 13))
    ]
    assert [(row.title, row.board, row.views) for row in page.rows] == [
        ("새벽 네 시의 빵집", "Talk & Talk", 12_000),
        ("인터뷰 후기", "Visa", 2_200),
    ]


def test_the_body_keeps_paragraphs_lines_lists_and_headings() -> None:
    body = to_html(parse_page(html_page()).article.body)
    assert body == (
        "<p>첫 문단 입니다. 굵게 &amp; 그래서</p>\n<p>둘째<br>줄</p>\n"
        "<ul><li>하나</li><li>둘</li></ul>\n<h2>소제목</h2>\n<p>끝.</p>"
    )


def test_a_title_without_a_heading_is_the_line_above_the_byline() -> None:
    page = html_page().replace("<h1>", "<div class=t>").replace("</h1>", "</div>")
    assert parse_page(page).article.title == "집을 비우던 날"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_html_is_read_in_every_encoding_of_a_text(encoding: str) -> None:
    text = read_text(io.BytesIO(html_page().encode(encoding)))
    assert parse_page(text) == parse_page(html_page())


def test_a_broken_row_is_named_by_its_line() -> None:
    with pytest.raises(PageError, match="not a number") as error:
        parse_page(html_page("table").replace("1.2만", "많이"))
    line = html_page("table").split("1.2만")[0].count("\n") + 1
    assert error.value.line == line


def test_a_page_without_a_byline_says_what_is_missing() -> None:
    with pytest.raises(PageError, match="By … Posted: …"):
        parse_page("<!DOCTYPE html><html><body><p>제목</p><p>글</p></body></html>")


def test_a_text_that_begins_with_a_mark_stays_a_text() -> None:
    text = "<b>굵게</b>\nBy hoxxxxx Posted: 2025-01-27 21:05\nTitle View\n가\n나\n1"
    assert parse_page(text).article.title == "<b>굵게</b>"


@pytest.mark.parametrize(
    "page",
    [
        "<html>" + "<div>" * 100_000,
        "<html>" + "<" * 4_000_000,
        "<html>" + "<a>x" * 190_000,
        "<html><p " + " ".join(f"a{number}" for number in range(300_000)) + ">",
        "<html>" + ("<p " + " ".join(f"a{number}" for number in range(900)) + ">") * 100,
        "<html>" + "<!--" * 100_000,
        "<html><table>" + "<tr><td>a<td>b" * 60_000,
        "<html>" + "<ul><li><a>x</a><b>1</b>" * 30_000,
        "<html><p>" + "&lt;" * 1_000_000,
    ],
    ids=["deep", "marks", "inline", "attributes", "many", "comments", "rows", "lists", "entities"],
)
def test_hostile_html_is_refused_soon(page: str) -> None:
    started = time.process_time()
    with pytest.raises(PageError):
        parse_page(page)
    assert time.process_time() - started < 5
