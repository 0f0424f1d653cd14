"""Brings counted views into the shown totals, and clears away what counting left behind."""

from django.utils import timezone

from boards.counters.backends import current_backend
from boards.counters.deferred import store_deferred
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
