"""Keys of rows in what people send, and pages by key."""

from typing import Any

from django.db.models import BigAutoField, QuerySet

MAX_DIGITS = len(str(BigAutoField.MAX_BIGINT))


def key_in(text: str) -> int | None:
    """Return the key that a text from anywhere names; None for what is no key of any row.

    Bounded before it is read: Python refuses to make a number of more than 4,300 digits.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS):
        return None
    key = int(text)
    return key if 0 < key <= BigAutoField.MAX_BIGINT else None


def page_before(
    rows: "QuerySet[Any]", before: int | None, *, size: int
) -> tuple[list[Any], int | None]:
    """Return the latest rows, and the key from which the next page goes on; None for no more.

    Args:
        before: the key after which the page begins; None for the first page.
    """
    latest = (rows.filter(pk__lt=before) if before else rows).order_by("-pk")
    found = list(latest[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else None
