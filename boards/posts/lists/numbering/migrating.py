"""Keeps the triggers and the counts through migrations, and makes them when they are new.

What was written without the triggers is counted afterwards, by the models as they then are.
"""

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from boards.posts.lists.numbering.triggers import LIST_TRIGGERS
from boards.posts.lists.numbering.verification import check_copies, rebuild_lists
from boards.posts.models import ListChange, ListCount, ListSegment, Post


def connect(sender: Any) -> None:
    """Listen to migrations."""
    pre_migrate.connect(
        LIST_TRIGGERS.make_way, sender=sender, dispatch_uid="boards_posts.triggers_away"
    )
    post_migrate.connect(
        _restore_triggers, sender=sender, dispatch_uid="boards_posts.triggers_back"
    )


def _restore_triggers(*, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    tables = {ListChange._meta.db_table, ListCount._meta.db_table}
    if not tables <= set(connection.introspection.table_names()):
        return  # migrated to before there were any
    if LIST_TRIGGERS.missing(connection):
        # Copied before the triggers come, which would note each copy; and what changed since.
        check_copies(fix=True)
        LIST_TRIGGERS.install(connection)
        check_copies(fix=True)
        rebuild_lists()
    elif not Post.objects.exists():
        # The database was flushed: SQLite's triggers saw the posts go, maybe after the counts.
        ListSegment.objects.all().delete()
        ListChange.objects.all().delete()
