"""Figures of the last months: reports, decisions, how long they took, how many were reversed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.core.cache import caches
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from boards.moderation.models import Appeal, Decision, Outcome, Report
from boards.moments import site_time

MONTHS = 12
CACHED_FOR = 600  # seconds; the figures of months are no news
CACHE = "quick"  # of settings.CACHES


@dataclass
class Month:
    """One month of the site's time zone."""

    first: date
    reports: int = 0
    decisions: int = 0
    appeals: int = 0  # that were decided
    reversed: int = 0
    waits: list[float] = field(default_factory=list)  # hours from a first report to a decision

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not (self.reports or self.decisions or self.appeals)

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

    Four queries, at most every ten minutes.
    """
    today = site_time.today()
    return caches[CACHE].get_or_set(f"transparency:{today}", lambda: _counted(today), CACHED_FOR)  # type: ignore[return-value]


def _counted(today: date) -> list[Month]:
    months = {first: Month(first) for first in _firsts(today)}
    # What happens tomorrow, while this counts, may be of a month that is not among them.
    span = (site_time.midnight(min(months)), site_time.midnight(today + timedelta(days=1)))
    for row in _by_month(Report.objects.filter(at__range=span), "at"):
        months[row["first"].date()].reports = row["times"]
    by_month = _by_month(Appeal.objects.filter(decided_at__range=span), "decided_at")
    for row in by_month.annotate(reversed=Count("pk", filter=Q(result=Appeal.Result.REVERSED))):
        month = months[row["first"].date()]
        month.appeals, month.reversed = row["times"], row["reversed"]
    decisions = Decision.objects.filter(at__range=span).exclude(outcome=Outcome.GONE)
    for row in _by_month(decisions, "at"):
        months[row["first"].date()].decisions = row["times"]
    reported = decisions.filter(case__reports__isnull=False)
    waits = reported.annotate(reported_at=Min("case__reports__at")).order_by()
    for at, reported_at in waits.values_list("at", "reported_at").iterator():
        first = site_time.day_of(at).replace(day=1)
        months[first].waits.append((at - reported_at).total_seconds() / 3600)
    counted = list(months.values())
    while counted and counted[-1].is_empty:
        counted.pop()
    return counted


def _by_month(rows: "QuerySet[Any]", moment: str) -> "QuerySet[Any, dict[str, Any]]":
    """Return how many rows each month has in the zone of the site; `first` is its midnight."""
    first = TruncMonth(moment, tzinfo=timezone.get_default_timezone())
    return rows.values(first=first).annotate(times=Count("pk")).order_by()


def _firsts(today: date) -> Iterator[date]:
    first = today.replace(day=1)
    for _ in range(MONTHS):
        yield first
        first = (first - timedelta(days=1)).replace(day=1)
