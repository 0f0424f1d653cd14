"""A backup of a site whose uploads lie in a bucket of S3, and a site that gets them back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from boards.posts.models import Post
from boards.posts.uploads.actions.receive_upload import receive_upload
from tests.backups.conftest import manifest_of
from tests.factories import MemberFactory
from tests.live_site import LiveSite
from tests.posts.uploads.samples import PDF, sent
from tests.s3_server import BUCKET, S3Server, running_s3, uploads_in_a_bucket

pytestmark = pytest.mark.django_db(transaction=True)
NewSite = Callable[..., LiveSite]

IN_PARTS = 9 * 1024 * 1024  # bytes: more than the client sends or fetches in one piece


@pytest.fixture
def bucket(settings: Any) -> Iterator[S3Server]:
    """Where the site that is saved keeps its uploads."""
    with uploads_in_a_bucket(settings) as server:
        yield server


@pytest.fixture
def other_bucket() -> Iterator[S3Server]:
    """Where the new site keeps them."""
    with running_s3() as server:
        yield server


@pytest.fixture
def new_site(empty_site: NewSite, other_bucket: S3Server) -> LiveSite:
    """A site without tables, with a bucket that is empty."""
    return empty_site(
        S3_BUCKET=BUCKET,
        S3_ENDPOINT_URL=other_bucket.url,
        S3_REGION="ap-northeast-2",
        S3_ACCESS_KEY_ID="key",
        S3_SECRET_ACCESS_KEY="secret",
    )


# `bucket` comes first everywhere: what the posts show must find it there.


def test_uploads_of_one_bucket_come_back_in_another(
    bucket: S3Server,
    posts: list[Post],
    new_site: LiveSite,
    other_bucket: S3Server,
    tmp_path: Path,
) -> None:
    receive_upload(owner=MemberFactory(), file=sent(PDF + b"\n" * IN_PARTS))
    assert len(bucket.objects) == 5
    call_command("backup", tmp_path / "backup.zip")
    call_command("verify_backup", tmp_path / "backup.zip")
    assert "every proof holds" in new_site.manage("restore", str(tmp_path / "backup.zip"))
    assert other_bucket.objects == bucket.objects
    assert set(other_bucket.acls.values()) == {"private"}
    assert not list(Path(new_site.environment["MEDIA_ROOT"]).rglob("*"))


def test_uploads_of_a_folder_come_into_a_bucket(
    backup: Path, new_site: LiveSite, other_bucket: S3Server
) -> None:
    new_site.manage("restore", str(backup))
    names = {upload["name"] for upload in manifest_of(backup)["uploads"]}
    assert {f"uploads/{key}" for key in other_bucket.objects} == names


def test_a_restore_that_was_cut_off_goes_on_and_writes_nothing_over(
    bucket: S3Server, posts: list[Post], backup: Path, new_site: LiveSite, other_bucket: S3Server
) -> None:
    first, *_ = sorted(bucket.objects)
    other_bucket.objects[first] = b"mine"
    with pytest.raises(RuntimeError, match="is not written over"):
        new_site.manage("restore", str(backup))
    assert other_bucket.objects[first] == b"mine"
    other_bucket.objects = {first: bucket.objects[first]}
    new_site.manage("restore", str(backup))
    assert other_bucket.objects == bucket.objects


@pytest.mark.parametrize("is_seen_first", [False, True])
def test_an_upload_that_the_bucket_lost_is_named(
    bucket: S3Server, posts: list[Post], tmp_path: Path, is_seen_first: bool
) -> None:
    lost, *others = sorted(bucket.objects)
    if is_seen_first:
        bucket.vanishing.add(lost)
    else:
        del bucket.objects[lost]
    call_command("backup", tmp_path / "backup.zip")
    manifest = manifest_of(tmp_path / "backup.zip")
    assert manifest["missing_uploads"] == [lost]
    assert sorted(upload["name"] for upload in manifest["uploads"]) == [
        f"uploads/{key}" for key in others
    ]


def test_a_bucket_that_is_out_of_order_stops_a_backup_with_a_sentence(
    bucket: S3Server, posts: list[Post], tmp_path: Path
) -> None:
    bucket.is_broken = True
    with pytest.raises(CommandError, match="bucket"):
        call_command("backup", tmp_path / "backup.zip")
    assert list(tmp_path.glob("*.zip*")) == []


def test_a_bucket_that_is_away_stops_a_restore_and_the_next_one_goes_through(
    backup: Path, new_site: LiveSite, other_bucket: S3Server
) -> None:
    other_bucket.is_broken = True
    with pytest.raises(RuntimeError) as failure:
        new_site.manage("restore", str(backup))
    assert "Traceback" not in str(failure.value)
    other_bucket.is_broken = False
    new_site.manage("restore", str(backup))
    assert len(other_bucket.objects) == 4
