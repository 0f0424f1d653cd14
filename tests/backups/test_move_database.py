"""A site moves to another database with every row, and the lists and the search go on."""

import os
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model

from boards.backups.actions.move_database import move_database
from boards.backups.databases import as_default, config_of
from boards.backups.moving import writing
from boards.posts.models import Post, Tag
from boards.posts.writing.actions.publish_post import publish_post
from boards.search.querying.finding import find
from tests.factories import BoardFactory
from tests.migrated_database import copy_to_sqlite, postgres_template
from tests.postgres import create_database, drop_database, start_postgres

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The URL of a database on the server of the tests, or of a new one in a run on SQLite."""
    if os.environ["FORUM_TESTS_ENVIRONMENT"] == "postgres":
        return os.environ["DATABASE_URL"]
    return start_postgres()


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/moved.sqlite3"
        return
    server = request.getfixturevalue("postgres_url")
    url = create_database(server)
    yield url
    drop_database(url, server_url=server)


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that has its tables, and no rows of a site."""
    if request.param == "sqlite":
        copy_to_sqlite(tmp_path / "moved.sqlite3")
        yield f"sqlite:///{tmp_path}/moved.sqlite3"
        return
    server = request.getfixturevalue("postgres_url")
    url = create_database(server, template=postgres_template(server))
    yield url
    drop_database(url, server_url=server)


def move(url: str, *options: str) -> str:
    out = StringIO()
    call_command("move_database", "--to", url, *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_every_row_moves_and_the_site_goes_on(posts: list[Post], empty: str) -> None:
    SessionStore().create()
    gone = publish_post(board=posts[0].board, author=posts[0].author, title="x", body="<p>x</p>")
    last = gone.pk
    Post.objects.filter(pk=last).delete()
    before = Post.objects.order_by("pk").values()[0]
    assert "every proof holds" in move(empty)
    with as_default(config_of(empty)):
        assert Post.objects.order_by("pk").values()[0] == before
        assert find(None, "세금").found == 3
        assert not ContentType.objects.exclude(model__in=_model_names()).exists()
        assert not writing.has_notes()
        new = publish_post(
            board=Post.objects.all()[0].board,
            author=Post.objects.all()[0].author,
            title="세금 다시",
            body="<p>새 글</p>",
            tags=["세금"],
        )
        assert new.pk == last + 1  # an address of a post that is gone is given to no other
        call_command("reconcile_lists", stdout=StringIO())
        call_command("migrate", check_unapplied=True, verbosity=0)
    assert Post.objects.count() == 3


def _model_names() -> set[str]:
    return set(ContentType.objects.values_list("model", flat=True))


def test_there_and_back_nothing_differs(
    posts: list[Post], postgres_url: str, tmp_path: Path
) -> None:
    there = create_database(postgres_url, template=postgres_template(postgres_url))
    copy_to_sqlite(tmp_path / "back.sqlite3")
    back = f"sqlite:///{tmp_path}/back.sqlite3"
    try:
        move(there)
        with as_default(config_of(there)):
            move_database(back)
        with as_default(config_of(back)):
            moved = list(Post.objects.order_by("pk").values())
        assert moved == list(Post.objects.order_by("pk").values())
    finally:
        drop_database(there, server_url=postgres_url)


def test_a_dry_run_writes_nothing(posts: list[Post], empty: str) -> None:
    assert "would be copied" in move(empty, "--dry-run")
    with as_default(config_of(empty)):
        assert connection.introspection.table_names() == []


def test_a_database_with_rows_is_left_alone(posts: list[Post], target: str) -> None:
    with as_default(config_of(target)):
        BoardFactory(name_en="Theirs")
    with pytest.raises(CommandError, match="not empty: there are rows in boards_board"):
        move(target)
    with as_default(config_of(target)):
        assert Post.objects.count() == 0


def test_the_own_database_is_refused(posts: list[Post]) -> None:
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    with pytest.raises(CommandError, match="that the site is on already"):
        move(url)


@pytest.mark.parametrize("url", ["mysql://localhost/x", "nothing", "sqlite://"])
def test_a_url_that_names_no_database_is_told(url: str) -> None:
    with pytest.raises(CommandError, match="URL|names no file"):
        move(url)


def test_a_move_goes_on_where_it_was_cut_off(
    posts: list[Post], target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy: Callable[..., None] = writing.copy_table

    def fail_at_posts(model: type, **options: object) -> None:
        if model is Post:
            raise RuntimeError("power cut")
        copy(model, **options)

    monkeypatch.setattr(writing, "copy_table", fail_at_posts)
    with pytest.raises(RuntimeError):
        move(target)
    monkeypatch.undo()
    assert "every proof holds" in move(target)


def test_what_postgresql_cannot_store_is_told_row_by_row(
    posts: list[Post], postgres_url: str
) -> None:
    if connection.vendor == "postgresql":
        return  # where such rows cannot be
    Post.objects.filter(pk=posts[0].pk).update(body_text="a\0b")
    Post.objects.filter(pk=posts[1].pk).update(title="가" * (_width(Post, "title") + 1))
    Tag.objects.filter(name="세금").update(name="긴" * (_width(Tag, "name") + 1))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE boards_posts_post SET posted_at = 'yesterday' WHERE id = %s", [posts[2].pk]
        )
    there = create_database(postgres_url)
    try:
        with pytest.raises(CommandError) as failure:
            move(there, "--dry-run")
    finally:
        drop_database(there, server_url=postgres_url)
    said = str(failure.value)
    assert "boards_posts_tag, row" in said
    assert [f"boards_posts_post, row {post.pk}," in said for post in posts] == [True] * 3


def _width(model: type[Model], name: str) -> int:
    """Return how many code points the column of a field holds."""
    return int(model._meta.get_field(name).max_length)


def test_a_write_meanwhile_is_found_out(
    posts: list[Post], target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy: Callable[..., None] = writing.copy_table

    def write_afterwards(model: type, **options: object) -> None:
        copy(model, **options)
        if model is Post:
            Post.objects.using("backup_source").filter(pk=posts[0].pk).update(title="meanwhile")

    monkeypatch.setattr(writing, "copy_table", write_afterwards)
    with pytest.raises(CommandError, match="Table boards_posts_post differs"):
        move(target)
