"""One number for all rows of a table, in whatever order a database gives them.

Each row is hashed with SHA-256, and the hashes are added up modulo 2^256. So neither the order nor
the collation of a database matters, and nothing has to be sorted.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import Any

_MODULUS = 1 << 256


@dataclass(frozen=True)
class TableDigest:
    """How many rows a table has, and the sum of their hashes in hexadecimal."""

    rows: int
    sum: str


class RowSum:
    """Adds up the hashes of rows."""

    def __init__(self) -> None:
        self._rows = self._sum = 0

    def add(self, row: Sequence[Any]) -> None:
        """Add one row; its values stand in an order that the caller always uses."""
        hashed = sha256(b"\0".join(map(canonical, row))).digest()
        self._rows += 1
        self._sum = (self._sum + int.from_bytes(hashed)) % _MODULUS

    @property
    def digest(self) -> TableDigest:
        """What was added so far."""
        return TableDigest(self._rows, f"{self._sum:064x}")


def digest_of_rows(rows: Iterable[Sequence[Any]]) -> TableDigest:
    """Return the digest of these rows."""
    total = RowSum()
    for row in rows:
        total.add(row)
    return total.digest


def canonical(value: Any) -> bytes:
    """Write a value so that equal values of both databases are the same bytes.

    Its length stands before it, so that no two rows give the same bytes.
    """
    text = _canonical(value)
    return b"%d:%b" % (len(text), text)


def _canonical(value: Any) -> bytes:
    if isinstance(value, str):
        return b"s" + value.encode(errors="surrogatepass")
    if value is None or isinstance(value, bool):
        return repr(value).encode()
    if isinstance(value, datetime):
        return b"t" + (value.astimezone(UTC) if value.tzinfo else value).isoformat().encode()
    if isinstance(value, bytes | bytearray | memoryview):
        return b"b" + bytes(value)
    if isinstance(value, Decimal):
        return b"n" + str(value.normalize()).encode()
    if isinstance(value, dict | list):
        return b"j" + json.dumps(value, sort_keys=True, ensure_ascii=True).encode()
    if isinstance(value, date | time):
        return b"d" + value.isoformat().encode()
    return type(value).__name__.encode() + str(value).encode()
