"""A backup is proved by restoring it beside the site, and a changed one is refused."""

import json
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from boards.backups.actions.make_backup import make_backup
from boards.posts.models import Post, PostCounts
from tests.backups.conftest import media_files

pytestmark = pytest.mark.django_db(transaction=True)
Content = dict[str, bytes]


def verify(path: Path) -> str:
    out = StringIO()
    call_command("verify_backup", str(path), stdout=out)
    return out.getvalue()


def rewritten(path: Path, change: Callable[[Content], None]) -> Path:
    """Make another ZIP of a backup's files, after a change."""
    with ZipFile(path) as backup:
        content = {name: backup.read(name) for name in backup.namelist()}
    change(content)
    other = path.with_name("other.zip")
    with ZipFile(other, "w", ZIP_DEFLATED) as backup:
        for name, text in content.items():
            backup.writestr(name, text)
    return other


def stored_database(path: Path) -> tuple[int, int]:
    """Return where the bytes of the database begin in a backup, and how many they are.

    Between the files a ZIP has headers with bytes that say nothing, as the hour of a file.
    """
    with ZipFile(path) as backup:
        largest = max(backup.infolist(), key=lambda info: info.compress_size)
    header = path.read_bytes()[largest.header_offset :][:30]
    name, extra = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    return largest.header_offset + len(header) + name + extra, largest.compress_size


def upload_of(content: Content) -> str:
    return next(name for name in content if name.startswith("uploads/"))


def edit_manifest(content: Content, **values: object) -> None:
    content["manifest.json"] = json.dumps(json.loads(content["manifest.json"]) | values).encode()


def test_a_backup_is_whole(backup: Path) -> None:
    before = media_files()
    assert "is whole" in verify(backup)
    assert Post.objects.count() == 3  # the site is not touched
    assert media_files() == before


CHANGES: dict[str, Callable[[Content], object]] = {
    "another upload": lambda content: content.update({upload_of(content): b"other"}),
    "a lost upload": lambda content: content.pop(upload_of(content)),
    "one file more": lambda content: content.update({"uploads/more": b""}),
    "a file outside": lambda content: content.update({"../outside": b""}),
    "another database": lambda content: content.update(
        {name: b"none" for name in content if name.startswith("database.")}
    ),
    "no manifest": lambda content: content.pop("manifest.json"),
    "no readable manifest": lambda content: content.update({"manifest.json": b"{"}),
    "another format": lambda content: edit_manifest(content, format=99),
    "a newer version": lambda content: edit_manifest(content, migrations=["boards.9999_later"]),
    "the other database": lambda content: edit_manifest(content, engine="oracle"),
    "other numbers of rows": lambda content: edit_manifest(content, tables={}),
}


@pytest.mark.parametrize("what", sorted(CHANGES))
def test_a_changed_backup_is_refused(backup: Path, what: str) -> None:
    with pytest.raises(CommandError):
        verify(rewritten(backup, lambda content: CHANGES[what](content) and None))


def test_a_backup_that_was_cut_off_is_refused(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-100])
    with pytest.raises(CommandError, match="no backup, or an incomplete one"):
        verify(backup)


@pytest.mark.parametrize("place", [0.1, 0.4, 0.7])
def test_a_backup_with_one_other_byte_is_refused(backup: Path, place: float) -> None:
    content = bytearray(backup.read_bytes())
    start, length = stored_database(backup)
    content[start + int(length * place)] ^= 0x10
    backup.write_bytes(content)
    with pytest.raises(CommandError):
        verify(backup)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        verify(tmp_path / "nothing.zip")


def test_a_row_that_changed_behind_a_right_checksum_is_found(backup: Path, tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        return  # whose dump is not changed so easily

    def change(content: Content) -> None:
        database = tmp_path / "changed.sqlite3"
        database.write_bytes(content["database.sqlite3"])
        with sqlite3.connect(database) as opened:
            opened.execute("UPDATE boards_posts_post SET title = 'other' WHERE id % 2 = 0")
        content["database.sqlite3"] = text = database.read_bytes()
        saved = {"bytes": len(text), "sha256": sha256(text).hexdigest()}
        edit_manifest(content, database={"name": "database.sqlite3"} | saved)

    with pytest.raises(CommandError, match="boards_posts_post"):
        verify(rewritten(backup, change))


def test_a_backup_of_a_site_with_wrong_counts_says_so(posts: list[Post], tmp_path: Path) -> None:
    PostCounts.objects.update(comments=7)
    path = make_backup(tmp_path / "wrong.zip").path
    with pytest.raises(CommandError, match="reconcile_counts"):
        verify(path)


def test_a_backup_of_a_site_without_triggers_says_so(posts: list[Post], tmp_path: Path) -> None:
    from boards.posts.lists.numbering.triggers import LIST_TRIGGERS

    LIST_TRIGGERS.remove(connection)
    try:
        path = make_backup(tmp_path / "wrong.zip").path
    finally:
        LIST_TRIGGERS.install(connection)
    with pytest.raises(CommandError, match="Triggers are missing: list_post_added"):
        verify(path)


def test_a_role_that_may_make_no_database_is_told(backup: Path) -> None:
    if connection.vendor == "sqlite":
        return  # which has no roles
    settings = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'")
    user = settings["USER"]
    settings["USER"] = "plain"
    settings["PASSWORD"] = "plain"
    try:
        with pytest.raises(CommandError, match="CREATEDB"):
            verify(backup)
    finally:
        settings["USER"] = user
        with connection.cursor() as cursor:
            cursor.execute("DROP ROLE plain")
