"""Tells how a database differs from the models, however it came to that.

Migrations are known to a database by their names only: one whose content was changed after it ran,
or that was broken off, leaves tables behind that no longer fit.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from boards.db.schema.described import Described, Facts, described_by_models
from boards.db.schema.found import found_in_database


def differences(connection: BaseDatabaseWrapper) -> list[str]:
    """Return what the models describe and the database lacks, or has otherwise; in order.

    Compared are tables, columns with their types and whether they may be empty, keys, foreign keys
    and the names and columns of indexes and constraints; not the conditions within them. What the
    database has besides is of no harm, but for columns that every new row would have to fill.

    Raises:
        django.db.Error: when the database cannot be read.
    """
    described = described_by_models(connection.vendor, connection.alias)
    found = found_in_database(connection)
    lacking = [
        *_sentences("no table {}", described.tables - found.tables),
        *_sentences("column {} {}: no {}", _of(described.columns - found.columns, found)),
        *_sentences("{}: no key of {}", _of(described.unique - found.unique, found)),
        *_sentences(
            "{}: no index that begins with {}", _of(described.indexed - found.begun, found)
        ),
        *_sentences(
            "{}: no foreign key {} to {} {}", _of(described.foreign - found.foreign, found)
        ),
        *_sentences("{}: no index or constraint {}", _of(described.named - found.named, found)),
    ]
    return [*lacking, *_sentences("{}: nobody fills {}", _unknown(described, found))]


def _of(facts: Facts, found: Described) -> Facts:
    """Leave out the tables that are missing as a whole."""
    return {fact for fact in facts if fact[0] in found.tables}


def _unknown(described: Described, found: Described) -> Facts:
    known = {fact[:2] for fact in described.columns}
    return {fact for fact in found.must_be_filled - known if fact[0] in described.tables}


def _sentences(form: str, facts: Facts | set[str]) -> list[str]:
    parts = [(fact,) if isinstance(fact, str) else fact for fact in facts]
    return [form.format(*part) for part in sorted(parts)]
