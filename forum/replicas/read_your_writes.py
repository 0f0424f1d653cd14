"""The cookie by which a visitor reads back what he wrote, wherever he reads it.

It holds a position of the primary's write-ahead log, up to which a replica must have replayed to
be read from. Who makes one up is sent to the primary, and gets nothing by it.
"""

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.http import HttpRequest, HttpResponseBase

COOKIE = "read_after"
SECONDS_BEYOND_LAG = 5  # after the lag that is allowed, every replica in use has the write
FURTHEST = (1 << 63) - 1
# Not what is on the disk: a commit need not have waited for it.
WRITTEN = "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint"


def position_in(request: HttpRequest) -> int:
    """Return the position up to which the visitor has to see; 0 for who has not written."""
    text = request.COOKIES.get(COOKIE, "")
    return min(int(text), FURTHEST) if text.isascii() and text.isdecimal() and len(text) < 20 else 0


def hand_position(response: HttpResponseBase) -> None:
    """Give the visitor the position of what has just been written."""
    response.set_cookie(
        COOKIE,
        str(_position()),
        max_age=settings.REPLICA_MAX_LAG + SECONDS_BEYOND_LAG,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _position() -> int:
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(WRITTEN)
            return int(cursor.fetchone()[0])
    except (DatabaseError, InterfaceError):
        return FURTHEST  # to be on the safe side: the primary, until the cookie is gone
