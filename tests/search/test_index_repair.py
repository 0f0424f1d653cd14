"""A rebuild sets right what a check finds, however the engine got out of step."""

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from boards.posts.models import Post
from boards.search.models import SearchDocument
from boards.search.querying.finding import find
from boards.search.upkeep import rebuilding
from boards.search.upkeep.rebuilding import rebuild_index
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db
TABLE = "boards_search_index"
ROWS = SearchDocument._meta.db_table


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def sql(statement: str, *params: object) -> None:
    """Do to the database what somebody or something did to it."""
    connection.check_constraints()  # or PostgreSQL would alter no table in this transaction
    with connection.cursor() as cursor:
        cursor.execute(statement, params or None)


def indexed_posts() -> list[Post]:
    posts = [PostFactory(title=f"세금 {number}") for number in range(5)]
    call_command("rebuild_index", verbosity=0)
    return posts


def output_of(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def assert_is_found_and_mended(*, found: int = 5, wrong: str = r"\d+") -> None:
    """The check complains, a rebuild mends it, and then the check has nothing to say."""
    with pytest.raises(CommandError, match=f"{wrong} are wrong. Use rebuild_index"):
        call_command("check_index", stdout=StringIO())
    call_command("rebuild_index", verbosity=0)
    assert "the index is right" in output_of("check_index")
    assert find(None, "세금").found == found
    assert find(None, "환급").found == 0


def empty_the_engine() -> None:
    if connection.vendor == "sqlite":
        sql(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")
    else:
        sql(f"UPDATE {ROWS} SET vector = ''")


def test_an_emptied_engine_is_filled_again() -> None:
    indexed_posts()
    empty_the_engine()
    assert find(None, "세금").found == 0
    assert_is_found_and_mended(wrong="5 posts checked; 5")


def test_an_emptied_engine_is_filled_by_looking_for_what_is_missing() -> None:
    indexed_posts()
    empty_the_engine()
    assert "5 posts to look at" in output_of("rebuild_index", "--missing", "--dry-run")
    assert "5 documents changed" in output_of("rebuild_index", "--missing")
    assert find(None, "세금").found == 5
    assert "0 posts looked at" in output_of("rebuild_index", "--missing")


def test_one_missing_document_comes_back() -> None:
    key = SearchDocument.objects.get(pk=indexed_posts()[2].pk).key
    if connection.vendor == "sqlite":
        document = rebuilding.document_of(next(rebuilding.sources_of([indexed_id(key)])))
        sql(
            f"INSERT INTO {TABLE} ({TABLE}, rowid, tokens, text, comments)"
            " VALUES ('delete', %s, %s, %s, %s)",
            *(key, *map(" ".join, (document.tokens, document.text, document.comments))),
        )
    else:
        sql(f"UPDATE {ROWS} SET vector = '' WHERE key = %s", key)
    assert_is_found_and_mended(wrong="1")


def indexed_id(key: int) -> int:
    return SearchDocument.objects.get(key=key).pk


def test_rows_that_are_gone_come_back() -> None:
    indexed_posts()
    sql(f"DELETE FROM {ROWS}")
    assert_is_found_and_mended()


def test_what_is_left_of_deleted_posts_goes() -> None:
    posts = indexed_posts()
    PostFactory(title="비자")
    SearchDocument.objects.filter(pk=posts[0].pk)._raw_delete("default")
    Post.objects.filter(pk=posts[0].pk)._raw_delete("default")
    if connection.vendor == "postgresql":  # where nothing can be left without a row
        Post.objects.filter(pk=posts[1].pk).update(state="deleted")
        assert_is_found_and_mended(found=3)
    else:
        assert_is_found_and_mended(found=4)


def test_documents_with_another_text_get_their_own() -> None:
    key = SearchDocument.objects.get(pk=indexed_posts()[0].pk).key
    if connection.vendor == "sqlite":
        sql(f"INSERT INTO {TABLE} (rowid, tokens) VALUES (%s, '_all 환급')", key)
    else:
        sql(f"UPDATE {ROWS} SET vector = '''_all'':1 ''환급'':2'::tsvector WHERE key = %s", key)
    assert_is_found_and_mended(wrong="1")


def test_entries_that_belong_to_nothing_go() -> None:
    indexed_posts()
    if connection.vendor == "sqlite":
        sql(f"INSERT INTO {TABLE} (rowid, tokens) VALUES (12345, '_all 환급')")
    else:  # where an entry has a row
        post = PostFactory(title="환급", state="hidden")
        sql(
            f"UPDATE {ROWS} SET post_id = %s WHERE post_id = (SELECT max(post_id) FROM {ROWS})",
            post.pk,
        )
    assert_is_found_and_mended()


def test_rows_with_a_damaged_record_of_their_tokens_are_mended() -> None:
    posts = indexed_posts()
    SearchDocument.objects.filter(pk=posts[0].pk).update(tokens=b"xx", digest=b"no digest")
    SearchDocument.objects.filter(pk=posts[1].pk).update(tokens=b"", digest=b"")
    assert_is_found_and_mended()


def test_rows_that_exchanged_their_places_get_their_own() -> None:
    posts = indexed_posts()
    first, second = (SearchDocument.objects.get(pk=post.pk).key for post in posts[:2])
    for post, key in ((posts[0], 7), (posts[1], first), (posts[0], second)):
        SearchDocument.objects.filter(pk=post.pk).update(key=key)
    assert_is_found_and_mended()


DAMAGE = {
    "sqlite": {
        "nothing in the data": f"DELETE FROM {TABLE}_data WHERE id > 10",
        "no data at all": f"DELETE FROM {TABLE}_data",
        "no sizes": f"DELETE FROM {TABLE}_docsize",
        "one size less": f"DELETE FROM {TABLE}_docsize WHERE id = (SELECT max(key) FROM {ROWS})",
        "no table": f"DROP TABLE {TABLE}",
        "other pages": f"UPDATE {TABLE}_data SET block = x'00ff' WHERE id > 10",
    },
    "postgresql": {
        "no index": f"DROP INDEX {TABLE}",
        "no column": f"ALTER TABLE {ROWS} DROP COLUMN vector",
        "another index": f"DROP INDEX {TABLE}; CREATE INDEX {TABLE} ON {ROWS} (digest)",
    },
}


@pytest.mark.parametrize("what", sorted({*DAMAGE["sqlite"], *DAMAGE["postgresql"]}))
def test_a_damaged_engine_is_made_anew(what: str) -> None:
    if what not in DAMAGE[connection.vendor]:
        return  # of the other database
    indexed_posts()
    for statement in DAMAGE[connection.vendor][what].split(";"):
        sql(statement)
    assert "made anew first" in output_of("rebuild_index", "--dry-run")
    assert_is_found_and_mended()


DAMAGED_PARTS = {
    **{f"no {part}": f"DROP TABLE {TABLE}_{part}" for part in ("config", "data", "idx", "docsize")},
    "empty config": f"DELETE FROM {TABLE}_config",
    "empty data": f"DELETE FROM {TABLE}_data",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", sorted(DAMAGED_PARTS))
def test_an_engine_that_does_not_even_open_is_made_anew(part: str) -> None:
    if connection.vendor == "postgresql":
        return  # whose index has no tables of its own
    indexed_posts()
    sql(DAMAGED_PARTS[part])
    connection.close()
    assert "made anew first" in output_of("rebuild_index", "--dry-run")
    assert_is_found_and_mended()


def test_a_rebuild_of_a_sound_index_changes_nothing() -> None:
    indexed_posts()
    assert "5 posts looked at, 0 documents changed" in output_of("rebuild_index")
    assert "anew" not in output_of("rebuild_index", "--dry-run")


def test_a_rebuild_that_began_anew_goes_on_where_it_was_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexed_posts()
    empty_the_engine()
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    next(rebuild_index())
    assert find(None, "세금").found == 2
    assert "3 posts looked at" in output_of("rebuild_index")
    assert "the index is right" in output_of("check_index")


def test_a_cut_off_rebuild_whose_engine_is_damaged_begins_with_the_first_post(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexed_posts()
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    next(rebuild_index())
    for statement in list(DAMAGE[connection.vendor].values())[0].split(";"):
        sql(statement)
    assert "5 posts looked at" in output_of("rebuild_index")
    assert "the index is right" in output_of("check_index")


def test_a_post_changes_while_the_engine_is_out_of_step(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    post = indexed_posts()[0]
    empty_the_engine()
    Post.objects.filter(pk=post.pk).update(title="환급")
    with django_capture_on_commit_callbacks(execute=True):
        rebuilding.index_posts([post.pk])
    call_command("rebuild_index", verbosity=0)
    assert "the index is right" in output_of("check_index")
    assert find(None, "환급").found == 1


@pytest.mark.django_db(transaction=True)
def test_a_flushed_database_has_an_empty_index() -> None:
    indexed_posts()
    call_command("flush", interactive=False, verbosity=0)
    assert "the index is right" in output_of("check_index")
