"""The index proper: a column with a GIN index, or a table of FTS5."""

from django.db import migrations

from boards.search.index.engines.schema import create_index, drop_index


class Migration(migrations.Migration):
    dependencies = [("boards_search", "0001_initial")]

    operations = [migrations.RunPython(create_index, drop_index)]
