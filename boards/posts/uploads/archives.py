"""Which kind of document a ZIP file is; nothing of it is unpacked but two short lists."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from django.core.files import File

from boards.posts.uploads.attachment_types import (
    DOCX,
    HWPX,
    ODP,
    ODS,
    ODT,
    PPTX,
    XLSX,
    ZIP,
    AttachmentType,
    DamagedAttachmentError,
)

Readable = IO[bytes] | File

MAX_ENTRIES = 65_535  # as many as the format had at first; Python holds about 1 kB of each
# Of what stands besides in the entries of the table; Python takes each apart in a time that grows
# with the square of its length. Writers leave some tens of bytes in an entry.
MAX_EXTRA_BYTES = 4096
MAX_ALL_EXTRA_BYTES = 2 * 1024 * 1024
MAX_LIST_BYTES = 1024 * 1024  # of the list of types, unpacked
MAX_MIMETYPE_BYTES = 100
UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LOCKED = 0x1  # the bit of an entry that only a password opens
ENTRY_SIGNATURE = b"PK\x01\x02"  # of the table at the end
ENTRY_BYTES = 46  # without its name, extra field and comment

# The part of a document that holds its text: usual places, and types where writers name it
# otherwise, as Office on the web does (`word/document2.xml`).
_MAIN_PARTS = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "ppt/presentation.xml": PPTX,
}
_MAIN_TYPES = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
_BY_MIMETYPE = {each.media_type.encode(): each for each in (HWPX, ODT, ODS, ODP)}

_MACROS_END = ("vbaproject.bin",)
_MACROS_BEGIN = ("xl/macrosheets/",)
_MACROS_OF_OPEN_DOCUMENTS = ("basic/", "scripts/")
_MACRO_TYPES = (b"vnd.ms-office.vbaproject", b"macrosheet+xml")


def archive_type(file: Readable) -> AttachmentType | None:
    """Tell the documents that are ZIP files inside from each other; None where one could run.

    Raises:
        DamagedAttachmentError: when the table of what is inside cannot be read.
    """
    if _is_costly(file):
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            names = {
                name.lower().replace("\\", "/").lstrip("/"): name for name in archive.NameToInfo
            }
            mimetype = _beginning(archive, names.get("mimetype"), MAX_MIMETYPE_BYTES)
            types = _beginning(archive, names.get("[content_types].xml"), MAX_LIST_BYTES)
    except (UnicodeDecodeError, NotImplementedError):
        return _unreadable_names(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise DamagedAttachmentError from error
    return _type_by(
        set(names), mimetype=mimetype.removeprefix(b"\xef\xbb\xbf").strip(), types=types
    )


def _is_costly(file: Readable) -> bool:
    """Say whether the table may have more in it than any writer leaves there.

    Wherever the file says that its table is, each entry there is one of those that are looked at.
    """
    file.seek(0)
    content = file.read()
    if content.count(ENTRY_SIGNATURE) > MAX_ENTRIES:
        return True
    extras = list(_extra_lengths(content))
    return max(extras, default=0) > MAX_EXTRA_BYTES or sum(extras) > MAX_ALL_EXTRA_BYTES


def _extra_lengths(content: bytes) -> Iterator[int]:
    """Give the bytes of the extra field of each entry (APPNOTE.TXT of PKWARE, 4.3.12)."""
    position = content.find(ENTRY_SIGNATURE)
    while 0 <= position <= len(content) - ENTRY_BYTES:
        yield int.from_bytes(content[position + 30 : position + 32], "little")
        position = content.find(ENTRY_SIGNATURE, position + len(ENTRY_SIGNATURE))


def _beginning(archive: zipfile.ZipFile, name: str | None, limit: int) -> bytes:
    """Return the beginning of an entry; nothing of one that is locked or packed in a rare way.

    What unpacks the rare ways takes as much memory as the file asks for.
    """
    if name is None:
        return b""
    info = archive.getinfo(name)
    if info.flag_bits & LOCKED or info.compress_type not in UNPACKED:
        return b""
    with archive.open(info) as entry:
        return entry.read(limit)


def _unreadable_names(file: Readable) -> AttachmentType | None:
    """Judge an archive whose names are in the script of an old Windows, or of a later format."""
    file.seek(0)
    content = file.read().lower()
    macros = (*_MACROS_END, *_MACROS_BEGIN)
    return None if any(name.encode() in content for name in macros) else ZIP


def _type_by(names: set[str], *, mimetype: bytes, types: bytes) -> AttachmentType | None:
    types = types.replace(b"\0", b"").lower()  # some are in UTF-16
    if _holds_macros(names, types):
        return None
    if mimetype in _BY_MIMETYPE:
        found = _BY_MIMETYPE[mimetype]
        may_run = found is not HWPX and _any_begins(names, _MACROS_OF_OPEN_DOCUMENTS)
        return None if may_run else found
    if "contents/content.hpf" in names:
        return HWPX
    if "[content_types].xml" in names:
        return _office_type(names, types)
    return ZIP


def _office_type(names: set[str], types: bytes) -> AttachmentType:
    by_name = (kind for name, kind in _MAIN_PARTS.items() if name in names)
    by_type = (kind for name, kind in _MAIN_TYPES.items() if name in types)
    return next(by_name, None) or next(by_type, None) or ZIP


def _holds_macros(names: Iterable[str], types: bytes) -> bool:
    by_name = any(name.endswith(_MACROS_END) for name in names)
    return (
        by_name or _any_begins(names, _MACROS_BEGIN) or any(kind in types for kind in _MACRO_TYPES)
    )


def _any_begins(names: Iterable[str], beginnings: tuple[str, ...]) -> bool:
    return any(name.startswith(beginnings) for name in names)
