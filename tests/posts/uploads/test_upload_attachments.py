"""Which other files are taken, and under which name and type they are given out."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from PIL.PngImagePlugin import PngInfo

from boards.posts.models import Upload
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.names import MAX_STEM_LENGTH, clean_stem
from boards.posts.uploads.refusals import MAX_BYTES, MAX_UNUSED
from tests.factories import MemberFactory, UploadFactory
from tests.posts.uploads.attachment_samples import DAMAGED, REAL, REFUSED
from tests.posts.uploads.samples import (
    DOCX,
    HWP,
    HWPX,
    PDF,
    XLSX,
    ZIP,
    archive,
    encoded,
    picture,
    sent,
)

pytestmark = pytest.mark.django_db


def refused(content: bytes, name: str = "report.pdf") -> str | None:
    with pytest.raises(ValidationError) as refusal:
        receive_upload(owner=MemberFactory(), file=sent(content, name))
    return refusal.value.code


@pytest.mark.parametrize(
    ("content", "ending", "media_type"),
    [
        (PDF, "pdf", "application/pdf"),
        (DOCX, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (XLSX, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (HWP, "hwp", "application/x-hwp"),
        (HWPX, "hwpx", "application/hwp+zip"),
        (ZIP, "zip", "application/zip"),
    ],
)
def test_the_content_decides_about_type_and_ending(
    content: bytes, ending: str, media_type: str
) -> None:
    upload = receive_upload(owner=MemberFactory(), file=sent(content, "연말정산.html"))
    assert (upload.kind, upload.progress) == ("attachment", "ready")
    assert (upload.name, upload.media_type) == (f"연말정산.{ending}", media_type)
    assert upload.size == len(content)
    with upload.file.open() as stored:
        assert stored.read() == content


@pytest.mark.parametrize(
    "content",
    [PDF[:20], DOCX[:-30], ZIP[:40]],
    ids=["pdf", "docx", "zip"],
)
def test_half_sent_files_are_refused(content: bytes) -> None:
    assert refused(content) == "damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,  # Word and Excel of old
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"MZ" + ZIP,
        b"<script>alert(1)</script>" + ZIP,
        b"<html>" + PDF,
    ],
    ids=["ole", "macros", "self-extracting", "html with zip", "html with pdf"],
)
def test_what_could_run_is_refused(content: bytes) -> None:
    assert refused(content) == "not_a_picture"


@pytest.mark.parametrize("kind", REAL)
def test_documents_that_readers_open_are_taken(kind: str) -> None:
    ending, content = REAL[kind]
    upload = receive_upload(owner=MemberFactory(), file=sent(content, "문서.exe"))
    assert (upload.kind, upload.name) == ("attachment", f"문서.{ending}")
    with upload.file.open() as stored:
        assert stored.read() == content


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_something_else_besides_is_refused(kind: str) -> None:
    assert refused(REFUSED[kind]) == "not_a_picture"
    assert not Upload.objects.exists()


@pytest.mark.parametrize("kind", DAMAGED)
def test_documents_that_are_cut_or_broken_are_told_so(kind: str) -> None:
    assert refused(DAMAGED[kind]) == "damaged"


def test_a_picture_whose_notes_speak_of_pdf_is_a_picture() -> None:
    notes = PngInfo()
    notes.add_text("Comment", "made from a file that began with %PDF-1.4 and PK\3\4")
    content = encoded(picture(), "PNG", pnginfo=notes)
    assert content.index(b"%PDF-") < 1024
    upload = receive_upload(owner=MemberFactory(), file=sent(content))
    assert upload.kind == "picture"


@pytest.mark.parametrize("kind", REAL)
def test_every_document_is_downloaded_and_never_shown_as_a_page(kind: str) -> None:
    member = MemberFactory()
    client = Client()
    client.force_login(member)
    upload = receive_upload(owner=member, file=sent(REAL[kind][1], "문서"))
    response = client.get(upload.get_absolute_url())
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["Content-Type"] == upload.media_type
    assert "sandbox" in response.headers["Content-Security-Policy"]
    response.close()


def test_empty_and_large_files_are_refused() -> None:
    assert refused(b"") == "empty"
    assert refused(PDF[:10] + b"\0" * MAX_BYTES + PDF[10:]) == "too_large"


def test_a_member_cannot_fill_the_storage_with_unused_files() -> None:
    member = MemberFactory()
    UploadFactory.create_batch(MAX_UNUSED, owner=member)
    with pytest.raises(ValidationError, match="50 files"):
        receive_upload(owner=member, file=sent(PDF, "one-more.pdf"))
    assert Upload.objects.count() == MAX_UNUSED


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\kim\\보고서.hwp", "보고서"),
        ("보고서.hwp", "보고서"),  # NFD becomes NFC
        ("invoice\u202efdp.exe", "invoicefdp"),
        ('a"b<c>|d?.pdf', "a b c d"),
        ("line\r\nSet-Cookie: a=b.pdf", "lineSet-Cookie a=b"),
        (".htaccess", ".htaccess".strip(".")),
        ("", "file"),
        ("가" * 300 + ".pdf", "가" * MAX_STEM_LENGTH),
        ("archive.tar.gz", "archive.tar"),
    ],
)
def test_names_are_made_harmless(name: str, stem: str) -> None:
    assert clean_stem(name) == stem
