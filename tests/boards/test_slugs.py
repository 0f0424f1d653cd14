"""Names of boards as parts of an address."""

import unicodedata

import pytest
from django.urls import reverse

from boards.slugs import MAX_LENGTH, free_slug, slug_of
from tests.factories import BoardFactory

SEVEN_BOARDS = {
    "Talk & Talk": "talk-talk",
    "Job & Work Life": "job-work-life",
    "Tax & Salary": "tax-salary",
    "Visa,Green Card,Citizenship": "visa-green-card-citizenship",
    "Travel & Food": "travel-food",
    "Live Updates (COVID-19, etc.)": "live-updates-covid-19-etc",
    "U.S. Life & Tips": "us-life-tips",
}


@pytest.mark.parametrize(("name", "slug"), SEVEN_BOARDS.items())
def test_commas_ampersands_and_parentheses_do_not_reach_the_address(name, slug):
    assert slug_of(name) == slug


@pytest.mark.django_db
@pytest.mark.parametrize("name", SEVEN_BOARDS)
def test_a_board_is_found_at_its_address_under_its_name(client, name):
    board = BoardFactory(name_en=name, name_ko=name)
    response = client.get(board.get_absolute_url())
    assert response.status_code == 200
    assert reverse("posts:board", args=[board.slug]) == f"/boards/{SEVEN_BOARDS[name]}/"
    assert name.replace("&", "&amp;") in response.content.decode()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("세금 · 급여", "세금-급여"),
        (unicodedata.normalize("NFD", "세금 · 급여"), "세금-급여"),
        ("Ｗｉｄｅ", "wide"),
        ("don't", "dont"),
        ("a_b", "a-b"),
        ("401(k) & IRA", "401-k-ira"),
        ("&&&", ""),
        ("../../etc", "etc"),
    ],
)
def test_keeps_letters_and_digits_of_any_script(name, slug):
    assert slug_of(name) == slug


def test_is_cut_without_a_dash_at_its_end():
    slug = slug_of("ab " * 100)
    assert len(slug) <= MAX_LENGTH
    assert not slug.endswith("-")


def test_numbers_what_is_taken():
    assert free_slug("Tax", taken={"tax", "tax-2"}, fallback="board") == "tax-3"
    assert free_slug("&", taken=set(), fallback="board") == "board"


@pytest.mark.django_db
def test_boards_of_one_name_get_addresses_of_their_own():
    slugs = {BoardFactory(name_en="Tax").slug for _ in range(3)}
    assert slugs == {"tax", "tax-2", "tax-3"}
