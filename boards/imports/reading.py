"""Turns the bytes of a saved page into text, or says why they are none."""

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from boards.imports.page_error import PageError

MAX_MEGABYTES = 5
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024


class Readable(Protocol):
    """A file opened for bytes, or an upload."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


def read_text(file: Readable) -> str:
    """Return the text of a UTF-8 file with or without a byte order mark.

    Reads no more than MAX_BYTES and one.

    Raises:
        PageError: when the file is empty, too large, binary, or in another encoding.
    """
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PageError(
            _line_at(data, MAX_BYTES),
            _("The file is larger than %(megabytes)d MB.") % {"megabytes": MAX_MEGABYTES},
        )
    if not data.strip():
        raise PageError(1, _("The file is empty."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(data, error.start)
        raise PageError(line, _("The file is not a text in UTF-8.")) from error
    if "\0" in text:
        raise PageError(_line_at(data, data.index(b"\0")), _("The file is not a text in UTF-8."))
    return text


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
