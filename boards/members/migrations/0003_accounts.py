"""Skeletons of handles, and the table of the cache that counts attempts to sign in."""

from typing import Any

from django.core.management import call_command
from django.db import migrations, models

from boards.members.lookalikes import skeleton

CACHE_TABLE = "cache_entries"


def fill_skeletons(apps: Any, schema_editor: Any) -> None:
    """Give the members who are there already their skeletons."""
    members = apps.get_model("boards_members", "Member").objects.using(schema_editor.connection.alias)
    for member in members.only("handle").iterator():
        members.filter(pk=member.pk).update(skeleton=skeleton(member.handle))


def make_cache_table(apps: Any, schema_editor: Any) -> None:
    """Make the table, whichever cache is used now: another one may be chosen later."""
    call_command(
        "createcachetable", CACHE_TABLE, database=schema_editor.connection.alias, verbosity=0
    )


def drop_cache_table(apps: Any, schema_editor: Any) -> None:
    """Drop the table."""
    schema_editor.execute(f"DROP TABLE IF EXISTS {CACHE_TABLE}")


class Migration(migrations.Migration):
    dependencies = [("boards_members", "0002_members_write_and_talk")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="skeleton",
            field=models.CharField(default="", editable=False, max_length=90),
        ),
        migrations.RunPython(fill_skeletons, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(fields=["skeleton"], name="member_skeleton"),
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
    ]
