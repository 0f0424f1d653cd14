"""What a page may cost, in numbers that do not depend on the machine.

docs/performance.md has the figures that do.
"""

import pytest

from tests.performance.conftest import LARGE, PAGES, SMALL
from tests.performance.weight import brotli_bytes, files_of

pytestmark = pytest.mark.django_db

KIB = 1024
# To members, each list is one query more than to guests for what they have read of it, and an
# article is one statement more that notes that they have read it.
QUERIES = {
    **dict.fromkeys([("article", "guest"), ("article-of-all", "guest")], 8),
    **dict.fromkeys([("article", "member"), ("article-of-all", "member")], 14),
    **dict.fromkeys([(f"list-{page}", "guest") for page in ("1", "middle", "last")], 4),
    **dict.fromkeys([(f"list-{page}", "member") for page in ("1", "middle", "last")], 8),
    ("tag", "guest"): 4,
    ("tag", "member"): 9,
    ("search", "guest"): 17,
    ("search", "member"): 25,
    ("board-1", "guest"): 5,
    ("board-1", "member"): 9,
    ("category", "guest"): 5,
    ("category", "member"): 9,
}
GROWTH = 1.10  # times
# On the smaller site the walk to the middle begins at the end of the list, where the query for it
# has one condition less. To members a tag's list also shows the secret posts that are theirs,
# which are looked for among all secret posts of the tag.
GROWTH_OF = {
    ("list-middle", "guest"): 1.20,
    ("list-middle", "member"): 1.20,
    ("tag", "member"): 1.20,
}
# A search reads all that it finds, and in more posts it finds more.
GROWING = {"search"}


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_a_page_asks_the_database_no_more_often_than_its_budget(sites, page, who):
    assert sites[SMALL].pages[page, who].queries <= QUERIES[page, who]


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_a_page_asks_as_often_on_a_site_with_fifty_times_the_posts(sites, page, who):
    assert sites[LARGE].pages[page, who].queries == sites[SMALL].pages[page, who].queries


@pytest.mark.parametrize(("page", "who"), [page for page in PAGES if page[0] not in GROWING])
def test_the_database_works_no_more_on_a_site_with_fifty_times_the_posts(sites, page, who):
    small, large = (sites[size].pages[page, who].amount for size in (SMALL, LARGE))
    assert large <= GROWTH_OF.get((page, who), GROWTH) * small


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_nothing_is_read_from_end_to_end_sorted_or_counted_off(sites, page, who):
    assert sites[LARGE].pages[page, who].faults == []


def test_a_guest_loads_an_article_in_five_requests(sites):
    assert len({"the page itself"} | files_of(sites[SMALL].article_html)) <= 5


def test_a_guest_loads_an_article_in_25_kilobytes(sites):
    assert brotli_bytes(sites[SMALL].article_html) <= 25 * KIB
