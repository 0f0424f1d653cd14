"""What a member looked for, kept for the member alone."""

import pytest
from django.urls import reverse

from boards.search.models import RecentSearch
from boards.search.remembering.actions.remember_search import remember_search
from tests.concurrency import at_once
from tests.factories import MemberFactory
from tests.search.posting import published

pytestmark = pytest.mark.django_db

PATH = "/search/"
HEADERS = {"user-agent": "Firefox", "accept-language": "en"}


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member)
    return member


def search(client, query, **parameters):
    return client.get(PATH, {"q": query, **parameters}, headers=HEADERS)


def kept(member):
    rows = RecentSearch.objects.filter(member=member).order_by("-searched_at", "-pk")
    return list(rows.values_list("query", flat=True))


def test_the_latest_comes_first_and_each_stands_once(client, member):
    for query in ("세금", "board:talk 비자", '"영주권', "세금 "):
        search(client, query)
    assert kept(member) == ["세금", '"영주권', "board:talk 비자"]
    page = client.get(PATH, headers=HEADERS).content.decode()
    assert 'href="/search/?q=board%3Atalk%20%EB%B9%84%EC%9E%90"' in page
    assert "Only you see them." in page


def test_spellings_of_one_search_are_one(client, member):
    for query in ("École", "비자", "ＶＩＳＡ", "école", "visa", "비\u200b자"):
        search(client, query)
    assert kept(member) == ["비\u200b자", "visa", "école"]


def test_a_search_is_kept_whose_characters_are_long(client, member):
    family = "👨\u200d👩\u200d👧\u200d👦"
    queries = [f"세금 {family * 97}", f"세금 {family * 96}"]
    for query in queries:
        search(client, query)
    search(client, f"세금 {family * 98}")
    assert kept(member) == queries[::-1]


def test_twenty_are_kept(client, member):
    for n in range(23):
        remember_search(member=member, query=f"낱말 {n}")
    assert kept(member) == [f"낱말 {n}" for n in range(22, 2, -1)]


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("", {}),
        ("!!!", {}),
        ("세금", {"page": "2"}),
        ("세금", {"sort": "newest", "before": "5"}),
        ("가" * 101, {}),
    ],
)
def test_what_is_no_new_search_is_not_kept(client, member, query, parameters):
    search(client, query, **parameters)
    assert kept(member) == []


def test_guests_leave_nothing(client):
    published("세금 신고")
    search(client, "세금")
    assert not RecentSearch.objects.exists()
    assert "recent" not in client.get(PATH, headers=HEADERS).context


def test_others_do_not_see_them(client, member):
    remember_search(member=MemberFactory(), query="남의 비밀")
    assert "남의 비밀" not in client.get(PATH, headers=HEADERS).content.decode()


def test_one_and_all_can_be_taken_away(client, member):
    for query in ("세금", "비자", "영주권"):
        remember_search(member=member, query=query)
    row = RecentSearch.objects.get(query="비자")
    for _ in range(2):
        response = client.post(reverse("search:forget-recent", args=[row.pk]), follow=True)
        assert response.status_code == 200
    assert kept(member) == ["영주권", "세금"]
    response = client.post(reverse("search:clear-recent"), headers=HEADERS, follow=True)
    assert "Your recent searches were removed." in response.content.decode()
    assert kept(member) == []


def test_nobody_takes_away_those_of_others(client, member):
    remember_search(member=MemberFactory(), query="남의 것")
    row = RecentSearch.objects.get()
    client.post(reverse("search:forget-recent", args=[row.pk]))
    client.post(reverse("search:clear-recent"))
    assert RecentSearch.objects.filter(pk=row.pk).exists()


def test_strangers_and_other_methods_are_refused(client):
    for address in (reverse("search:clear-recent"), reverse("search:forget-recent", args=[1])):
        assert client.post(address).status_code == 403
        assert client.get(address).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_both_get_their_page():
    member = MemberFactory()
    at_once(*[lambda: remember_search(member=member, query="세금")] * 8)
    assert kept(member) == ["세금"]
