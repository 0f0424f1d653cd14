"""A backup holds one moment of the site, whoever writes meanwhile."""

import os
import stat
import threading
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from pytest_django import Settings

from boards.backups.actions.make_backup import make_backup
from boards.backups.archive import Archive
from boards.backups.engines import current_backup_engine
from boards.posts.models import Post
from boards.posts.writing.actions.publish_post import publish_post
from tests.backups.conftest import manifest_of, media_files
from tests.factories import BoardFactory, MemberFactory
from tests.waiting import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 3


def output_of(*command: object) -> str:
    out = StringIO()
    call_command(*map(str, command), stdout=out, stderr=out)
    return out.getvalue()


def posts_in(path: Path) -> set[int]:
    """Return the ids of the posts in a backup."""
    archive, engine = Archive(path), current_backup_engine()
    with TemporaryDirectory() as folder:
        dump = Path(folder) / engine.file_name
        with dump.open("wb") as target:
            archive.extract(archive.database, target, advance=lambda number: None)
        with engine.scratch(dump):
            return set(Post.objects.values_list("pk", flat=True))


def test_every_post_that_was_acknowledged_before_is_in_a_backup_made_while_others_write(
    tmp_path: Path,
) -> None:
    board, author = BoardFactory(), MemberFactory()
    acknowledged: list[int] = []
    has_ended, many_are_there = threading.Event(), threading.Semaphore(0)

    def write() -> None:
        try:
            while not has_ended.is_set():
                post = publish_post(board=board, author=author, title="새 글", body="<p>글</p>")
                acknowledged.append(post.pk)
                many_are_there.release()
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        for number in range(3):
            for _ in range(10):
                assert many_are_there.acquire(timeout=PATIENCE)
            before = set(acknowledged)
            path = make_backup(tmp_path / f"{number}.zip").path
            assert before <= posts_in(path)
    finally:
        has_ended.set()
        for writer in writers:
            writer.join()
    assert output_of("verify_backup", path)


def test_a_backup_is_one_complete_file_that_only_its_owner_reads(
    posts: list[Post], tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    printed = output_of("backup", folder)
    (path,) = folder.iterdir()
    assert str(path) in printed
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    manifest = manifest_of(path)
    assert manifest["engine"] == connection.vendor
    assert manifest["tables"]["boards_posts_post"]["rows"] == len(posts)
    assert "boards_posts.0001_initial" in manifest["migrations"]
    assert {"forum", "django", "python", connection.vendor} == set(manifest["versions"])
    assert {upload["name"] for upload in manifest["uploads"]} == {
        f"uploads/{name}" for name in media_files()
    }
    assert len(manifest["uploads"]) == 4


def test_nothing_is_written_over(posts: list[Post], tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    path.write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("where", ["nowhere/backup.zip", "nowhere/"])
def test_a_destination_that_is_not_there_is_told(tmp_path: Path, where: str) -> None:
    if where.endswith("/"):
        (tmp_path / "nowhere").write_text("a file")
        where += "backup.zip"
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", tmp_path / where)


def test_a_backup_that_fails_leaves_nothing(
    posts: list[Post], tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    name = next(iter(media_files()))
    stored = Path(settings.MEDIA_ROOT) / name
    stored.unlink()
    stored.mkdir()  # which no program can read as a file
    with pytest.raises(CommandError):
        call_command("backup", folder)
    assert list(folder.iterdir()) == []


def test_what_a_killed_backup_left_goes_with_the_next(posts: list[Post], tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    (folder / ".forum-backup-killed").mkdir(parents=True)
    call_command("backup", folder, stdout=StringIO())
    assert [path.suffix for path in folder.iterdir()] == [".zip"]


def test_old_backups_go_and_other_files_stay(posts: list[Post], tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "notes.zip").write_text("mine")
    for _ in range(3):
        call_command("backup", folder, "--keep=2", stdout=StringIO())
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 3
    assert "notes.zip" in names
    with pytest.raises(CommandError, match="--keep needs a number"):
        call_command("backup", folder, "--keep=0")


def test_a_dry_run_writes_nothing(posts: list[Post], tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    assert "4 uploads" in output_of("backup", folder, "--dry-run")
    assert list(folder.iterdir()) == []


def test_an_upload_that_vanishes_is_told(posts: list[Post], tmp_path: Path) -> None:
    name = sorted(media_files())[0]
    (Path(site_settings.MEDIA_ROOT) / name).unlink()
    path = tmp_path / "backup.zip"
    assert name in output_of("backup", path)
    assert manifest_of(path)["missing_uploads"] == [name]
    assert "is whole" in output_of("verify_backup", path)


def test_without_pg_dump_of_the_servers_version_a_sentence_says_what_to_do(
    posts: list[Post], tmp_path: Path, settings: Settings
) -> None:
    if connection.vendor == "sqlite":
        return  # which needs no program
    settings.PG_BIN = str(tmp_path)
    with pytest.raises(CommandError, match=r"pg_dump is not here.*PG_BIN"):
        call_command("backup", tmp_path / "backup.zip")
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n")
    os.chmod(program, 0o700)
    with pytest.raises(CommandError, match="of version 9 and the server of version"):
        call_command("backup", tmp_path / "backup.zip")
