from django.db import migrations

from boards.counters.backends.count_once import CREATE_FUNCTION, DROP_FUNCTION


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE_FUNCTION, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP_FUNCTION, params=None)


class Migration(migrations.Migration):
    """A view on PostgreSQL does not wait for long."""

    dependencies = [("boards_counters", "0002_counted_view_in_doubt")]

    operations = [migrations.RunPython(create, drop)]
