"""The kinds of files other than pictures that a post may carry."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AttachmentType:
    """A kind of file: the ending that its name gets, and what browsers are told it is."""

    ending: str
    media_type: str


class DamagedAttachmentError(Exception):
    """The file begins as one of our types and does not go on as one."""


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
PDF = AttachmentType("pdf", "application/pdf")
DOCX = AttachmentType("docx", f"{_OFFICE}wordprocessingml.document")
XLSX = AttachmentType("xlsx", f"{_OFFICE}spreadsheetml.sheet")
PPTX = AttachmentType("pptx", f"{_OFFICE}presentationml.presentation")
ODT = AttachmentType("odt", f"{_OPEN}text")
ODS = AttachmentType("ods", f"{_OPEN}spreadsheet")
ODP = AttachmentType("odp", f"{_OPEN}presentation")
HWP = AttachmentType("hwp", "application/x-hwp")
HWPX = AttachmentType("hwpx", "application/hwp+zip")
ZIP = AttachmentType("zip", "application/zip")
