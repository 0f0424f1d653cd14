"""Whether this code knows the tables of a backup."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from boards.backups.archive import Manifest
from boards.backups.errors import BackupError

EXAMPLES_SHOWN = 3


def refuse_newer(manifest: Manifest) -> None:
    """Raise BackupError when the backup had migrations that this code does not have."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    for migration in loader.disk_migrations.values():
        known |= {f"{app}.{name}" for app, name in migration.replaces}
    unknown = [name for name in manifest.migrations if name not in known]
    if unknown:
        raise BackupError(
            _("This backup was made by a newer version of the site. This version does not have %s.")
            % ", ".join(unknown[:EXAMPLES_SHOWN])
        )


def waiting_migrations() -> list[str]:
    """Return the migrations that the default database still needs."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
