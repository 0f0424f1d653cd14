"""Sessions in the database, as Django keeps them; read by a query that is written once.

A session ends some time after its last visit and, however often it is visited, some time after its
beginning. A visit prolongs it once a day, so that pages that are only read write nothing.

The key stands in the database as it is: allauth's list of sessions keeps a copy of it and finds,
ends and compares sessions by that, so that a digest here alone would hide nothing.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from boards.db.prepared import Param, prepared

# In the session, as seconds since 1970.
BEGUN = "_begun_at"
STORED = "_stored_at"
SECONDS_BETWEEN_PROLONGINGS = 86_400


class SessionStore(DatabaseSessionStore):
    """One visitor's session."""

    def load(self) -> dict[str, Any]:
        """Return what it holds; have it stored anew when that was long ago."""
        loaded: dict[str, Any] = super().load()
        stored = loaded.get(STORED)
        if stored is not None and _now() - stored > SECONDS_BETWEEN_PROLONGINGS:
            self.modified = True
        return loaded

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row, which knows when it was begun and stored."""
        now = _now()
        marked = {**data, BEGUN: data.get(BEGUN, now), STORED: now}
        return cast(Session, super().create_model_instance(marked))

    def cycle_key(self) -> None:
        """Begin anew with what the session holds, as at a sign-in."""
        super().cycle_key()
        self[BEGUN] = _now()

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Return the seconds until it ends."""
        age: int = super().get_expiry_age(**kwargs)
        left = self.get(BEGUN, _now()) + settings.SESSION_MAX_AGE - _now()
        return max(0, min(age, left))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Return when it ends."""
        return timezone.now() + timedelta(seconds=self.get_expiry_age(**kwargs))

    def _get_session_from_db(self) -> Session | None:
        session = _sessions().first(key=self.session_key, now=timezone.now())
        if session is None:
            self._session_key = None
        return session


@prepared
def _sessions() -> QuerySet[Session]:
    return Session.objects.filter(
        session_key=Param("key", CharField()), expire_date__gt=Param("now", DateTimeField())
    )


def _now() -> int:
    return int(timezone.now().timestamp())
