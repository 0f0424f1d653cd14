"""Which files other than pictures a post may carry, told by what is inside them."""

import zipfile
from dataclasses import dataclass
from typing import IO

from django.core.files import File

END_OF_PDF_WITHIN = 2048  # bytes from the end; writers put lines behind it
HWP_SIGNATURE = b"HWP Document File"
MOST_ZIP_ENTRIES = 10_000
MACROS = ("vbaproject.bin",)


Readable = IO[bytes] | File


@dataclass(frozen=True)
class AttachmentType:
    """A kind of file: the ending that its name gets, and what browsers are told it is."""

    ending: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = AttachmentType("pdf", "application/pdf")
DOCX = AttachmentType("docx", f"{_OFFICE}wordprocessingml.document")
XLSX = AttachmentType("xlsx", f"{_OFFICE}spreadsheetml.sheet")
HWP = AttachmentType("hwp", "application/x-hwp")
HWPX = AttachmentType("hwpx", "application/hwp+zip")
ZIP = AttachmentType("zip", "application/zip")


class DamagedAttachmentError(Exception):
    """The file begins as one of our types and does not go on as one."""


def attachment_type(file: Readable) -> AttachmentType | None:
    """Return the type of a file by its content, and None when it is none of ours.

    Raises:
        DamagedAttachmentError: when it is cut off, or its inside contradicts its beginning.
    """
    file.seek(0)
    beginning = file.read(8)
    if beginning.startswith(b"%PDF-"):
        return _pdf(file)
    if beginning.startswith(b"PK\x03\x04"):
        return _zip_family(file)
    if beginning == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        # The container of old Word and Excel files too, which can hold macros.
        file.seek(0)
        return HWP if HWP_SIGNATURE in file.read() else None
    return None


def _pdf(file: Readable) -> AttachmentType:
    size = file.seek(0, 2)
    file.seek(max(0, size - END_OF_PDF_WITHIN))
    if b"%%EOF" not in file.read():
        raise DamagedAttachmentError
    return PDF


def _zip_family(file: Readable) -> AttachmentType | None:
    """Tell the documents that are ZIP files inside from each other; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.lower() for name in archive.namelist()[:MOST_ZIP_ENTRIES]}
            mimetype = archive.read("mimetype") if _has_small_mimetype(archive) else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise DamagedAttachmentError from error
    if any(name.endswith(MACROS) for name in names):
        return None
    if mimetype.strip() == HWPX.media_type.encode():
        return HWPX
    if "[content_types].xml" in names:
        if "word/document.xml" in names:
            return DOCX
        return XLSX if "xl/workbook.xml" in names else ZIP
    return ZIP


def _has_small_mimetype(archive: zipfile.ZipFile) -> bool:
    return "mimetype" in archive.NameToInfo and archive.getinfo("mimetype").file_size < 100
