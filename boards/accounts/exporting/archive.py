"""Writes an export as a ZIP, row by row and file by file."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import PurePath
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from boards.accounts.avatars.storing import avatar_files
from boards.accounts.exporting import content
from boards.accounts.exporting.content import Row
from boards.members.models import Member
from boards.posts.models import Upload
from boards.posts.uploads.storing import picture_file

SCHEMA_VERSION = 1
LISTS = {
    "posts": content.posts,
    "comments": content.comments,
    "recommends": content.recommends,
    "votes": content.votes,
    "scraps": content.scraps,
    "drafts": content.drafts,
    "blocks": content.blocks,
    "recent_searches": content.recent_searches,
    "saved_searches": content.saved_searches,
    "read_marks": content.read_marks,
    "notices": content.notices,
    "reports": content.reports,
    "decisions": content.decisions,
    "sanctions": content.sanctions,
    "looks": content.looks,
}


def write_archive(member: Member, *, to: BinaryIO) -> None:
    """Write the ZIP of a member's data into an open file; one row or chunk is in memory at once.

    Raises whatever the storage of the uploads raises, except for a file that is missing there.
    """
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        profile = content.profile(member)
        if member.avatar and not _write_picture(archive, member.avatar):
            profile["picture"] = None
        _write_one(archive, "profile.json", profile)
        counts = {name: _write_all(archive, name, rows(member)) for name, rows in LISTS.items()}
        uploads = [_write_upload(archive, upload) for upload in member.uploads.order_by("sent_at")]
        counts["uploads"] = _write_all(archive, "uploads", uploads)
        _write_one(archive, "export.json", _about(counts))


def _about(counts: dict[str, int]) -> Row:
    return {
        "schema_version": SCHEMA_VERSION,
        "site": settings.SITE_URL,
        "made_at": timezone.now(),
        "counts": counts,
    }


def _write_one(archive: zipfile.ZipFile, name: str, row: Row) -> None:
    archive.writestr(name, f"{_json(row, indent=2)}\n")


def _write_all(archive: zipfile.ZipFile, name: str, rows: Iterable[Row]) -> int:
    """Write a list, one row a line, and return how many there were."""
    count = 0
    with (
        archive.open(f"{name}.json", "w", force_zip64=True) as raw,
        io.TextIOWrapper(raw, encoding="utf-8") as text,
    ):
        text.write("[")
        for count, row in enumerate(rows, start=1):
            text.write(f"{',' if count > 1 else ''}\n{_json(row)}")
        text.write("\n]\n")
    return count


def _write_picture(archive: zipfile.ZipFile, key: UUID) -> bool:
    """Copy the larger profile picture; say whether the storage still has it."""
    try:
        with default_storage.open(avatar_files(key)[-1]) as source:
            _copy(archive, content.PICTURE_NAME, source)
    except FileNotFoundError:
        return False
    return True


def _write_upload(archive: zipfile.ZipFile, upload: Upload) -> Row:
    """Copy the file and return what is known of it.

    `file` is None where the storage lost it, and where it is withheld by law, from its sender too.
    """
    name = None if upload.withheld_at is not None else _write_file(archive, upload)
    return {
        "id": upload.pk,
        "post_id": upload.post_id,
        "comment_id": upload.comment_id,
        "kind": upload.kind,
        "name": upload.name,
        "media_type": upload.media_type,
        "sent_at": upload.sent_at,
        "file": name,
    }


def _write_file(archive: zipfile.ZipFile, upload: Upload) -> str | None:
    """Copy the file and return its name; None when the storage lost it."""
    stored, ending = _stored_file(upload)
    name = f"files/{upload.pk}{ending}"
    try:
        with default_storage.open(stored) as source:
            _copy(archive, name, source)
    except FileNotFoundError:
        return None
    return name


def _stored_file(upload: Upload) -> tuple[str, str]:
    """Return the best file that is stored of an upload, and the ending of its name."""
    if upload.file.name:
        return upload.file.name, PurePath(upload.name).suffix
    # Of a picture that failed, only the smallest was made.
    best = max if upload.progress == Upload.Progress.READY else min
    return picture_file(upload.pk, best(upload.widths)), ".webp"


def _copy(archive: zipfile.ZipFile, name: str, source: File) -> None:
    # Pictures and documents are compressed already.
    entry = zipfile.ZipInfo(name, date_time=timezone.now().timetuple()[:6])
    with archive.open(entry, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target)


def _json(row: Row, *, indent: int | None = None) -> str:
    return json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder, indent=indent)
