"""How long a web process waits for its database before it says that something is out of order.

A worker that waits serves nobody else, so a page has deadlines; a management command has none and
waits as long as its work takes. What serves pages calls `apply` once, before its first connection.
"""

CONNECTION = 1.0  # seconds to wait for a connection to PostgreSQL
RETRY = 0.05  # seconds to wait for it while the last attempt failed
STATEMENT = 10.0  # seconds that one statement may take on PostgreSQL
LOCK = 3.0  # seconds that a statement waits for the locks of others on PostgreSQL
LOCK_AGAIN = 0.2  # the same while the last full wait of the process was in vain
WRITE_QUEUE = 5.0  # seconds until a write on SQLite must have its turn
WRITE_QUEUE_AGAIN = 0.2  # the same while the last write of the process waited in vain
PATIENT = 30.0  # seconds to wait for a connection or a turn where nobody waits for a page

_apply = False


def apply() -> None:
    """Hold this process to the deadlines from now on."""
    global _apply
    _apply = True


def are_applied() -> bool:
    """Say whether this process serves pages."""
    return _apply
