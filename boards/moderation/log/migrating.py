"""Takes the triggers of the log out of the way of migrations, and brings them back."""

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from boards.moderation.log.triggers import LOG_TRIGGERS, TABLE


def connect(sender: Any) -> None:
    """Listen to migrations."""
    pre_migrate.connect(
        LOG_TRIGGERS.make_way, sender=sender, dispatch_uid="boards_moderation.triggers_away"
    )
    post_migrate.connect(
        _restore_triggers, sender=sender, dispatch_uid="boards_moderation.triggers_back"
    )


def _restore_triggers(*, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if TABLE in connection.introspection.table_names() and LOG_TRIGGERS.missing(connection):
        LOG_TRIGGERS.install(connection)
