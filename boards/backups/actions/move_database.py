"""Moves the site to another database: from SQLite to PostgreSQL, or back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils.translation import gettext as _

from boards.backups.databases import SOURCE, as_default, config_of
from boards.backups.emptiness import filled_tables
from boards.backups.errors import BackupError
from boards.backups.moving import writing
from boards.backups.moving.models_to_move import models_to_move
from boards.backups.moving.problems import Problem, checks_of
from boards.backups.moving.reading import broken_references, digest_of, problems_of
from boards.backups.verification import failures_of_site
from boards.backups.versions import waiting_migrations
from boards.posts.lists.numbering.triggers import LIST_TRIGGERS
from boards.posts.lists.numbering.verification import check_copies, rebuild_lists
from boards.search.upkeep.rebuilding import rebuild_index

PROBLEMS_SHOWN = 100
TABLES_SHOWN = 5
Say = Callable[[str], None]
Advance = Callable[[int], None]


def move_database(
    url: str,
    *,
    dry_run: bool = False,
    say: Say = lambda stage: None,
    advance: Advance = lambda number: None,
) -> int:
    """Copy every row into an empty database, make anew what is made of rows, and prove it.

    The site must not write meanwhile: whoever does is found out by the proof at the end. A move
    that was cut off goes on with the table it was at. The old database stays as it is.

    Args:
        url: of the new database, as DATABASE_URL is written.
        dry_run: whether the new database is only looked at.

    Returns how many rows there are. Raises BackupError.
    """
    config = config_of(url)
    if waiting := waiting_migrations():
        raise BackupError(
            _("Run migrate first. Not applied: %s") % ", ".join(waiting[:TABLES_SHOWN])
        )
    with _open_target(config):
        _refuse_filled_target()
        _refuse_what_does_not_fit(say=say)
        rows = number_of_rows()
        if dry_run:
            return rows
        _copy(say=say, advance=advance)
        _make_the_rest(say=say)
        _prove(say=say)
        writing.drop_notes()
    return rows


def number_of_rows() -> int:
    """Return how many rows are copied from SOURCE."""
    return sum(model._base_manager.using(SOURCE).count() for model in models_to_move())


@contextmanager
def _open_target(config: dict[str, object]) -> Iterator[None]:
    with as_default(dict(config)):
        connection.ensure_connection()
        if _identity(connections[SOURCE]) == _identity(connections["default"]):
            raise BackupError(_("This is the database that the site is on already."))
        yield


def _identity(database: object) -> tuple[str, ...]:
    """What tells one database from another."""
    settings = database.settings_dict  # type: ignore[attr-defined]
    names = ("NAME", "HOST", "PORT")
    return (database.vendor, *(str(settings[name]) for name in names))  # type: ignore[attr-defined]


def _refuse_filled_target() -> None:
    if writing.has_notes():
        return  # an earlier move began to fill it
    if tables := filled_tables():
        raise BackupError(
            _("The new database is not empty: there are rows in %s.")
            % ", ".join(tables[:TABLES_SHOWN])
        )


def _refuse_what_does_not_fit(*, say: Say) -> None:
    if broken := broken_references(using=SOURCE):
        raise BackupError(_("Some rows refer to rows that do not exist: %s") % broken)
    problems: list[Problem] = []
    for model in models_to_move():
        say(model._meta.db_table)
        found = problems_of(model, checks_of(model, connection), using=SOURCE)
        problems += list(islice(found, PROBLEMS_SHOWN - len(problems)))
    if problems:
        raise BackupError("\n".join(map(str, problems)))


def _copy(*, say: Say, advance: Advance) -> None:
    if not writing.has_notes():
        call_command("migrate", verbosity=0, interactive=False)
        with transaction.atomic():
            writing.begin()
    # They would note every row that comes; the lists are counted afterwards.
    LIST_TRIGGERS.remove(connection)
    moved = writing.moved_tables()
    for model in models_to_move():
        if model._meta.db_table not in moved:
            say(model._meta.db_table)
            writing.copy_table(model, advance=advance)


def _make_the_rest(*, say: Say) -> None:
    say("lists")
    LIST_TRIGGERS.install(connection)
    check_copies(fix=True)
    rebuild_lists()
    say("rebuild_index")
    for _step in rebuild_index():
        pass


def _prove(*, say: Say) -> None:
    failures = []
    for model in models_to_move():
        say(model._meta.db_table)
        old, new = (digest_of(model, using=using) for using in (SOURCE, "default"))
        if old != new:
            numbers = {"table": model._meta.db_table, "old": old.rows, "new": new.rows}
            failures.append(
                _(
                    "Table %(table)s differs: %(old)d rows in the old database, %(new)d in the "
                    "new one. Something may have been written during the copy. Stop the site, and"
                    " start again with an empty database."
                )
                % numbers
            )
    failures += failures_of_site(say=say)
    if failures:
        raise BackupError("\n".join(failures))
