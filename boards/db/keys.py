"""Keys of rows in what people send."""

from django.db.models import BigAutoField

MAX_DIGITS = len(str(BigAutoField.MAX_BIGINT))


def key_in(text: str) -> int | None:
    """Return the key that a text from anywhere names; None for what is no key of any row.

    Bounded before it is read: Python refuses to make a number of more than 4,300 digits.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS):
        return None
    key = int(text)
    return key if 0 < key <= BigAutoField.MAX_BIGINT else None
