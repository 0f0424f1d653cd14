"""What the plan of a statement does that grows with the tables."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db import connection

# Tables that have more rows the more is written on a site.
BIG = {
    "boards_counters_countedview",
    "boards_counters_dailyviews",
    "boards_counters_viewtotal",
    "boards_members_member",
    "boards_posts_comment",
    "boards_posts_post",
    "boards_posts_postcounts",
    "boards_posts_tag",
    "boards_posts_taggedpost",
}
MAX_SORTED = 100  # rows: more than a page of a list, or the comments of an article, has
MAX_PASSED_OVER = 100  # rows that OFFSET counts off
LIMIT = re.compile(r"\s+LIMIT \d+(?: OFFSET \d+)?\s*$")
OFFSET = re.compile(r"\bOFFSET (\d+)")
SCAN = re.compile(r"^SCAN (?P<table>\w+)(?P<by_index> USING .*INDEX)?", re.MULTILINE)


def faults_of(sql: str, params: Any) -> list[str]:
    """Name what a statement does that grows with the tables; nothing for what is no SELECT."""
    if not sql.lstrip("( \n").upper().startswith(("SELECT", "WITH")):
        return []
    counted_off = [int(number) for number in OFFSET.findall(sql)]
    faults = [f"counts off {rows} rows" for rows in counted_off if rows > MAX_PASSED_OVER]
    if connection.vendor == "postgresql":
        ((plan,),) = _rows_of(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        faults += _faults_in((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])
    else:
        plan = "\n".join(row[-1] for row in _rows_of(f"EXPLAIN QUERY PLAN {sql}", params))
        faults += _faults_on_sqlite(plan, sql, params)
    return [f"{fault}: {sql}" for fault in faults]


def _faults_in(node: dict[str, Any]) -> Iterator[str]:
    """Look at a plan of PostgreSQL and its parts."""
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in BIG:
        yield f"reads the whole of {node['Relation Name']}"
    parts = node.get("Plans", [])
    if "Sort" in node["Node Type"] and (rows := parts[0]["Actual Rows"]) > MAX_SORTED:
        yield f"sorts {rows:.0f} rows"
    for part in parts:
        yield from _faults_in(part)


def _faults_on_sqlite(plan: str, sql: str, params: Any) -> Iterator[str]:
    """Look at a plan of SQLite, which says nothing of numbers; what it sorts is counted."""
    for scan in SCAN.finditer(plan):
        # In the order of an index it reads no more than it was asked for.
        if scan["table"] in BIG and not (scan["by_index"] and LIMIT.search(sql)):
            yield f"reads the whole of {scan['table']}"
    if "TEMP B-TREE FOR ORDER BY" in plan:
        count = f"SELECT count(*) FROM ({LIMIT.sub('', sql)})"  # noqa: S608
        ((rows,),) = _rows_of(count, params)
        if rows > MAX_SORTED:
            yield f"sorts {rows} rows"


def _rows_of(sql: str, params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
