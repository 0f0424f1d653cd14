"""Makes the index in the database, and takes it away: for the migrations."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from boards.search.index.engines import postgresql, sqlite_table

_CREATE = {"postgresql": postgresql.CREATE_COLUMN, "sqlite": sqlite_table.CREATE_TABLE}
_DROP = {"postgresql": postgresql.DROP_COLUMN, "sqlite": sqlite_table.DROP_TABLE}


def create_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the column with its GIN index, or the table of FTS5."""
    schema_editor.execute(_CREATE[schema_editor.connection.vendor], params=None)


def drop_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take away what `create_index` made."""
    schema_editor.execute(_DROP[schema_editor.connection.vendor], params=None)
