"""Each test begins as in a process that has just started, whatever ran before it."""

from django.core.cache import caches
from django.utils import timezone, translation

from boards.caching import answers, parts
from boards.counters.backends import current_backend
from boards.counters.deferred import forget_deferred
from boards.counters.salts import live_salts
from boards.letters.actions import send_letter
from boards.search.index.engines import postgresql
from boards.search.querying import shared_answers
from forum import readiness
from forum.postgres import base as postgres
from forum.sqlite import base as sqlite


def forget_everything() -> None:
    """Forget what the process remembers of requests, of its database and of other tests' rows.

    No transaction takes that back. Counts in the cache of the process are among it, and that a
    write waited in vain or that a view could not be stored, after which the next ones are brief.
    """
    translation.deactivate()
    timezone.deactivate()
    caches["quick"].clear()
    forget_deferred()
    live_salts.cache_clear()
    current_backend.cache_clear()
    answers._answers.clear()
    parts.forget()
    shared_answers._cached.clear()
    postgresql._long_enough.clear()
    send_letter._sent.clear()
    readiness._next_write = 0.0
    sqlite._waits_in_vain.clear()
    postgres.DatabaseWrapper._failed.clear()
    postgres.DatabaseWrapper._locked_out.clear()
