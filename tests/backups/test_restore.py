"""A destroyed site comes back from its backup, equal to what it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boards.posts.models import Post
from tests.backups.conftest import manifest_of, media_files
from tests.live_site import LiveSite

pytestmark = pytest.mark.django_db(transaction=True)
NewSite = Callable[..., LiveSite]


def files_of(site: LiveSite) -> dict[str, bytes]:
    root = Path(site.environment["MEDIA_ROOT"])
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.mark.parametrize("is_migrated", [False, True])
def test_a_restored_site_equals_the_one_that_was_saved(
    backup: Path, empty_site: NewSite, tmp_path: Path, is_migrated: bool
) -> None:
    site = empty_site()
    if is_migrated:
        site.prepare()
    assert "every proof holds" in site.manage("restore", str(backup))
    assert files_of(site) == media_files()
    site.manage("backup", str(tmp_path / "again.zip"))
    again, first = manifest_of(tmp_path / "again.zip"), manifest_of(backup)
    assert again["tables"] == first["tables"]
    assert again["uploads"] == first["uploads"]
    site.manage("migrate", "--check")


def test_a_restored_site_is_read_and_written(backup: Path, empty_site: NewSite) -> None:
    site = empty_site()
    site.manage("restore", str(backup))
    number = site.run_python(
        "from boards.posts.models import Post;"
        "from boards.posts.writing.actions.publish_post import *;"
        "from boards.search.querying.finding import find;"
        "old = Post.objects.order_by('pk').last();"
        "new = publish_post(board=old.board, author=old.author, title='세금', body='<p>x</p>');"
        "print(new.pk > old.pk, find(None, '세금').found)"
    )
    assert number.split() == ["True", "4"]
    assert site.manage("reconcile_lists")


def test_a_site_that_is_not_empty_is_left_alone(backup: Path, empty_site: NewSite) -> None:
    site = empty_site()
    site.manage("restore", str(backup))
    with pytest.raises(RuntimeError, match="This site is not empty"):
        site.manage("restore", str(backup))


def test_a_restore_goes_on_after_it_was_cut_off_among_the_uploads(
    backup: Path, empty_site: NewSite
) -> None:
    site = empty_site()
    root, files = Path(site.environment["MEDIA_ROOT"]), media_files()
    name = sorted(files)[0]
    (root / name).parent.mkdir(parents=True)
    (root / name).write_bytes(files[name])
    site.manage("restore", str(backup))
    assert files_of(site) == files


def test_other_files_in_the_storage_are_not_written_over(backup: Path, empty_site: NewSite) -> None:
    site = empty_site()
    stored = Path(site.environment["MEDIA_ROOT"]) / sorted(media_files())[0]
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"mine")
    with pytest.raises(RuntimeError, match="is not written over"):
        site.manage("restore", str(backup))
    assert stored.read_bytes() == b"mine"


def test_a_dry_run_changes_nothing(backup: Path, empty_site: NewSite, posts: list[Post]) -> None:
    site = empty_site()
    assert "the site is empty" in site.manage("restore", str(backup), "--dry-run")
    assert files_of(site) == {}
