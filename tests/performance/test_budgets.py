"""What a page may cost, in numbers that do not depend on the machine.

docs/performance.md has the figures that do.
"""

import pytest

from tests.performance.conftest import LARGE, PAGES, SMALL
from tests.performance.weight import brotli_bytes, files_of

pytestmark = pytest.mark.django_db

KIB = 1024
QUERIES = {
    **dict.fromkeys([("article", "guest"), ("article-of-board", "guest")], 8),
    **dict.fromkeys([("article", "member"), ("article-of-board", "member")], 12),
    **dict.fromkeys([("list-1", "guest"), ("list-last", "guest")], 4),
    **dict.fromkeys([("list-1", "member"), ("list-last", "member")], 7),
    ("board-1", "guest"): 5,
    ("board-1", "member"): 8,
}
GROWTH = 1.10  # times


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_a_page_asks_the_database_no_more_often_than_its_budget(sites, page, who):
    assert sites[SMALL].work[page, who].queries <= QUERIES[page, who]


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_a_page_asks_as_often_on_a_site_with_five_times_the_posts(sites, page, who):
    assert sites[LARGE].work[page, who].queries == sites[SMALL].work[page, who].queries


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_the_database_works_no_more_on_a_site_with_five_times_the_posts(sites, page, who):
    small, large = (sites[size].work[page, who].amount for size in (SMALL, LARGE))
    assert large <= GROWTH * small


def test_a_guest_loads_an_article_in_four_requests(sites):
    assert len({"the page itself"} | files_of(sites[SMALL].article_html)) <= 4


def test_a_guest_loads_an_article_in_25_kilobytes(sites):
    assert brotli_bytes(sites[SMALL].article_html) <= 25 * KIB
