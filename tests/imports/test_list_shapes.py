"""Pages as texts are copied: menus around them, other header rows, rows with tabs."""

import pytest

from boards.imports.page_error import PageError
from boards.imports.parsing import SavedPage, parse_page
from tests.imports.pages import ROWS, saved_page

WHOLE = parse_page(saved_page())


def contents(page: SavedPage) -> tuple[object, ...]:
    rows = [(row.title, row.board, row.views) for row in page.rows]
    return page.article, [(notice.title, notice.date) for notice in page.notices], rows


@pytest.mark.parametrize(
    "heading",
    [
        "제목 조회",
        "제목\t조회수",
        "제목 게시판 조회",
        "Title Board Views",
        "제목\n조회",
        "TITLE VIEW",
    ],
)
def test_the_header_row_may_be_korean_or_name_more_columns(heading: str) -> None:
    assert contents(parse_page(saved_page(heading=heading))) == contents(WHOLE)


def test_what_stands_above_the_title_is_left_out() -> None:
    menu = "본문 바로가기\n홈\n게시판\n로그인\n\n"
    assert contents(parse_page(menu + saved_page())) == contents(WHOLE)


def test_what_stands_below_the_list_of_a_text_is_left_out() -> None:
    footer = "\n\n1 2 3 다음\n회사 소개 | 이용약관\n© 2024 동네 소식"
    assert contents(parse_page(saved_page() + footer)) == contents(WHOLE)


def test_rows_may_have_tabs() -> None:
    page = saved_page(notices=[], rows=[], heading="제목\t게시판\t조회")
    page += "\n[공지] 인사 먼저\t2024-09-13\n" + "\n".join("\t".join(row) for row in ROWS)
    read = parse_page(page)
    assert contents(read)[2] == contents(WHOLE)[2]
    assert [notice.title for notice in read.notices] == ["인사 먼저"]


def test_a_broken_row_with_tabs_is_named() -> None:
    page = saved_page(notices=[], rows=[], heading="제목\t게시판\t조회")
    with pytest.raises(PageError, match="not a number") as error:
        parse_page(page + "\n제목\tTalk & Talk\t12\n제목\tTalk & Talk\t많이")
    assert error.value.line == page.count("\n") + 3


def test_other_columns_are_passed_over() -> None:
    page = saved_page(notices=[], rows=[], heading="번호\t제목\t게시판\t글쓴이\t조회\t추천")
    page += "\n7\t봄나물\tTalk & Talk\thoxxxxx\t1,200\t3\n"
    assert contents(parse_page(page))[2] == [("봄나물", "Talk & Talk", 1200)]


def test_a_row_that_stands_twice_is_one_post() -> None:
    rows = [("봄나물", "Talk & Talk", "12"), ("국수", "Talk & Talk", "3")]
    page = parse_page(saved_page(rows=[*rows, *rows, ("봄나물", "Talk & Talk", "99")]))
    assert [(row.title, row.views) for row in page.rows] == [
        ("봄나물", 12),
        ("국수", 3),
        ("봄나물", 99),
    ]


def test_a_notice_that_stands_twice_is_one_notice() -> None:
    notices = [("인사 먼저", "09/13/2024"), ("약속", "02/12/2021")]
    assert len(parse_page(saved_page(notices=notices * 2)).notices) == 2
