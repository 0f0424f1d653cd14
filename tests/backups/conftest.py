"""A small site with a bit of everything, and new databases beside it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from boards.background.worker import work_off
from boards.backups.actions.make_backup import make_backup
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.posts.reactions.actions.recommend import recommend_post
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.markup import markup_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, MemberFactory
from tests.live_site import LiveSite
from tests.posts.uploads.samples import PDF, encoded, picture, sent


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def posts(transactional_db: None, settings: Any, tmp_path: Path) -> list[Post]:
    """Posts with comments, tags, recommendations, an attachment and a picture, all indexed."""
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("migrate", verbosity=0)  # a flush took what migrations made
    author, board = MemberFactory(handle="한글이름"), BoardFactory()
    png = encoded(picture((600, 300)), "PNG")
    files = [receive_upload(owner=author, file=sent(content)) for content in (png, PDF)]
    made = [
        publish_post(
            board=board,
            author=author,
            title=f"세금 신고 {number}",
            body="<p>“따옴표” 'O''Reilly' \\ % 😀</p>"
            + "".join(map(markup_of, files[max(0, number - 1) : number])),
            tags=["세금", f"해 {number}"],
        )
        for number in range(3)
    ]
    publish_comment(post=made[0], author=author, text="댓글")
    recommend_post(post=made[0], by=MemberFactory())
    work_off()
    return made


@pytest.fixture
def backup(posts: list[Post], tmp_path: Path) -> Path:
    """A backup of that site."""
    return make_backup(tmp_path / "backup.zip").path


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Callable[..., LiveSite]]:
    """Make a site with a database of its own, which has no tables yet."""
    made: list[LiveSite] = []

    def make(**environment: str) -> LiveSite:
        site = LiveSite(folder=tmp_path, static_root=tmp_path, environment=environment)
        made.append(site)
        return site

    yield make
    for site in made:
        site.remove()


def manifest_of(path: Path) -> dict:
    """Return what a backup says of itself."""
    with ZipFile(path) as backup:
        return json.loads(backup.read("manifest.json"))


def media_files() -> dict[str, bytes]:
    """Every stored file of this site by its name."""
    root = Path(settings.MEDIA_ROOT)
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
