"""The synonyms that a new site begins with; from then on they are the admin's."""

from typing import Any

from django.db import migrations

from boards.search.synonyms.first_synonyms import first_synonyms


def store(apps: Any, schema_editor: Any) -> None:
    """Store them in a site that has none."""
    groups = apps.get_model("boards_search", "SynonymGroup").objects.using(
        schema_editor.connection.alias
    )
    if not groups.exists():
        rows = [groups.model(words=words, is_one_way=one) for words, one in first_synonyms()]
        groups.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("boards_search", "0002_index")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
