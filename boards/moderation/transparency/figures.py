"""Figures of the last months: reports, decisions, how long they took, how many were reversed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from django.core.cache import caches
from django.db.models import Count, Min, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from boards.moderation.models import Appeal, Decision, Report
from boards.moments import site_time

MONTHS = 12
CACHED_FOR = 600  # seconds; the figures of months are no news
CACHE = "quick"  # of settings.CACHES


@dataclass
class Month:
    """One month of the site's time zone."""

    first: date
    reports: int = 0
    appeals: int = 0  # that were decided
    reversed: int = 0
    waits: list[float] = field(default_factory=list)  # hours from first report to decision

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not (self.reports or self.waits or self.appeals)

    @property
    def decisions(self) -> int:
        """How many there were."""
        return len(self.waits)

    @property
    def median_hours(self) -> float | None:
        """The median time to a decision; None without any."""
        return median(self.waits) if self.waits else None

    @property
    def reversed_percent(self) -> int | None:
        """The share of decided appeals by which a decision was reversed; None without any."""
        return round(100 * self.reversed / self.appeals) if self.appeals else None


def latest_months() -> list[Month]:
    """Return the latest MONTHS, from the present one back to the first with anything to tell.

    Three queries, at most every ten minutes.
    """
    today = site_time.today()
    return caches[CACHE].get_or_set(f"transparency:{today}", lambda: _counted(today), CACHED_FOR)  # type: ignore[return-value]


def _counted(today: date) -> list[Month]:
    months = {first: Month(first) for first in _firsts(today)}
    # What happens tomorrow, while this counts, may be of a month that is not among them.
    span = (site_time.midnight(min(months)), site_time.midnight(today + timedelta(days=1)))
    zone = timezone.get_default_timezone()
    reports = Report.objects.filter(at__range=span).values(first=TruncMonth("at", tzinfo=zone))
    for row in reports.annotate(times=Count("pk")).order_by():
        months[row["first"].date()].reports = row["times"]
    appeals = Appeal.objects.filter(decided_at__range=span)
    is_reversed = Q(result=Appeal.Result.REVERSED)
    by_month = appeals.values(first=TruncMonth("decided_at", tzinfo=zone)).order_by()
    for row in by_month.annotate(times=Count("pk"), reversed=Count("pk", filter=is_reversed)):
        month = months[row["first"].date()]
        month.appeals, month.reversed = row["times"], row["reversed"]
    decisions = Decision.objects.filter(at__range=span, case__reports__isnull=False)
    waits = decisions.annotate(reported_at=Min("case__reports__at")).order_by()
    for at, reported_at in waits.values_list("at", "reported_at").iterator():
        first = site_time.day_of(at).replace(day=1)
        months[first].waits.append((at - reported_at).total_seconds() / 3600)
    counted = list(months.values())
    while counted and counted[-1].is_empty:
        counted.pop()
    return counted


def _firsts(today: date) -> Iterator[date]:
    first = today.replace(day=1)
    for _ in range(MONTHS):
        yield first
        first = (first - timedelta(days=1)).replace(day=1)
