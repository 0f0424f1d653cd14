"""The table of the cache, in which the limits on signing in are counted."""

from typing import Any

from django.core.management import call_command
from django.db import migrations

CACHE_TABLE = "cache_entries"


def make_cache_table(apps: Any, schema_editor: Any) -> None:
    """Make the table, whichever cache is used now: another one may be chosen later."""
    call_command(
        "createcachetable", CACHE_TABLE, database=schema_editor.connection.alias, verbosity=0
    )


def drop_cache_table(apps: Any, schema_editor: Any) -> None:
    """Drop the table."""
    schema_editor.execute(f"DROP TABLE IF EXISTS {CACHE_TABLE}")


class Migration(migrations.Migration):
    dependencies = [("boards_members", "0001_initial")]

    operations = [migrations.RunPython(make_cache_table, drop_cache_table)]
