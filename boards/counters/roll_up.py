"""Brings counted views into the shown totals, and clears away what counting left behind."""

from datetime import datetime

from django.utils import timezone

from boards.counters.backends import current_backend
from boards.counters.deferred import store_deferred
from boards.counters.models import CountedView
from boards.counters.salts import destroy_old_salts


def roll_up_views() -> int:
    """Add the views since the last roll-up to the totals; return how many they were.

    Any number of processes may do it at once. Old salts and the traces of readers go too.
    """
    store_deferred()
    now = timezone.now()
    added = current_backend().roll_up(now=now)
    destroy_old_salts(now)
    return added


def oldest_view_to_add() -> datetime | None:
    """Return when the oldest view was counted that no roll-up has added; None when there is none.

    Of the database's own; what Redis holds, it alone knows.
    """
    pending = CountedView.objects.filter(rolled_up=False, in_doubt=False).order_by("pk")
    return pending.values_list("counted_at", flat=True).first()
