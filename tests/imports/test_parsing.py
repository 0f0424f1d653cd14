"""A saved page becomes its article, notices and rows, or an error that names the line."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from boards.imports.body import to_html
from boards.imports.page_error import PageError
from boards.imports.parsing import SavedPage, parse_page
from tests.imports.pages import BYLINE, NOTICES, ROWS, VIEWS, saved_page

LINES = saved_page().split("\n")
FIRST_NOTICE = LINES.index("Title View") + 2  # counted from 1
FIRST_ROW = FIRST_NOTICE + 2 * len(NOTICES)


def error_of(text: str) -> PageError:
    with pytest.raises(PageError) as error:
        parse_page(text)
    return error.value


def with_line(number: int, text: str) -> str:
    """Return our page with another text on one line, counted from 1."""
    lines = list(LINES)
    lines[number - 1] = text
    return "\n".join(lines)


def test_the_article_is_read() -> None:
    article = parse_page(saved_page()).article
    assert article.title == "보증금 '전액'을 돌려받은 이야기"
    assert article.masked_author == "hoxxxxx"
    assert article.posted_at == datetime(2025, 1, 28, 2, 5, 9, tzinfo=UTC)
    assert article.source == "동네 '소식지'"
    assert article.body[1] == "▶ 보증금은 사진으로 지킨다"
    assert not any("출처" in line or "\\" in line for line in article.body)


def test_notices_and_rows_are_read_in_order() -> None:
    page = parse_page(saved_page())
    assert [(notice.title, notice.date) for notice in page.notices] == [
        ("처음 오신 분은 '인사' 먼저", date(2024, 9, 3)),
        ("구인 글의 약속", date(2021, 2, 12)),
    ]
    assert [row.title for row in page.rows] == [title.replace("\\", "") for title, _, _ in ROWS]
    assert [row.board for row in page.rows] == [board for _, board, _ in ROWS]
    assert [row.views for row in page.rows] == VIEWS
    assert [page.notices[0].line, page.rows[0].line] == [FIRST_NOTICE, FIRST_ROW]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_make_no_difference(ending: str) -> None:
    assert parse_page(saved_page().replace("\n", ending)) == parse_page(saved_page())


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (r"\'프로미스\' 시작", "'프로미스' 시작"),
        (r"\"자녀당\" 혜택", '"자녀당" 혜택'),
        (r"AC\\DC", r"AC\DC"),
        (r"두 번 \\\'싸인\\\' 말", "두 번 '싸인' 말"),
        ("  빈칸\u00a0 \t 여럿\u3000 ", "빈칸 여럿"),
        ("<b>굵게</b>", "<b>굵게</b>"),
        ("소리\x08없이\x1b[31m", "소리없이[31m"),
    ],
)
def test_titles_are_one_line_without_the_sites_escapes(stored: str, shown: str) -> None:
    assert parse_page(saved_page(title=stored)).article.title == shown


def test_a_page_may_lack_notices_body_and_source() -> None:
    page = parse_page(saved_page(notices=[], body="", source=""))
    assert (page.notices, page.article.source) == ((), "")
    assert not "".join(page.article.body).strip()


def test_a_source_in_the_middle_of_the_body_is_body() -> None:
    body = "출처 : 통계청\n그래서 이렇게 되었다."
    article = parse_page(saved_page(body=body, source="")).article
    assert article.source == ""
    assert "출처 : 통계청" in article.body


def test_a_name_that_is_not_masked_is_masked() -> None:
    page = parse_page(saved_page(byline=BYLINE.replace("hoxxxxx", "honggildong")))
    assert page.article.masked_author == "hoxxxxx"


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        (
            "2024-03-10 02:30:00",
            datetime(2024, 3, 10, 7, 30, tzinfo=UTC),
        ),  # the clock leaves it out
        (
            "2024-11-03 01:30:00",
            datetime(2024, 11, 3, 5, 30, tzinfo=UTC),
        ),  # the clock shows it twice
        ("2024-02-29 00:00:00", datetime(2024, 2, 29, 5, 0, tzinfo=UTC)),
    ],
)
def test_times_are_of_the_sites_clock(shown: str, meant: datetime) -> None:
    assert parse_page(saved_page(byline=f"By hoxxxxx Posted: {shown}")).article.posted_at == meant


@pytest.mark.parametrize(
    "byline",
    [
        "hoxxxxx Posted: 2025-01-27 21:05:09",
        "By  Posted: 2025-01-27 21:05:09",
        "By hoxxxxx",
        "By hoxxxxx Posted: ",
        "By hoxxxxx Posted: 2025-01-14",
        "By hoxxxxx Posted: 2025-02-30 10:00:00",
        "By hoxxxxx Posted: 2025-01-14 24:00:00",
        "By hoxxxxx Posted: 2025-01-27 21:05:61",
        "By hoxxxxx Posted: 0001-01-01 00:00:00",
        "By hoxxxxx Posted: 9999-12-31 23:59:59",
        f"By {'긴' * 80}xxxxx Posted: 2025-01-27 21:05:09",
    ],
)
def test_an_impossible_byline_is_named(byline: str) -> None:
    assert error_of(saved_page(byline=byline)).line == 2


def test_a_time_in_the_future_is_named() -> None:
    tomorrow = timezone.localtime() + timedelta(days=2)
    byline = f"By hoxxxxx Posted: {tomorrow:%Y-%m-%d %H:%M:%S}"
    assert error_of(saved_page(byline=byline)).line == 2


@pytest.mark.parametrize(
    "views", ["조회", "-1", "1.5", "", "1" + "0" * 30, "9" * 5000, "1,23", "²", "0x10", "1 234"]
)
def test_a_view_count_that_is_no_number_is_named(views: str) -> None:
    assert error_of(with_line(FIRST_ROW + 5, views)).line == FIRST_ROW + 5


@pytest.mark.parametrize(
    "day", ["13/45/2024", "2024-13-03", "어제", "", "02/29/2023", "01/01/0001"]
)
def test_an_unknown_date_is_named(day: str) -> None:
    assert error_of(with_line(FIRST_NOTICE + 1, day)).line == FIRST_NOTICE + 1


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", "\u200b"])
def test_a_row_without_a_board_is_named(blank: str) -> None:
    assert error_of(with_line(FIRST_ROW + 4, blank)).line == FIRST_ROW + 4


@pytest.mark.parametrize("line", [1, FIRST_NOTICE, FIRST_ROW, FIRST_ROW + 6])
def test_an_over_long_title_is_named(line: int) -> None:
    mark = "[공지] " if line == FIRST_NOTICE else ""
    assert error_of(with_line(line, mark + "가" * 201)).line == line
    parse_page(with_line(line, mark + "가" * 200))


def test_a_title_is_as_long_as_people_see_it() -> None:
    syllable_in_three_letters = "\u1100\u1161\u11a8"
    page = parse_page(with_line(1, syllable_in_three_letters * 200))
    assert page.article.title == "각" * 200


def test_an_over_long_board_and_source_are_named() -> None:
    assert error_of(with_line(FIRST_ROW + 1, "게" * 81)).line == FIRST_ROW + 1
    source = LINES.index("출처 : 동네 \\'소식지\\'") + 1
    assert error_of(with_line(source, "출처: " + "신" * 201)).line == source


def test_a_notice_without_a_title_is_named() -> None:
    assert error_of(with_line(FIRST_NOTICE, "[공지] ")).line == FIRST_NOTICE


def test_a_page_cut_off_within_its_list_is_named_by_its_last_line() -> None:
    for length in range(1, len(LINES)):
        whole_rows = length >= FIRST_ROW + 2 and (length - FIRST_ROW) % 3 == 2
        if not whole_rows:
            assert error_of("\n".join(LINES[:length])).line <= length


@pytest.mark.parametrize("text", ["", "\n\n", "\u00a0"])
def test_a_page_without_anything_is_refused(text: str) -> None:
    assert error_of(text).line == 1


def test_a_page_without_a_list_or_rows_is_refused() -> None:
    assert error_of(saved_page(heading="")).line == len(LINES)
    assert "Title View" in str(error_of(saved_page(heading="")))
    assert error_of(saved_page(rows=[])).line == FIRST_ROW - 1


def test_an_endless_list_is_refused() -> None:
    rows = [("제목", "Talk & Talk", "1")] * 501
    assert error_of(saved_page(notices=[], rows=rows)).line == FIRST_NOTICE + 3 * 500


@pytest.mark.parametrize(
    "noise", ["\\" * 4_000_000, "\n" * 15_000 + "\u00a0", "https://" * 500_000], ids=len
)
def test_a_long_body_of_noise_takes_no_long_time(noise: str) -> None:
    started = time.process_time()
    page = parse_page(saved_page(body=noise))
    to_html(page.article.body)
    assert time.process_time() - started < 5


def test_a_page_of_endless_lines_is_refused() -> None:
    assert error_of("제목" + "\n1" * 1_000_000).line == 20_001


# Shuffled pieces of a page reach deeper into the parser than arbitrary text does.
PIECES = st.one_of(
    st.sampled_from([*LINES, "Title View", BYLINE, "[공지]", "12", "01/02/2024", "\\", "출처 :"]),
    st.text(max_size=30),
)


@given(st.one_of(st.text(), st.lists(PIECES).map("\n".join)))
def test_any_text_gives_a_page_or_an_error_that_names_its_line(text: str) -> None:
    try:
        assert isinstance(parse_page(text), SavedPage)
    except PageError as error:
        assert 1 <= error.line <= text.count("\n") + text.count("\r") + 1
        assert str(error)


@given(st.lists(PIECES, max_size=20))
def test_any_list_below_an_article_gives_a_page_or_an_error(pieces: list[str]) -> None:
    text = saved_page(notices=[], rows=[]) + "\n" + "\n".join(pieces)
    try:
        rows = parse_page(text).rows
    except PageError as error:
        assert error.line <= text.count("\n") + text.count("\r") + 1
    else:
        assert all(row.title and row.board and row.views >= 0 for row in rows)


def test_emoji_count_as_one_character():
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert parse_page(with_line(1, family * 200)).article.title == family * 200
    with pytest.raises(PageError):
        parse_page(with_line(1, family * 201))
