"""Documents as programs of every age write them, made on the spot."""

import struct
import zipfile
from io import BytesIO

from tests.posts.uploads.samples import DOCX, HWP, HWPX, PDF, XLSX, ZIP, archive

HWP_3 = b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + b"\0" * 1136
BODY_OF_PDF = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0>>endobj\n"


def pdf(*, before: bytes = b"", after: bytes = b"", end: bytes = b"%%EOF\n") -> bytes:
    """A PDF with other bytes around it."""
    trailer = b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n"
    return before + b"%PDF-1.4\n" + BODY_OF_PDF + trailer + end + after


def updated_pdf() -> bytes:
    """A PDF that was saved again, which writes the changes behind its end."""
    change = b"2 0 obj<</Type/Pages/Count 0/Rotate 90>>endobj\ntrailer<</Prev 9>>\nstartxref\n99\n"
    return pdf() + change + b"%%EOF" + b"\r\n"


def linearised_pdf() -> bytes:
    """A PDF whose first page comes first, with an end of its own."""
    first = b"3 0 obj<</Linearized 1/L 900/N 1>>endobj\ntrailer<<>>\nstartxref\n0\n%%EOF\n"
    return b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + first + BODY_OF_PDF * 40 + b"startxref\n216\n%%EOF\n"


def content_types(main: str, part: str) -> bytes:
    """The list of types of an Office document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types><Override '
        f'PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{main}"/>'
        "</Types>"
    ).encode()


def entries(*pairs: tuple[str, bytes], comment: bytes = b"", packed: bool = True) -> bytes:
    """A ZIP file with these entries in this order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else 0) as zipped:
        for name, content in pairs:
            zipped.writestr(name, content)
        zipped.comment = comment
    return out.getvalue()


def korean_names() -> bytes:
    """A ZIP file that says its names are UTF-8 while they are in the script of Windows."""
    right = entries(("가.txt", b"x"))
    return right.replace("가".encode(), "가".encode("cp949") + b"\xff")


def of_later_version() -> bytes:
    """A ZIP file that asks for a later program than Python's."""
    content = bytearray(ZIP)
    content[content.index(b"PK\x01\x02") + 6] = 90
    return bytes(content)


def broken_entry() -> bytes:
    """A ZIP file that cannot be unpacked."""
    content = bytearray(entries(("[Content_Types].xml", b"ab" * 500), ("word/other.xml", b"x")))
    start = 30 + len("[Content_Types].xml")
    content[start : start + 4] = b"\xff" * 4
    return bytes(content)


MAIN_WORD = "wordprocessingml.document.main+xml"
MAIN_SHEET = "spreadsheetml.sheet.main+xml"
MAIN_SLIDES = "presentationml.presentation.main+xml"
OPEN = b"application/vnd.oasis.opendocument."

