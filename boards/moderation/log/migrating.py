"""Takes the triggers of the log out of the way of migrations, and brings them back.

SQLite makes a table anew to alter it, and the triggers go with the old one.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from boards.moderation.log.triggers import (
    TABLE,
    install_triggers,
    missing_triggers,
    remove_triggers,
)


def connect(sender: Any) -> None:
    """Listen to migrations."""
    pre_migrate.connect(
        _drop_triggers, sender=sender, dispatch_uid="boards_moderation.triggers_away"
    )
    post_migrate.connect(
        _restore_triggers, sender=sender, dispatch_uid="boards_moderation.triggers_back"
    )


def _drop_triggers(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    if plan and connections[using].vendor == "sqlite":
        remove_triggers(connections[using])


def _restore_triggers(*, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if TABLE in connection.introspection.table_names() and missing_triggers(connection):
        install_triggers(connection)
