"""Queries whose SQL is written once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import BigAutoField, CharField, F, QuerySet, Subquery, Value
from django.test.utils import CaptureQueriesContext

from boards.db.prepared import ManyKeys, Param, PreparedQuery, prepared
from boards.models import Board
from boards.posts.models import Post
from tests.factories import BoardFactory, PostFactory

pytestmark = pytest.mark.django_db

written: list[tuple[Any, ...]] = []


@prepared
def _by_slug(*, newest_first: bool = False) -> QuerySet[Board]:
    written.append(("by slug", newest_first))
    boards = Board.objects.filter(slug=Param("slug", CharField()))
    return boards.order_by("-pk" if newest_first else "pk")


@prepared
def _among(pks: tuple[int, ...]) -> QuerySet[Board]:
    return Board.objects.filter(pk__in=pks)


@prepared
def _two_halves() -> QuerySet[Board]:
    first = Board.objects.order_by().filter(pk=Param("first", BigAutoField()))
    keys = Board.objects.filter(pk=Param("second", BigAutoField())).values("pk")
    second = Board.objects.order_by().filter(pk__in=Subquery(keys))
    return first.union(second, all=True).order_by("slug")


@prepared
def _with_any_of_many_keys() -> QuerySet[Board]:
    return Board.objects.filter(pk__in=ManyKeys("boards")).order_by("pk")


STRANGE = "50 % of 'them' \\ %s and %% \"more\" \U0001f600"


@prepared
def _strange_ones() -> QuerySet[Board]:
    boards = Board.objects.filter(name_en=STRANGE, slug=Param("slug", CharField()))
    return boards.annotate(less=Value(-3), more=Value(2**30), true=Value(True), text=Value("%s"))


def test_a_value_that_never_differs_is_taken_as_it_is() -> None:
    board = BoardFactory(name_en=STRANGE)
    BoardFactory(name_en=STRANGE.replace("%s", "x"))
    for found in (
        _strange_ones().fetch(slug=board.slug),
        _strange_ones().fetch_plain(slug=board.slug),
    ):
        assert found == [board]
        assert (found[0].less, found[0].more) == (-3, 2**30)
        assert found[0].true is True
        assert found[0].text == "%s"
    other = BoardFactory(name_en=STRANGE.replace("%s", "x"))
    assert _strange_ones().fetch(slug=other.slug) == []


def test_a_list_of_keys_of_any_length_is_one_value() -> None:
    boards = [BoardFactory() for _ in range(3)]
    for some in ([], boards[:1], boards, boards[1:]):
        keys = [board.pk for board in reversed(some)] * 2
        assert _with_any_of_many_keys().fetch(boards=keys) == some
        assert _with_any_of_many_keys().fetch_plain(boards=keys) == some
    assert len(_with_any_of_many_keys().fetch(boards=range(-5_000, boards[-1].pk + 1))) >= 3


def test_answers_as_the_query_itself_does_for_every_value() -> None:
    boards = [BoardFactory() for _ in range(3)]
    for board in boards:
        assert _by_slug().fetch(slug=board.slug) == [board]
    assert _by_slug().fetch(slug="nowhere") == []
    assert _by_slug().first(slug="nowhere") is None


def test_is_built_once_for_each_shape() -> None:
    BoardFactory(slug="talk")
    written.clear()
    for _ in range(3):
        _by_slug().fetch(slug="talk")
        _by_slug(newest_first=True).fetch(slug="talk")
    assert len(written) <= 2


def test_gives_objects_of_their_own_each_time() -> None:
    board = BoardFactory()
    first, second = (_by_slug().first(slug=board.slug) for _ in range(2))
    assert first == second
    assert first is not second


def test_a_query_that_can_find_nothing_does_not_ask() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert _among(()).fetch() == []
    assert not queries.captured_queries


def test_fills_slots_in_every_part_of_a_query() -> None:
    one, other = BoardFactory(slug="b"), BoardFactory(slug="a")
    assert _two_halves().fetch(first=one.pk, second=other.pk) == [other, one]
    assert _two_halves().fetch(first=other.pk, second=other.pk) == [other, other]


def test_reads_lists_of_values_as_the_query_itself_does() -> None:
    boards = Board.objects.filter(pk=BoardFactory().pk).annotate(one=Value(1))
    for rows in (
        boards.values_list("slug", "in_navigation"),
        boards.values_list("slug", flat=True),
        boards.values("one", "slug"),
        boards.values("slug", twice=F("position") * 2),
    ):
        assert PreparedQuery(rows).fetch() == list(rows)


def test_reads_what_is_selected_with_a_row_and_what_is_left_for_later() -> None:
    post = PostFactory(board=BoardFactory(), title="세금")
    rows = Post.objects.select_related("board", "notice").defer("body").annotate(one=Value(1))
    (found,) = PreparedQuery(rows.filter(pk=post.pk)).fetch()
    with CaptureQueriesContext(connection) as queries:
        assert (found.board, found.title, found.one) == (post.board, "세금", 1)
        assert not hasattr(found, "notice")
        assert not queries.captured_queries
        assert found.body == post.body
        assert len(queries.captured_queries) == 1
    found.title = "세금 신고"
    found.save()
    post.refresh_from_db()
    assert post.title == "세금 신고"


def test_refuses_a_query_whose_rows_it_cannot_read() -> None:
    with pytest.raises(NotImplementedError):
        PreparedQuery(Board.objects.prefetch_related("moderators")).fetch()


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        _by_slug().fetch()


@pytest.mark.parametrize("hostile", ["'; DROP TABLE boards_board; --", "%s", '"', "🙂"])
def test_values_never_become_sql(hostile: str) -> None:
    BoardFactory()
    assert _by_slug().fetch(slug=hostile) == []
    assert Board.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_threads_never_get_each_others_answers() -> None:
    boards = [BoardFactory() for _ in range(8)]

    def ask(board: Board) -> bool:
        try:
            return all(_by_slug().fetch(slug=board.slug) == [board] for _ in range(50))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert all(pool.map(ask, boards))
