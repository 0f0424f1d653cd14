"""What the models say of the tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connections, router
from django.db.models import Field, Model

Facts = set[tuple[str, ...]]


@dataclass
class Described:
    """Tables as facts that can be compared; each begins with the name of its table."""

    tables: set[str] = field(default_factory=set)
    columns: Facts = field(default_factory=set)  # table, column, "type" or "type or nothing"
    unique: Facts = field(default_factory=set)  # table, columns
    indexed: Facts = field(default_factory=set)  # table, first column of an index
    begun: Facts = field(default_factory=set)  # the same, of any index or key
    foreign: Facts = field(default_factory=set)  # table, column, other table, its column
    named: Facts = field(default_factory=set)  # table, name of an index or a constraint
    must_be_filled: Facts = field(default_factory=set)  # table, column


@cache
def described_by_models(vendor: str, alias: str) -> Described:
    """Return what the models describe for a kind of database; made once, for it is code."""
    described = Described()
    for model in _models(alias):
        _describe(model, described, connections[alias])
    return described


def type_and_emptiness(kind: str, *, may_be_empty: bool) -> str:
    """Return a column's type and whether it may be NULL, as the facts have it."""
    return f"{kind.lower()}{' or nothing' if may_be_empty else ''}"


def _models(alias: str) -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if (
            model._meta.managed
            and not model._meta.proxy
            and router.allow_migrate_model(alias, model)
        ):
            yield model


def _describe(model: type[Model], described: Described, connection: Any) -> None:
    table = model._meta.db_table
    described.tables.add(table)
    for each in model._meta.local_concrete_fields:
        # Migrations and models of other packages do not agree on the type of this one.
        if each.primary_key and model._meta.auto_created:
            continue
        _describe_column(table, each, described, connection)
    column_of = {each.name: str(each.column) for each in model._meta.local_concrete_fields}
    for names in model._meta.unique_together:
        described.unique.add((table, ", ".join(column_of[name] for name in names)))
    indexes = [*model._meta.indexes, *model._meta.constraints]
    longest = connection.ops.max_name_length()  # PostgreSQL cuts what is longer
    described.named |= {(table, each.name[:longest]) for each in indexes}


def _describe_column(table: str, each: Any, described: Described, connection: Any) -> None:
    kind = _as_told(each.db_parameters(connection)["type"], connection.vendor)
    described.columns.add((table, each.column, type_and_emptiness(kind, may_be_empty=each.null)))
    if each.unique:
        described.unique.add((table, each.column))
    if each.db_index and not each.unique:
        described.indexed.add((table, each.column))
    if each.remote_field and each.db_constraint:
        described.foreign.add((table, each.column, *_target(each)))


def _target(each: Field) -> tuple[str, str]:
    other = each.target_field  # type: ignore[attr-defined]
    return other.model._meta.db_table, other.column


def _as_told(kind: str, vendor: str) -> str:
    """Return a type of Django's as the database tells it."""
    if vendor != "postgresql":
        return kind
    for short, full in (("varchar", "character varying"), ("char(", "character("), (", ", ",")):
        kind = kind.replace(short, full, 1)
    return kind
