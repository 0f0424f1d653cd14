"""Business days leave out the federal holidays, on the days on which they are observed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from boards.moderation.takedowns.deadlines import business_days_after
from boards.moderation.takedowns.holidays import is_federal_holiday

# As the Office of Personnel Management observes them.
HOLIDAYS = {
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2028: "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_holidays_of_a_year(year):
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    found = [f"{day:%m-%d}" for day in days if day.year == year and is_federal_holiday(day)]
    assert found == HOLIDAYS[year].split()


def test_business_days_leave_them_out():
    before_christmas = datetime(2026, 12, 23, 12, tzinfo=UTC)
    assert business_days_after(before_christmas, 1) == datetime(2026, 12, 24, 12, tzinfo=UTC)
    assert business_days_after(before_christmas, 2) == datetime(2026, 12, 28, 12, tzinfo=UTC)
    assert business_days_after(before_christmas, 6) == datetime(2027, 1, 4, 12, tzinfo=UTC)
