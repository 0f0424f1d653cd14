"""Triggers by which the database refuses to change or delete what the log says.

What may be done is emptying: the member who did it, the boards, and the reason, each to nothing and
never to anything else. Foreign keys do the first three; `actions/empty_reasons.py` is the only door
to the third. Emptying a whole database, as tests do, asks no trigger.
"""

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "boards_moderation_moderationentry"
_ON_BOTH = ("moderation_entry_changed", "moderation_entry_deleted")
# SQLite's INSERT OR REPLACE deletes a line without asking the trigger for that.
_ON_SQLITE = "moderation_entry_replaced"
TRIGGERS = (*_ON_BOTH, _ON_SQLITE)
REFUSED = "The moderation log is append-only."

_FIXED = ("id", "at", "is_by_system", "verb", "kind", "target_id", "before", "after")
_MAY_BE_NULL = ("by_id", "board_id", "from_board_id")


def _changed(differs: str) -> str:
    """Return the condition of a change that is not emptying.

    Args:
        differs: the operator that takes NULL for a value, which the databases name differently.
    """
    fixed = [f"NEW.{column} {differs} OLD.{column}" for column in _FIXED]
    filled = [
        f"(NEW.{column} IS NOT NULL AND NEW.{column} {differs} OLD.{column})"
        for column in _MAY_BE_NULL
    ]
    return " OR ".join([*fixed, *filled, "(NEW.reason <> '' AND NEW.reason <> OLD.reason)"])


_SQLITE = [
    f"""CREATE TRIGGER moderation_entry_changed BEFORE UPDATE ON {TABLE}
    WHEN {_changed("IS NOT")}
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER moderation_entry_deleted BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
    f"""CREATE TRIGGER moderation_entry_replaced BEFORE INSERT ON {TABLE}
    WHEN NEW.id IN (SELECT id FROM {TABLE})
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",  # noqa: S608 - no value of anybody's
]
_REFUSE = f"RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';"
_POSTGRESQL = [
    *(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {_REFUSE} END $$"
        for name in _ON_BOTH
    ),
    f"""CREATE TRIGGER moderation_entry_changed BEFORE UPDATE ON {TABLE} FOR EACH ROW
    WHEN ({_changed("IS DISTINCT FROM")}) EXECUTE FUNCTION moderation_entry_changed()""",
    f"""CREATE TRIGGER moderation_entry_deleted BEFORE DELETE ON {TABLE} FOR EACH ROW
    EXECUTE FUNCTION moderation_entry_deleted()""",
]
_STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
_CATALOGUE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers, and again if they are there."""
    remove_triggers(connection)
    with connection.cursor() as cursor:
        for statement in _STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, if they are there."""
    of_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def remove_all_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, for a migration back to before their table."""
    remove_triggers(schema_editor.connection)


def missing_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that are not there."""
    with connection.cursor() as cursor:
        cursor.execute(_CATALOGUE[connection.vendor])
        wanted = set(TRIGGERS if connection.vendor == "sqlite" else _ON_BOTH)
        return wanted - {name for (name,) in cursor.fetchall()}
