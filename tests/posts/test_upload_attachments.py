"""Which other files are taken, and under which name and type they are given out."""

import pytest
from django.core.exceptions import ValidationError

from boards.posts.actions.receive_upload import receive_upload
from boards.posts.models import Upload
from boards.posts.uploads.names import LONGEST_STEM, clean_stem
from boards.posts.uploads.refusals import MAX_BYTES, MOST_UNUSED
from tests.factories import MemberFactory, UploadFactory
from tests.posts.upload_samples import DOCX, HWP, HWPX, PDF, XLSX, ZIP, archive, sent

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


def test_empty_and_large_files_are_refused() -> None:
    assert refused(b"") == "empty"
    assert refused(PDF[:10] + b"\0" * MAX_BYTES + PDF[10:]) == "too_large"


def test_a_member_cannot_fill_the_storage_with_unused_files() -> None:
    member = MemberFactory()
    UploadFactory.create_batch(MOST_UNUSED, owner=member)
    with pytest.raises(ValidationError, match="50 files"):
        receive_upload(owner=member, file=sent(PDF, "one-more.pdf"))
    assert Upload.objects.count() == MOST_UNUSED


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
        ("가" * 300 + ".pdf", "가" * LONGEST_STEM),
        ("archive.tar.gz", "archive.tar"),
    ],
)
def test_names_are_made_harmless(name: str, stem: str) -> None:
    assert clean_stem(name) == stem
