"""Figures of the last months: reports, decisions, how long they took, how many were reversed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from django.core.cache import caches
from django.db.models import Min

from boards.moderation.models import Appeal, Decision, Report
from boards.moments import site_time

MONTHS = 12
CACHED_FOR = 600  # seconds; the figures of months are no news
CACHE = "quick"  # of settings.CACHES
MAX_DECISIONS = 100_000  # the latest, whose times are compared


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
    since = site_time.midnight(min(months))
    for at in Report.objects.filter(at__gte=since).values_list("at", flat=True).iterator():
        months[_month_of(at)].reports += 1
    for at, reported_at in _decisions(since):
        months[_month_of(at)].waits.append((at - reported_at).total_seconds() / 3600)
    appeals = Appeal.objects.filter(decided_at__gte=since)
    for decided_at, result in appeals.values_list("decided_at", "result"):
        month = months[_month_of(decided_at)]  # type: ignore[arg-type]
        month.appeals += 1
        month.reversed += result == Appeal.Result.REVERSED
    counted = list(months.values())
    while counted and counted[-1].is_empty:
        counted.pop()
    return counted


def _decisions(since: datetime) -> Iterable[tuple[datetime, datetime]]:
    decisions = Decision.objects.filter(at__gte=since, case__reports__isnull=False)
    decisions = decisions.annotate(reported_at=Min("case__reports__at")).order_by("-pk")
    return decisions.values_list("at", "reported_at")[:MAX_DECISIONS]


def _firsts(today: date) -> Iterator[date]:
    first = today.replace(day=1)
    for _ in range(MONTHS):
        yield first
        first = (first - timedelta(days=1)).replace(day=1)


def _month_of(moment: datetime) -> date:
    return site_time.day_of(moment).replace(day=1)
