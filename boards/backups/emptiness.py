"""Whether a site is empty: nothing in it but what `migrate` makes of itself."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection

from boards.moderation.models import ReportReason
from boards.posts.models import ListChange, ListCount, ListSegment, ListState
from boards.search.models import SynonymGroup

_MADE_BY_MIGRATIONS = {
    Group,
    Permission,
    Group.permissions.through,
    ContentType,
    ListChange,
    ListCount,
    ListSegment,
    ListState,
    ReportReason,
    Session,
    SynonymGroup,
}


# Tables without a model: they hold nothing of the site, or are made of its rows.
_WITHOUT_MODEL = ("cache_entries", "django_migrations", "boards_search_index", "sqlite_")


def filled_tables() -> list[str]:
    """Return the tables of the default database that hold what somebody put there.

    Tables of other programs are among them, filled or not.
    """
    there = set(connection.introspection.table_names())
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    others = {name for name in there - set(models) if not name.startswith(_WITHOUT_MODEL)}
    filled = {
        table
        for table, model in models.items()
        if table in there and model not in _MADE_BY_MIGRATIONS and model._base_manager.exists()
    }
    return sorted(others | filled)
