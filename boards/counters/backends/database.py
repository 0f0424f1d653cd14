"""Counts views in the site's own database: nothing else to run."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from boards.counters.backends.base import Backend
from boards.counters.backends.count_once import count_once
from boards.counters.models import CountedView
from boards.counters.readers import Reader
from boards.counters.totals import add_to_totals
from boards.moments.site_time import day_of

BATCH = 2000  # rows of one transaction, so that pages never wait long for SQLite's write lock


class DatabaseBackend(Backend):
    """Stores a row for each view, and adds up the new rows now and then."""

    def record(
        self, *, post_id: int, reader: Reader, now: datetime, in_doubt: bool = False
    ) -> bool:
        """Insert the reader's row unless there is one of this window.

        `in_doubt` says that another backend may have counted the same view: see `settle`.
        """
        return count_once(
            connection,
            post=post_id,
            reader=reader.current,
            now=_adapted(now),
            in_doubt=in_doubt,
            earlier=reader.previous,
            since=_adapted(self._window_start(now)),
        )

    def roll_up(self, *, now: datetime) -> int:
        """Add up the new rows batch by batch, then delete the rows that no window needs."""
        added = 0
        while number := self._roll_up_batch(now):
            added += number
        self._sweep(now)
        return added

    def settle(self, *, by: Backend, now: datetime) -> None:
        """Let the other backend count each view in doubt, unless it has; here it is done then.

        Repeating it adds nothing, so a crash or an error on the way leaves the rest for later.
        Raises BackendUnavailable when the other one still does not answer.
        """
        doubtful = self._in_doubt(now)
        if not doubtful.exists():
            return
        with transaction.atomic():
            locked = doubtful.order_by("pk").select_for_update(skip_locked=True)
            views = list(locked[:BATCH])
            for view in views:
                stored = bytes(view.reader)
                reader = Reader(current=stored, previous=stored)
                by.record(post_id=view.post_id, reader=reader, now=view.counted_at)
            CountedView.objects.filter(pk__in=[view.pk for view in views]).update(rolled_up=True)

    def _in_doubt(self, now: datetime) -> QuerySet[CountedView]:
        """Only of this window: what is older, the other backend has forgotten."""
        return CountedView.objects.filter(
            rolled_up=False, in_doubt=True, counted_at__gt=self._window_start(now)
        )

    def _window_start(self, now: datetime) -> datetime:
        return now - timedelta(seconds=self.window)

    def _roll_up_batch(self, now: datetime) -> int:
        settled = Q(in_doubt=False) | Q(counted_at__lte=self._window_start(now))
        pending = CountedView.objects.filter(settled, rolled_up=False)
        # Asked first: an idle site does not take SQLite's write lock.
        if not pending.exists():
            return 0
        with transaction.atomic():
            # PostgreSQL skips what another process adds up now; SQLite lets in one at a time.
            locked = pending.order_by("pk").select_for_update(skip_locked=True)
            rows = list(locked.values_list("pk", "post_id", "counted_at")[:BATCH])
            CountedView.objects.filter(pk__in=[pk for pk, _, _ in rows]).update(rolled_up=True)
            add_to_totals(Counter((post_id, day_of(moment)) for _, post_id, moment in rows))
        return len(rows)

    def _sweep(self, now: datetime) -> None:
        """Rows live as long as their salt may: two windows."""
        old = CountedView.objects.filter(
            rolled_up=True, counted_at__lt=now - timedelta(seconds=2 * self.window)
        ).order_by("counted_at")
        while keys := list(old.values_list("pk", flat=True)[:BATCH]):
            CountedView.objects.filter(pk__in=keys).delete()


def _adapted(moment: datetime) -> Any:
    """Return the moment as this database's driver takes it."""
    return connection.ops.adapt_datetimefield_value(moment)
