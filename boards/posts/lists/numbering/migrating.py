"""Keeps the triggers and the counts through migrations, and makes them when they are new.

SQLite makes a table anew to alter it: its triggers go with the old one, and the triggers of other
tables that name it forbid the change. So they make way for migrations, and what was written
without them is counted afterwards, by the models as they then are.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from boards.posts.lists.numbering.triggers import (
    install_triggers,
    missing_triggers,
    remove_triggers,
)
from boards.posts.lists.numbering.verification import check_copies, rebuild_lists
from boards.posts.models import ListChange, ListCount, ListSegment, Post


def connect(sender: Any) -> None:
    """Listen to migrations."""
    pre_migrate.connect(_drop_triggers, sender=sender, dispatch_uid="boards_posts.triggers_away")
    post_migrate.connect(
        _restore_triggers, sender=sender, dispatch_uid="boards_posts.triggers_back"
    )


def _drop_triggers(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    if plan and connections[using].vendor == "sqlite":
        remove_triggers(connections[using])


def _restore_triggers(*, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    tables = {ListChange._meta.db_table, ListCount._meta.db_table}
    if not tables <= set(connection.introspection.table_names()):
        return  # migrated to before there were any
    if missing_triggers(connection):
        # Copied before the triggers come, which would note each copy; and what changed since.
        check_copies(fix=True)
        install_triggers(connection)
        check_copies(fix=True)
        rebuild_lists()
    elif not Post.objects.exists():
        # The database was flushed: SQLite's triggers saw the posts go, maybe after the counts.
        ListSegment.objects.all().delete()
        ListChange.objects.all().delete()
