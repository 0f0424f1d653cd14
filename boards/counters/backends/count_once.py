"""How a database counts a view once, without holding up the page that is viewed."""

from typing import Any

from boards.counters.models import CountedView
from boards.db.hurrying import MAX_WAIT, hurrying

# One statement, exact without a transaction. The table's constraint finds a view of this period;
# the condition finds one of the last period, which was stored under the older hash.
_INSERT = f"""
INSERT INTO {CountedView._meta.db_table} (post_id, reader, counted_at, in_doubt, rolled_up)
SELECT {{post}}, {{reader}}, {{now}}, {{in_doubt}}, FALSE
WHERE NOT EXISTS (
    SELECT 1 FROM {CountedView._meta.db_table}
    WHERE post_id = {{post}} AND reader = {{earlier}} AND counted_at > {{since}}
)
ON CONFLICT (post_id, reader) DO NOTHING
"""  # noqa: S608
_ORDER = ("post", "reader", "now", "in_doubt", "earlier", "since")

# PostgreSQL has a deadline for locks in a function only: a statement takes the lock on its table
# before any part of it runs. It need not wait for its disk either: that setting holds for all of a
# transaction, so it is left alone within one.
FUNCTION = "boards_counters_count_once"
CREATE_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}(
    bigint, bytea, timestamptz, boolean, bytea, timestamptz, hurries boolean
) RETURNS boolean LANGUAGE plpgsql SET lock_timeout = '{int(MAX_WAIT * 1000)}ms' AS $function$
BEGIN
    IF hurries THEN
        PERFORM set_config('synchronous_commit', 'off', TRUE);
    END IF;
    {_INSERT.format(**{name: f"${number}" for number, name in enumerate(_ORDER, start=1)})};
    RETURN FOUND;
END
$function$
"""
DROP_FUNCTION = (
    f"DROP FUNCTION {FUNCTION}(bigint, bytea, timestamptz, boolean, bytea, timestamptz, boolean)"  # noqa: E501
)

_FIND_FUNCTION = "SELECT 1 FROM pg_proc WHERE proname = %s AND pg_function_is_visible(oid)"
_CALL = f"SELECT {FUNCTION}(%s, %s, %s, %s, %s, %s, %s)"
_INSERT_NUMBERED = _INSERT.format(**dict.fromkeys(_ORDER, "%s"))


def count_once(connection: Any, **values: Any) -> bool:
    """Store a view unless its reader has one of this window; return whether it was stored.

    Args:
        values: `post`, `reader`, `now`, `in_doubt`, `earlier` (the reader under the older hash)
            and `since` (where the window begins), as the driver takes them.

    Raises:
        django.db.DatabaseError: when the database cannot, or when others write for too long.
    """
    if connection.vendor == "postgresql":
        given = [values[name] for name in _ORDER]
        with connection.cursor() as cursor:
            cursor.execute(_CALL, [*given, not connection.in_atomic_block])
            return bool(cursor.fetchone()[0])
    order = ("post", "reader", "now", "in_doubt", "post", "earlier", "since")
    with hurrying(connection), connection.cursor() as cursor:
        cursor.execute(_INSERT_NUMBERED, [values[name] for name in order])
        return bool(cursor.rowcount == 1)


def is_function_missing(connection: Any) -> bool:
    """Say whether a PostgreSQL lacks the function that counts; SQLite needs none."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(_FIND_FUNCTION, [FUNCTION])
        return cursor.fetchone() is None
