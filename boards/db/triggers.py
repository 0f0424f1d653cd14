"""Triggers: said once for both databases, made, taken away for migrations, and looked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_CATALOGUE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
}


@dataclass(frozen=True)
class Trigger:
    """What is done for each row.

    Attributes:
        event: like `AFTER INSERT`.
        body: statements, each with its semicolon.
        when: the condition; empty for every row.
    """

    name: str
    event: str
    table: str
    body: str
    when: str = ""

    def statements(self, vendor: str) -> list[str]:
        """Return what makes it."""
        begin = f"CREATE TRIGGER {self.name} {self.event} ON {self.table} FOR EACH ROW"
        if self.when:
            begin += f" WHEN ({self.when})"
        if vendor == "sqlite":
            return [f"{begin} BEGIN {self.body} END"]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN {self.body} RETURN NEW; END $$",
            f"{begin} EXECUTE FUNCTION {self.name}()",
        ]


def refusal(vendor: str, message: str, *, code: str, condition: str = "true") -> str:
    """Return the statement by which a trigger refuses a row, an IntegrityError.

    Args:
        code: the name of the condition in PostgreSQL, of class 23.
        condition: may read tables, which that of a trigger in PostgreSQL may not.
    """
    if vendor == "sqlite":
        return f"SELECT RAISE(ABORT, '{message}') WHERE {condition};"
    return f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = '{code}'; END IF;"


@dataclass(frozen=True)
class TriggerSet:
    """The triggers of one room; `of_vendor` returns them for `sqlite` or `postgresql`."""

    of_vendor: Callable[[str], Sequence[Trigger]]

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Create the triggers, and again if they are there."""
        self.remove(connection)
        with connection.cursor() as cursor:
            for trigger in self.of_vendor(connection.vendor):
                for statement in trigger.statements(connection.vendor):
                    cursor.execute(statement)

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers away, if they are there."""
        with connection.cursor() as cursor:
            for trigger in self.of_vendor(connection.vendor):
                of_table = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{of_table}")

    def missing(self, connection: BaseDatabaseWrapper) -> list[str]:
        """Return the names of the triggers that are not there."""
        with connection.cursor() as cursor:
            cursor.execute(_CATALOGUE[connection.vendor])
            found = {name for (name,) in cursor.fetchall()}
        wanted = self.of_vendor(connection.vendor)
        return [trigger.name for trigger in wanted if trigger.name not in found]

    def make_way(self, *, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
        """Take the triggers away before migrations, where those would lose or break them.

        SQLite makes a table anew to alter it: its triggers go with the old one, and the triggers
        of other tables that name it forbid the change.
        """
        if plan and connections[using].vendor == "sqlite":
            self.remove(connections[using])
