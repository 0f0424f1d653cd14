"""The search page when words were typed in the wrong layout of the keyboard."""

import pytest

from boards.access import Access
from boards.search.models import RecentSearch, SearchedWords
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import found_posts, page_of, published

pytestmark = pytest.mark.django_db


def titles(client, query, **more):
    return found_posts(page_of(client, q=query, **more)).titles


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tprma", "세금"),
        ("TPRMA", "세금"),
        ("ㅡㅠㅁ", "mba"),
        ("tprma 신고", "세금 신고"),
        ("세금 tlsrh", "세금 신고"),
        ('"tprma tlsrh"', "tprma tlsrh"),
        ("in:title tprma", "in:title 세금"),
        ("-qlwk tprma", "-qlwk 세금"),
    ],
)
def test_results_for_what_was_meant_come_with_a_way_back(client, typed, meant):
    published("세금 신고")
    published("MBA 지원")
    page = page_of(client, q=typed)
    if typed.startswith('"'):  # exactly this was asked for
        assert "search-meant" not in page.content.decode()
        return
    assert len(found_posts(page).titles) == 1
    text = " ".join(page.content.decode().split())
    assert f"Showing results for <strong>{meant}</strong>." in text
    assert f"Search for {typed} instead</a>" in text
    link = page.context["as_typed"].url()
    assert "verbatim=1" in link
    assert found_posts(client.get(link)).titles == []
    assert "search-meant" not in client.get(link).content.decode()


def test_a_word_that_is_found_is_what_was_meant(client):
    published("세금 신고")
    published("tprma", body="암호")
    assert titles(client, "tprma") == ["tprma"]
    # No post has both words; those with one of them are shown, and none is read otherwise.
    page = page_of(client, q="tprma 신고").content.decode()
    assert "search-meant" not in page
    assert "No post has all of these words" in page


def test_nothing_is_said_when_the_other_layout_finds_nothing_either(client):
    published("비자")
    assert "search-meant" not in page_of(client, q="tprma").content.decode()


def test_links_of_the_page_go_on_with_what_was_meant(client):
    for number in range(21):
        published(f"세금 {number}")
    page = page_of(client, q="tprma")
    following = client.get(page.context["pages"].next)
    assert len(found_posts(following).titles) == 1


def test_what_was_meant_is_what_people_searched_for(client):
    published("세금 신고")
    client.force_login(MemberFactory())
    page_of(client, q="tprma")
    assert [each.query for each in RecentSearch.objects.all()] == ["세금"]
    assert [each.words for each in SearchedWords.objects.all()] == ["세금"]


def test_posts_that_are_closed_to_the_asker_give_no_other_meaning(client):
    published("밀수", board=BoardFactory(read_access=Access.MODERATORS), author=AdminFactory())
    member = MemberFactory()
    published("밀수", board=BoardFactory(allows_secret=True), author=member, is_secret=True)
    assert "밀수" not in page_of(client, q="alftn").content.decode()
    client.force_login(member)
    assert titles(client, "alftn") == ["밀수"]
