"""Dates, times and counts as sites write them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from boards.imports.dates import DayOrder
from boards.imports.page_error import PageError
from boards.imports.parsing import parse_page
from tests.imports.pages import saved_page

FIRST_NOTICE_DATE = saved_page().split("\n").index("Title View") + 3  # counted from 1


def notice_days(*days: str, dates: DayOrder | None = None) -> list[date]:
    notices = [(f"공지 {number}", day) for number, day in enumerate(days)]
    return [notice.date for notice in parse_page(saved_page(notices=notices), dates=dates).notices]


@pytest.mark.parametrize(
    ("shown", "clock"),
    [
        ("2025-01-27 21:05", (2, 5, 0)),
        ("2025-01-27 9:05 PM", (2, 5, 0)),
        ("2025-01-27 09:05:07 pm", (2, 5, 7)),
        ("2025.01.27 오후 9:05", (2, 5, 0)),
        ("2025. 1. 27. 오후 9:05:07", (2, 5, 7)),
        ("2025년 1월 27일 오후 9:05", (2, 5, 0)),
        ("01/27/2025 9:05 p.m.", (2, 5, 0)),
        ("2025-01-27T21:05:07", (2, 5, 7)),
    ],
)
def test_a_time_is_read_as_sites_write_it(shown: str, clock: tuple[int, int, int]) -> None:
    page = parse_page(saved_page(byline=f"By hoxxxxx Posted: {shown}"))
    assert page.article.posted_at == datetime(2025, 1, 28, *clock, tzinfo=UTC)


@pytest.mark.parametrize(("shown", "hour"), [("12:10 AM", 5), ("12:10 PM", 17), ("오전 12:10", 5)])
def test_twelve_is_midnight_or_noon(shown: str, hour: int) -> None:
    page = parse_page(saved_page(byline=f"By hoxxxxx Posted: 2025-01-27 {shown}"))
    assert page.article.posted_at == datetime(2025, 1, 27, hour, 10, tzinfo=UTC)


@pytest.mark.parametrize("shown", ["오전 13:10", "25:10", "9:60 PM", "9 PM", "27/27/2025 10:00"])
def test_an_impossible_time_is_named(shown: str) -> None:
    day = "" if "/" in shown else "2025-01-27 "
    with pytest.raises(PageError) as error:
        parse_page(saved_page(byline=f"By hoxxxxx Posted: {day}{shown}"))
    assert error.value.line == 2


@pytest.mark.parametrize("day", ["2024-09-03", "2024.09.03", "2024. 9. 3.", "2024년 9월 3일"])
def test_a_date_that_begins_with_its_year_is_read(day: str) -> None:
    assert notice_days(day) == [date(2024, 9, 3)]


def test_one_date_of_the_page_tells_the_order_of_all() -> None:
    assert notice_days("03/09/2024", "13/02/2021") == [date(2024, 9, 3), date(2021, 2, 13)]
    assert notice_days("03/09/2024", "02/13/2021") == [date(2024, 3, 9), date(2021, 2, 13)]
    page = saved_page(notices=[("공지", "03/09/2024")], byline="By a Posted: 27/01/2025 10:00")
    assert parse_page(page).notices[0].date == date(2024, 9, 3)
    assert parse_page(page).unsure_date == ""


def test_a_date_that_would_lie_ahead_tells_the_order(time_machine_at_a_day: None) -> None:
    assert notice_days("03/09/2024", "05/04/2026") == [date(2024, 9, 3), date(2026, 4, 5)]


def test_what_no_date_tells_is_told_or_given() -> None:
    page = saved_page(notices=[("공지", "03/09/2024")])
    assert parse_page(page).unsure_date == "03/09/2024"
    assert parse_page(page).notices[0].date == date(2024, 3, 9)
    assert notice_days("03/09/2024", dates=DayOrder.DAY_FIRST) == [date(2024, 9, 3)]
    assert parse_page(saved_page(notices=[("공지", "03/03/2024")])).unsure_date == ""
    assert parse_page(saved_page(notices=[("공지", "2024-03-09")])).unsure_date == ""


def test_dates_that_contradict_each_other_or_the_choice_are_named() -> None:
    with pytest.raises(PageError, match="month first and some the day") as error:
        notice_days("02/13/2021", "13/02/2021")
    assert error.value.line == FIRST_NOTICE_DATE + 2
    with pytest.raises(PageError, match="no such date") as error:
        notice_days("02/13/2021", dates=DayOrder.DAY_FIRST)
    assert error.value.line == FIRST_NOTICE_DATE


@pytest.mark.parametrize(
    ("shown", "views"),
    [
        *(("2.2K", 2_200), ("2.2k", 2_200), ("1.25M", 1_250_000), ("10K+", 10_000)),
        *(("1.2만", 12_000), ("3천", 3_000), ("1,234만", 12_340_000), ("1.1억", 110_000_000)),
        *(("조회 123", 123), ("조회수: 1,234", 1_234), ("88회", 88), ("２．２K", None)),
        *(("1.2.3K", None), ("K", None), ("9억억", None), ("9999999억", None), ("만", None)),
    ],
)
def test_a_rounded_view_count_is_read(shown: str, views: int | None) -> None:
    page = saved_page(notices=[], rows=[("제목", "Talk & Talk", shown)])
    if views is None:
        with pytest.raises(PageError):
            parse_page(page)
    else:
        assert parse_page(page).rows[0].views == views


@pytest.fixture
def time_machine_at_a_day() -> Iterator[None]:
    """Let it be a day in April."""
    with time_machine.travel(datetime(2026, 4, 20, tzinfo=UTC), tick=False):
        yield
