"""What a page may cost, in numbers that do not depend on the machine.

docs/performance.md has the figures that do.
"""

import pytest

from boards.posts.lists.ranking import MAX_RANKED
from tests.performance.conftest import LARGE, PAGES, SMALL
from tests.performance.weight import brotli_bytes, files_of

pytestmark = pytest.mark.django_db

KIB = 1024
# To members, each list is one query more than to guests for what they have read of it, and an
# article is one statement more that notes that they have read it.
QUERIES = {
    # Of the home page, the cache of the best posts takes one more on SQLite.
    ("home", "guest"): 14,
    ("home", "member"): 18,
    **dict.fromkeys([("article", "guest"), ("article-of-all", "guest")], 8),
    **dict.fromkeys([("article", "member"), ("article-of-all", "member")], 13),
    ("article", "moderator"): 14,
    **dict.fromkeys([("list-1", "guest"), ("list-last", "guest")], 3),
    **dict.fromkeys([("list-1", "member"), ("list-last", "member")], 7),
    ("list-1", "moderator"): 9,
    ("list-middle", "guest"): 4,
    ("list-middle", "member"): 8,
    **dict.fromkeys([("board-1", "guest"), ("category", "guest"), ("tag", "guest")], 4),
    **dict.fromkeys([("board-1", "member"), ("category", "member")], 8),
    ("board-1", "moderator"): 10,
    ("tag", "member"): 9,
    ("search", "guest"): 17,
    ("search", "member"): 25,
}
# Those that may ask less: on one of the two databases, or where there is less to be found.
AT_MOST = {"home", "search"}
GROWTH = 1.10  # times
# On the smaller site the walk to the middle begins at the end of the list, where the query for it
# has one condition less. To members a tag's list also shows the secret posts that are theirs,
# which are looked for among all secret posts of the tag.
GROWTH_OF = {
    ("list-middle", "guest"): 1.20,
    ("list-middle", "member"): 1.20,
    ("tag", "member"): 1.20,
}
# A search reads all that it finds, and in more posts it finds more. The home page has the best
# posts, for which the newest few thousand are compared once in some minutes; more it never is.
GROWING = {"search", "home"}


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_a_page_asks_the_database_as_often_as_its_budget_says(sites, page, who):
    queries = sites[SMALL].pages[page, who].queries
    assert queries == QUERIES[page, who] or (queries < QUERIES[page, who] and page in AT_MOST)


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_a_page_asks_as_often_on_a_site_with_fifty_times_the_posts(sites, page, who):
    assert sites[LARGE].pages[page, who].queries == sites[SMALL].pages[page, who].queries


@pytest.mark.parametrize(("page", "who"), [page for page in PAGES if page[0] not in GROWING])
def test_the_database_works_no_more_on_a_site_with_fifty_times_the_posts(sites, page, who):
    small, large = (sites[size].pages[page, who].amount for size in (SMALL, LARGE))
    assert large <= GROWTH_OF.get((page, who), GROWTH) * small


@pytest.mark.parametrize(("page", "who"), PAGES)
def test_nothing_is_read_from_end_to_end_sorted_or_counted_off(sites, page, who):
    faults = sites[LARGE].pages[page, who].faults
    if page == "home":
        faults = [fault for fault in faults if not is_ranking(fault)]
    assert faults == []


def is_ranking(fault: str) -> bool:
    """Say whether this is the comparison of the newest posts, and of no more than the newest."""
    return "boards_counters_viewtotal" in fault and f"LIMIT {MAX_RANKED})" in fault


def test_a_guest_loads_the_home_page_in_five_requests_and_25_kilobytes(sites):
    html = sites[SMALL].home_html
    assert len({"the page itself"} | files_of(html)) <= 5
    assert brotli_bytes(html) <= 25 * KIB


def test_a_guest_loads_an_article_in_five_requests(sites):
    assert len({"the page itself"} | files_of(sites[SMALL].article_html)) <= 5


def test_a_guest_loads_an_article_in_25_kilobytes(sites):
    assert brotli_bytes(sites[SMALL].article_html) <= 25 * KIB
