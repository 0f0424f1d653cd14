"""Until when a takedown request has to be answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from boards.moderation.takedowns.holidays import is_federal_holiday

# TAKE IT DOWN Act (Public Law 119-12), section 3(a)(3): within 48 hours of a valid request.
INTIMATE = timedelta(hours=48)
# 17 USC 512(c)(1)(C) says "expeditiously", and names no number: ours.
COPYRIGHT = timedelta(days=3)
OTHER = timedelta(days=7)
# 17 USC 512(g)(2)(C): put back not less than 10, nor more than 14, business days after a
# counter-notice. Weekends and federal holidays are left out.
RESTORE_FROM, RESTORE_BY = 10, 14

URGENT = timedelta(hours=12)  # before the deadline, from when on the clock is red


def business_days_after(moment: datetime, days: int) -> datetime:
    """Return the same time of day so many business days later: Monday to Friday, no holidays."""
    *_, last = _business_days(moment, days)
    return last


def _business_days(moment: datetime, days: int) -> Iterator[datetime]:
    while days:
        moment += timedelta(days=1)
        if moment.weekday() < 5 and not is_federal_holiday(moment.date()):
            days -= 1
            yield moment