# Ending, and what the file holds.
REAL: dict[str, tuple[str, bytes]] = {
    "PDF behind a byte-order mark": ("pdf", pdf(before=b"\xef\xbb\xbf")),
    "PDF behind line ends": ("pdf", pdf(before=b"\r\n\r\n")),
    "PDF behind zeros": ("pdf", pdf(before=b"\0" * 512)),
    "PDF behind a printer's lines": (
        "pdf",
        pdf(before=b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n", after=b"\x1b%-12345X"),
    ),
    "PDF behind a server's lines": ("pdf", pdf(before=b"Content-Type: application/pdf\r\n\r\n")),
    "PDF behind bytes of an old Mac": ("pdf", pdf(before=b"\0\x0aplan.pdf" + b"\0" * 117)),
    "PDF that begins at the last possible byte": ("pdf", pdf(before=b" " * 1019)),
    "PDF with zeros behind it": ("pdf", pdf(after=b"\0" * 200_000)),
    "PDF with blanks behind it": ("pdf", pdf(after=b" \r\n\t" * 5_000)),
    "PDF with an old end of file": ("pdf", pdf(after=b"\x1a" + b"\0" * 5_000)),
    "PDF without a last line end": ("pdf", pdf(end=b"%%EOF")),
    "PDF whose last mark is cut": ("pdf", pdf(end=b"%%EO")),
    "PDF without its last mark": ("pdf", pdf(end=b"")),
    "PDF that was saved again": ("pdf", updated_pdf()),
    "linearised PDF": ("pdf", linearised_pdf()),
    "HWP 3.0": ("hwp", HWP_3),
    "HWP 2.1": ("hwp", HWP_3.replace(b"V3.00", b"V2.10")),
    "HWP 5.0": ("hwp", HWP),
    "HWPX": ("hwpx", HWPX),
    "HWPX with a line end in its type": (
        "hwpx",
        archive("Contents/section0.xml", mimetype=b"\xef\xbb\xbfapplication/hwp+zip\r\n"),
    ),
    "HWPX whose type comes last and packed": (
        "hwpx",
        entries(("Contents/content.hpf", b"x"), ("mimetype", b"application/hwp+zip")),
    ),
    "HWPX without its type": (
        "hwpx",
        entries(("version.xml", b"x"), ("Contents/content.hpf", b"x")),
    ),
    "DOCX": ("docx", DOCX),
    "DOCX with its list of types last": (
        "docx",
        entries(("word/document.xml", b"x"), ("[Content_Types].xml", b"x")),
    ),
    "DOCX of Office on the web": (
        "docx",
        entries(
            ("[Content_Types].xml", content_types(MAIN_WORD, "word/document2.xml")),
            ("word/document2.xml", b"x"),
        ),
    ),
    "DOCX with the slashes of Windows": (
        "docx",
        entries(("[Content_Types].xml", b"x"), ("word\\document.xml", b"x")),
    ),
    "DOCX with zeros behind it": ("docx", DOCX + b"\0" * 4096),
    "XLSX": ("xlsx", XLSX),
    "XLSX of another program": (
        "xlsx",
        entries(
            ("xl/book.xml", b"x"),
            ("[Content_Types].xml", content_types(MAIN_SHEET, "xl/book.xml")),
        ),
    ),
    "PPTX": (
        "pptx",
        entries(
            ("[Content_Types].xml", content_types(MAIN_SLIDES, "ppt/presentation.xml")),
            ("ppt/presentation.xml", b"x"),
        ),
    ),
    "ODT": ("odt", entries(("mimetype", OPEN + b"text"), ("content.xml", b"x"), packed=False)),
    "ODS": ("ods", entries(("mimetype", OPEN + b"spreadsheet"), ("content.xml", b"x"))),
    "ODP": ("odp", entries(("mimetype", OPEN + b"presentation"), ("content.xml", b"x"))),
    "ZIP with a comment": ("zip", entries(("a.csv", b"1"), comment=b"x" * 65_000)),
    "ZIP with bytes before it": ("zip", b"\r\n\r\n" + ZIP),
    "ZIP in one part of several": ("zip", b"PK\x07\x08" + ZIP),
    "ZIP without anything in it": ("zip", b"PK\x05\x06" + b"\0" * 18),
    "ZIP with old Korean names": ("zip", korean_names()),
    "ZIP of a later program": ("zip", of_later_version()),
    "ZIP with a stored PDF": ("zip", entries(("a.pdf", PDF), packed=False)),
}


def stored_in(magic: bytes) -> bytes:
    """A document inside a file of another kind."""
    return magic + b" " * 40 + PDF


def with_macros(*pairs: tuple[str, bytes]) -> bytes:
    return entries(("[Content_Types].xml", b"x"), ("word/document.xml", b"x"), *pairs)


def too_many_entries() -> bytes:
    """An archive whose table alone would take a lot of memory."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *[0] * 18) + b"a"
    return ZIP[:60] + entry * 70_000 + ZIP[ZIP.index(b"PK\x05\x06") :]


# Nothing of this may pass for a document.
REFUSED: dict[str, bytes] = {
    "page before a PDF": b"<!doctype html><p>hello\n" + PDF,
    "page in UTF-16 before a PDF": "\ufeff<html><script>".encode("utf-16-le") + PDF,
    "page behind blanks": b"\0\n <script>alert(1)</script>" + PDF,
    "picture of lines before a PDF": b"<svg xmlns='http://www.w3.org/2000/svg'></svg>" + PDF,
    "program before a PDF": stored_in(b"MZ\x90"),
    "program of Linux": stored_in(b"\x7fELF"),
    "program of a Mac": stored_in(b"\xcf\xfa\xed\xfe"),
    "script before a PDF": stored_in(b"#!/bin/sh\n"),
    "script behind a byte-order mark": stored_in(b"\xef\xbb\xbf#!/bin/sh\n"),
    "program before a ZIP": b"MZ" + b"\0" * 100 + ZIP,
    "script before a ZIP": b"#!/usr/bin/env python\n" + ZIP,
    "extension of a browser": b"Cr24\3\0\0\0" + b"\0" * 8 + ZIP,
    "PostScript": b"%!PS-Adobe-3.0 PDF-1.4\n" + PDF,
    "RAR with a PDF": stored_in(b"Rar!\x1a\7"),
    "tar with a PDF": b"plan.pdf" + b"\0" * 249 + b"ustar\0" + b"\0" * 249 + PDF,
    "PDF that begins too late": pdf(before=b" " * 1020),
    "words about PDF": b"A PDF begins with %PDF- and ends.",
    "Word of old that speaks of HWP": HWP + "_VBA_PROJECT".encode("utf-16-le"),
    "macros by name": with_macros(("word/VBAPROJECT.bin", b"x")),
    "macros by type": entries(
        ("word/document.xml", b"x"),
        ("[Content_Types].xml", b'<Override ContentType="application/vnd.ms-office.vbaProject"/>'),
    ),
    "macros behind ten thousand names": entries(
        *((f"{n}", b"") for n in range(10_001)), ("word/vbaProject.bin", b"x"), packed=False
    ),
    "macros on sheets": entries(
        ("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x"), ("xl/macrosheets/1.xml", b"x")
    ),
    "macros with the slashes of Windows": with_macros(("xl\\macrosheets\\1.xml", b"x")),
    "macros of an open document": entries(
        ("mimetype", OPEN + b"text"), ("Basic/Standard/script.xml", b"x")
    ),
    "too many entries": too_many_entries(),
}

DAMAGED: dict[str, bytes] = {
    "PDF that is cut": pdf()[:60],
    "PDF that is cut behind a mark": b"\xef\xbb\xbf" + pdf()[:60],
    "linearised PDF that is cut": linearised_pdf()[:-400],
    "DOCX that is cut": DOCX[:-30],
    "DOCX whose list of types is broken": broken_entry(),
}
