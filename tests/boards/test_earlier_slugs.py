"""The addresses that boards and tags had before."""

import threading
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from boards.models import Board, EarlierBoardSlug
from boards.posts.models import EarlierTagSlug, Tag
from tests.factories import BoardFactory

pytestmark = pytest.mark.django_db


def make_tag(slug: str) -> Tag:
    return Tag.objects.create(name=f"name {Tag.objects.count()}", slug=slug)


def make_board(slug: str) -> Board:
    return BoardFactory(slug=slug)


@pytest.fixture(params=[make_board, make_tag], ids=["board", "tag"])
def make(request: Any) -> Callable[[str], Any]:
    """Make a board or a tag with a slug: both keep their earlier ones."""
    return request.param


def save(row: Any, slug: str) -> None:
    row.slug = slug
    row.save()


def save_one_field(row: Any, slug: str) -> None:
    row.slug = slug
    row.save(update_fields=["slug"])


def update(row: Any, slug: str) -> None:
    type(row).objects.filter(pk=row.pk).update(slug=slug)


def update_in_bulk(row: Any, slug: str) -> None:
    row.slug = slug
    type(row).objects.bulk_update([row], ["slug"])


def known(row: Any) -> set[str]:
    return set(row.earlier_slugs.values_list("slug", flat=True))


@pytest.mark.parametrize("change", [save, save_one_field, update, update_in_bulk])
def test_every_way_to_change_an_address_writes_down_the_one_before(make, change):
    row = make("a")
    for slug in ("b", "c"):
        change(type(row).objects.get(pk=row.pk), slug)
    assert known(row) == {"a", "b"}
    for slug in ("a", "b"):
        assert type(row).objects.known_as(slug).slug == "c"


@pytest.mark.parametrize("change", [save, update])
def test_an_address_that_comes_back_is_no_earlier_one(make, change):
    row = make("a")
    change(row, "b")
    change(row, "a")
    assert known(row) == {"b"}


def test_other_changes_write_nothing_down(make):
    row = make("a")
    row.save()
    type(row).objects.filter(pk=row.pk).update(id=row.pk)
    assert known(row) == set()


@pytest.mark.parametrize("change", [save, update])
def test_an_address_belongs_to_who_takes_it_later(make, change):
    first = make("a")
    change(first, "b")
    second = make("a")
    assert known(first) == set()
    change(second, "c")
    assert type(first).objects.known_as("a") == second


def test_a_renamed_row_takes_the_earlier_address_of_another(make):
    first, second = make("a"), make("x")
    save(first, "b")
    save(second, "a")
    assert (known(first), known(second)) == (set(), {"x"})
    save(second, "y")
    assert type(first).objects.known_as("a") == second


def test_two_rows_can_swap_their_addresses(make):
    first, second = make("a"), make("b")
    for row, slug in ((first, "t"), (second, "a"), (first, "b")):
        save(row, slug)
    assert (known(first), known(second)) == ({"t"}, set())


def test_who_is_deleted_takes_its_earlier_addresses_along(make):
    row = make("a")
    save(row, "b")
    row.delete()
    assert not EarlierBoardSlug.objects.exists()
    assert not EarlierTagSlug.objects.exists()


def test_the_database_has_each_earlier_address_once_and_none_empty(make):
    first, second = make("a"), make("b")
    table = type(first).earlier_slugs.rel.related_model
    table.objects.create(slug="old", holder=first)
    for slug in ("old", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.create(slug=slug, holder=second)


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("자유", unicodedata.normalize("NFD", "자유")),
        ("자유-talk", unicodedata.normalize("NFD", "자유-TALK")),
        ("talk", "Ｔａｌｋ"),
        ("talk", "TALK"),
        ("café", unicodedata.normalize("NFD", "Café")),
    ],
)
def test_every_spelling_of_an_address_is_known(make, stored, asked):
    row = make(stored)
    assert type(row).objects.known_as(asked) == row
    save(row, "elsewhere")
    assert type(row).objects.known_as(asked) == row


def test_hangul_that_was_typed_decomposed_is_stored_composed(make):
    assert make(unicodedata.normalize("NFD", "자유")).slug == "자유"


def test_a_board_in_capitals_is_known_in_small_letters():
    board = make_board("FAQ")
    assert Board.objects.known_as("faq") == board


def test_nobody_is_meant_where_two_could_be():
    make_board("Talk")
    make_board("talk")
    assert Board.objects.known_as("TALK") is None


def test_todays_spelling_goes_before_an_earlier_one_and_the_same_letters_before_others():
    earlier = make_board("Talk")
    save(earlier, "moved")
    today = make_board("talk")
    assert Board.objects.known_as("Talk") == earlier
    assert Board.objects.known_as("TALK") == today


@pytest.mark.parametrize("slug", ["", "\0", "x" * 5000, "각" * 301, "nothing"])
def test_what_nobody_has_is_nobodys(make, slug):
    make("a")
    assert type(make("b")).objects.known_as(slug) is None


def test_a_longest_address_is_known_decomposed(make):
    row = make("각" * 80)
    assert type(row).objects.known_as(unicodedata.normalize("NFD", row.slug)) == row


def test_a_lookup_costs_three_queries(make, django_assert_max_num_queries):
    row = make("a")
    save(row, "b")
    with django_assert_max_num_queries(3):
        type(row).objects.known_as("a")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_rename_at_once_each_leaves_an_address_behind(make):
    row = make("a")
    start = threading.Barrier(2)

    def rename(slug: str) -> None:
        try:
            own = type(row).objects.get(pk=row.pk)
            start.wait()
            save(own, slug)
        finally:
            connection.close()

    threads = [threading.Thread(target=rename, args=[slug]) for slug in ("b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row.refresh_from_db()
    assert known(row) | {row.slug} == {"a", "b", "c"}
