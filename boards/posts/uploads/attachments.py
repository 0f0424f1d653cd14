"""Which files other than pictures a post may carry, told by what is inside them."""

import re

from boards.posts.uploads.archives import Readable, archive_type
from boards.posts.uploads.attachment_types import (
    HWP,
    PDF,
    AttachmentType,
    DamagedAttachmentError,
)

# Where Acrobat looks for the beginning of a PDF, by appendix H of the PDF Reference 1.7: mail
# programs, printers and servers leave lines before it. ZIP files are found by their end.
BEGINNING_WITHIN = 1024  # bytes from the start
END_OF_PDF_WITHIN = 2048  # bytes before the last that is not blank; writers put lines behind it
STEP = 64 * 1024  # bytes that are read at once
BLANKS = b"\0\t\n\f\r \x1a"  # 1A ends a file on some old systems
MARKS = b"\xef\xbb\xbf\xfe\xff"  # the bytes of byte-order marks

# `PK\5\6` alone is an empty archive.
_BEGINNINGS = re.compile(rb"%PDF-|PK\x03\x04|PK\x05\x06")
_END_OF_PDF = re.compile(rb"%%EOF|startxref\s{1,8}\d{1,12}\s{0,8}%{0,2}E?O?\Z")
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
HWP_SIGNATURE = b"HWP Document File"
_HWP_3 = re.compile(HWP_SIGNATURE + rb" V\d\.\d\d \x1a\x01\x02\x03\x04\x05")

# What begins like one of these is not taken for a document that stands further on in it.
_OTHERS = (
    # programs
    b"MZ", b"\x7fELF", b"#!", b"@echo", b"%!", b"Cr24", b"!<arch>", b"dex\n", OLE_SIGNATURE,
    b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    # archives of other kinds
    b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    # pictures, whose notes may speak of anything
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*",
)  # fmt: skip
_INSIDE_OTHERS = re.compile(rb"<\0*[a-zA-Z!/?]|ustar|\A.{4}ftyp", re.DOTALL)


def attachment_type(file: Readable) -> AttachmentType | None:
    """Return the type of a file by its content, and None when it is none of ours.

    Raises:
        DamagedAttachmentError: when it is cut off, or its inside contradicts its beginning.
    """
    file.seek(0)
    start = file.read(BEGINNING_WITHIN)
    if _HWP_3.match(start):
        return HWP
    if start.startswith(OLE_SIGNATURE):
        return _hwp_5(file)
    found = _BEGINNINGS.search(start)
    if found is None or not _is_harmless(start[: found.start()]):
        return None
    try:
        return _pdf(file) if found[0] == b"%PDF-" else archive_type(file)
    except DamagedAttachmentError:
        # After other bytes it may have been words in a file of another kind.
        if start[: found.start()].strip(BLANKS + MARKS):
            return None
        raise


def _is_harmless(prefix: bytes) -> bool:
    """Say whether bytes before a document make nothing else of it: no program, page or picture."""
    rest = prefix.lstrip(BLANKS + MARKS)
    return not (
        prefix.startswith(_OTHERS) or rest.startswith(_OTHERS) or _INSIDE_OTHERS.search(prefix)
    )


def _pdf(file: Readable) -> AttachmentType:
    """Look for the end; readers do without the last mark when the number before it is there."""
    if not _END_OF_PDF.search(_before_blanks(file, END_OF_PDF_WITHIN)):
        raise DamagedAttachmentError
    return PDF


def _before_blanks(file: Readable, length: int) -> bytes:
    """Return the last bytes of a file, not counting the blanks that fill it up."""
    end = file.seek(0, 2)
    while end:
        start = max(0, end - STEP)
        file.seek(start)
        rest = file.read(end - start).rstrip(BLANKS)
        end = start + len(rest)
        if rest:
            break
    file.seek(max(0, end - length))
    return file.read(min(end, length))


def _hwp_5(file: Readable) -> AttachmentType | None:
    """Tell HWP from what else is in OLE files: Word and Excel of old, which can hold macros."""
    file.seek(0)
    content = file.read()
    return HWP if HWP_SIGNATURE in content and OLE_MACROS not in content else None
