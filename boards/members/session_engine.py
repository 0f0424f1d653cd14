"""Sessions in the database, as Django keeps them; read by a query that is written once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet
from django.utils import timezone

from boards.prepared import Slot, prepared


class SessionStore(DatabaseSessionStore):
    """One visitor's session."""

    def _get_session_from_db(self) -> Session | None:
        session = _sessions().first(key=self.session_key, now=timezone.now())
        if session is None:
            self._session_key = None
        return session


@prepared
def _sessions() -> QuerySet[Session]:
    return Session.objects.filter(
        session_key=Slot("key", CharField()), expire_date__gt=Slot("now", DateTimeField())
    )
