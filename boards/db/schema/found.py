"""What a database has, asked of its own catalogue in a few statements."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from boards.db.schema.described import Described, type_and_emptiness

# https://www.postgresql.org/docs/current/catalogs.html
_POSTGRES = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
               NOT a.atthasdef AND a.attidentity = ''
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
              AND a.attnum > 0 AND NOT a.attisdropped""",
    "indexes": """
        SELECT c.relname, i.relname, x.indisunique AND x.indpred IS NULL AND x.indisvalid, a.attname
        FROM pg_index x
        JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        CROSS JOIN unnest(x.indkey::int[]) WITH ORDINALITY AS k (attnum, place)
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum AND k.attnum > 0
        WHERE c.relnamespace = current_schema()::regnamespace AND x.indisvalid
              AND k.place <= x.indnkeyatts
        ORDER BY i.oid, k.place""",
    "foreign": """
        SELECT c.relname, a.attname, o.relname, b.attname
        FROM pg_constraint f
        JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class o ON o.oid = f.confrelid
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
        JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = f.confkey[1]
        WHERE f.contype = 'f' AND f.connamespace = current_schema()::regnamespace""",
    "checks": """
        SELECT c.relname, f.conname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
        WHERE f.connamespace = current_schema()::regnamespace""",
}
# https://www.sqlite.org/pragma.html, as tables. An index of an expression has no name for it.
_TABLES = "FROM sqlite_master m JOIN {}(m.name) p{} WHERE m.type = 'table'"
_SQLITE = {
    "columns": 'SELECT m.name, p.name, p.type, NOT p."notnull", p.dflt_value IS NULL AND NOT p.pk '
    + _TABLES.format("pragma_table_info", ""),
    "indexes": 'SELECT m.name, p.name, p."unique" AND NOT p.partial, k.name '
    + _TABLES.format("pragma_index_list", " JOIN pragma_index_xinfo(p.name) k")
    + " AND k.key ORDER BY p.name, k.seqno",
    "keys": "SELECT m.name, m.name || ' (key)', TRUE, p.name "
    + _TABLES.format("pragma_table_info", "")
    + " AND p.pk ORDER BY m.name, p.pk",
    "foreign": 'SELECT m.name, p."from", p."table", p."to" '
    + _TABLES.format("pragma_foreign_key_list", ""),
    "written": "SELECT name, sql FROM sqlite_master WHERE type = 'table'",
}


def found_in_database(connection: Any) -> Described:
    """Return what the database has, as facts like those of the models."""
    asked = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        rows = {name: _rows(cursor, statement) for name, statement in asked.items()}
    found = Described()
    for table, column, kind, may_be_empty, has_no_default in rows["columns"]:
        found.tables.add(table)
        told = type_and_emptiness(kind, may_be_empty=bool(may_be_empty))
        found.columns.add((table, column, told))
        if has_no_default and not may_be_empty:
            found.must_be_filled.add((table, column))
    _add_indexes([*rows["indexes"], *rows.get("keys", [])], found)
    found.foreign |= set(rows["foreign"])
    found.named |= set(rows.get("checks", ()))
    found.named |= _names_within(rows.get("written", ()))
    return found


def _rows(cursor: Any, statement: str) -> list[Any]:
    cursor.execute(statement)
    return list(cursor.fetchall())


def _add_indexes(rows: Iterable[Any], found: Described) -> None:
    columns: defaultdict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for table, name, is_unique, column in rows:
        columns[table, name, bool(is_unique)].append(column or "")
    for (table, name, is_unique), each in columns.items():
        found.named.add((table, name))
        found.begun.add((table, each[0]))
        if is_unique:
            found.unique.add((table, ", ".join(each)))


def _names_within(tables: Iterable[tuple[str, str]]) -> set[tuple[str, ...]]:
    """Return the names of the constraints in the statements that made SQLite's tables."""
    return {
        (table, word.split('"', 1)[0])
        for table, written in tables
        for word in written.split('CONSTRAINT "')[1:]
    }
