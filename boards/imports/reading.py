"""Turns the bytes of a saved page into text, or says why they are none."""

import codecs
import re
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from boards.imports.page_error import PageError
from boards.members.composing import composed

MAX_MEGABYTES = 5
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Line ends and spaces tell UTF-16 apart, whatever the language: half of each is a zero byte.
_ASCII_IN_UTF_16 = {"utf-16-le": re.compile(rb"[ \n<>]\0"), "utf-16-be": re.compile(rb"\0[ \n<>]")}
_ARCHIVE = re.compile(rb"(?:From: <|MIME-Version:|Snapshot-Content-Location:)", re.IGNORECASE)
# CP949 gives some character for nearly all bytes. In Korean, most are the 2,350 usual syllables.
_USUAL_SYLLABLE = re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")


class Readable(Protocol):
    """A file opened for bytes, or an upload."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


def read_text(file: Readable) -> str:
    """Return the text of a file in UTF-8, UTF-16 or CP949 (EUC-KR), with or without a mark.

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
    if data.startswith(b"bplist00") or _ARCHIVE.match(data[:1000].lstrip()):
        raise PageError(1, _("The file is a web archive. Save the page as HTML (“HTML only”)."))
    # As macOS may write it: the words that are looked for are composed.
    return composed(_decoded(data))


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    encoding = encoding or _unmarked_utf_16(data) or "utf-8"
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (korean := _as_cp949(data)):
            return korean
        raise _not_a_text(_line_at(data, error.start)) from error
    if "\0" in text:
        raise _not_a_text(text.count("\n", 0, text.index("\0")) + 1)
    return text


def _unmarked_utf_16(data: bytes) -> str:
    """Return the name of UTF-16 when the file is in it; text in another encoding has no zeros."""
    if b"\0" not in data or len(data) % 2:
        return ""
    for name, ascii_sign in _ASCII_IN_UTF_16.items():
        aligned = sum(1 for match in ascii_sign.finditer(data[:4096]) if match.start() % 2 == 0)
        if aligned > 2 and aligned * 2 >= data.count(b"\0", 0, 4096) // 8:
            return name
    return ""


def _as_cp949(data: bytes) -> str:
    """Return a Korean text in CP949; nothing when the file is none."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return ""
    usual = 2 * len(_USUAL_SYLLABLE.findall(data))
    return text if "\0" not in text and usual * 2 > len(_HIGH_BYTE.findall(data)) else ""


def _not_a_text(line: int) -> PageError:
    return PageError(
        line,
        _("The file is not a text in UTF-8. UTF-16 and EUC-KR are read too."),
    )


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
