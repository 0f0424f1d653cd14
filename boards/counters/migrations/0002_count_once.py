"""The function by which PostgreSQL counts a view, and waits for nobody long."""

from typing import Any

from django.db import migrations

from boards.counters.backends.count_once import CREATE_FUNCTION, DROP_FUNCTION


def create(apps: Any, schema_editor: Any) -> None:
    """Make the function; SQLite has none."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE_FUNCTION, params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop the function."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP_FUNCTION, params=None)


class Migration(migrations.Migration):
    dependencies = [("boards_counters", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
