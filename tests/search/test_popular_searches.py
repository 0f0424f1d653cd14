"""What many looked for: counted once a reader, shown without who they were."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from boards.access import Access
from boards.search.language.query_parser import read
from boards.search.models import SearchedWords
from boards.search.remembering.actions.count_search import count_search
from boards.search.remembering.popular import popular_words, words_of
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import published

pytestmark = pytest.mark.django_db

PATH = "/search/"
FIREFOX = "Mozilla/5.0 (X11; Linux) Firefox/130.0"


@pytest.fixture(autouse=True)
def no_readers_yet():
    cache.clear()


def search(client, query="세금", *, address="203.0.113.1", agent=FIREFOX, method="get", **more):
    ask = getattr(client, method)
    return ask(PATH, {"q": query, **more}, REMOTE_ADDR=address, headers={"user-agent": agent})


def readers(words="세금"):
    return sum(SearchedWords.objects.filter(words=words).values_list("readers", flat=True))


def looked_for(words, *, readers=3, day=None):
    for _ in range(readers):
        count_search(words=words, day=day or timezone.localdate())


class TestCounting:
    def test_counts_a_network_and_a_member_once_a_day(self, client):
        published("세금 신고")
        for agent in (FIREFOX, f"{FIREFOX} other"):
            search(client, agent=agent)
        assert readers() == 1
        search(client, address="203.0.113.2")
        assert readers() == 2
        client.force_login(MemberFactory())
        search(client)
        search(client, address="203.0.113.9")
        assert readers() == 3

    def test_counts_again_the_next_day(self, client):
        published("세금 신고")
        start = datetime(2026, 11, 24, 12, tzinfo=timezone.get_default_timezone())
        for day in range(2):
            with time_machine.travel(start + timedelta(days=day), tick=False):
                search(client)
                search(client)
        assert sorted(SearchedWords.objects.values_list("readers", flat=True)) == [1, 1]

    def test_case_and_spaces_do_not_matter(self, client):
        published("H1B 비자")
        search(client, " h1b   비자 ")
        search(client, "H1B 비자", address="203.0.113.2")
        assert readers("h1b 비자") == 2

    @pytest.mark.parametrize(
        "how",
        [
            {"agent": "Googlebot/2.1"},
            {"agent": ""},
            {"method": "head"},
            {"query": "비자"},
            {"page": "2"},
            {"period": "week"},
            {"sort": "newest", "before": str(2**62)},
        ],
    )
    def test_does_not_count_other_requests(self, client, how):
        published("세금 신고")
        search(client, **how)
        assert not SearchedWords.objects.exists()

    def test_does_not_count_what_guests_may_not_read(self, client):
        published("세금 신고", board=BoardFactory(read_access=Access.MEMBERS))
        author = MemberFactory()
        board = BoardFactory(allows_secret=True)
        published("세금 비밀", board=board, author=author, is_secret=True)
        client.force_login(author)
        assert search(client).context["found"].found == 2
        assert not SearchedWords.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("세금", "세금"),
            ("  Tax   RETURN ", "tax return"),
            ('"세금"', ""),
            ("-세금", ""),
            ("세금 or 비자", ""),
            ("tag:세금 비자", ""),
            ("in:title 세금", ""),
            ("board: 세금", ""),
            ("가" * 41, ""),
            ("hong@example.com", ""),
            ("010-1234-5678", ""),
            ("홍길동 5551234567", ""),
            ("401k 2024", "401k 2024"),
            ("", ""),
        ],
    )
    def test_counts_plain_words_that_are_nobodys(self, typed, words):
        assert words_of(read(typed)) == words

    def test_stores_no_reader(self, client):
        published("세금 신고")
        search(client)
        fields = {field.name for field in SearchedWords._meta.get_fields()}
        assert fields == {"id", "words", "day", "readers", "is_never_shown"}

    @pytest.mark.django_db(transaction=True)
    def test_readers_at_the_same_time_all_count(self):
        at_once(*[lambda: count_search(words="세금", day=date(2026, 11, 24))] * 8)
        assert readers() == 8

    def test_the_first_words_of_a_day_take_those_of_a_month_ago_away(self):
        today = timezone.localdate()
        looked_for("옛날", day=today - timedelta(days=31))
        looked_for("나쁜 말", day=today - timedelta(days=31))
        SearchedWords.objects.filter(words="나쁜 말").update(is_never_shown=True)
        looked_for("한 달", day=today - timedelta(days=30))
        looked_for("오늘", day=today)
        assert set(SearchedWords.objects.values_list("words", flat=True)) == {
            "나쁜 말", "한 달", "오늘",
        }  # fmt: skip

    def test_a_failing_cache_costs_nobody_the_page(self, client, settings):
        published("세금 신고")
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://127.0.0.1:1",
            }
        }
        assert search(client).status_code == 200


class TestShowing:
    def test_the_most_wanted_words_of_the_week_come_first(self):
        today = timezone.localdate()
        looked_for("비자", readers=4)
        looked_for("세금", readers=3)
        looked_for("세금", readers=3, day=today - timedelta(days=6))
        looked_for("둘뿐", readers=2)
        looked_for("하나씩", readers=1)
        looked_for("하나씩", readers=1, day=today - timedelta(days=1))
        looked_for("하나씩", readers=1, day=today - timedelta(days=2))
        looked_for("지난주", readers=9, day=today - timedelta(days=7))
        assert popular_words(today) == ["세금", "비자"]

    def test_ten_at_most(self):
        for n in range(12):
            looked_for(f"낱말 {n}")
        assert len(popular_words(timezone.localdate())) == 10

    def test_they_stand_on_the_empty_page_as_links(self, client):
        looked_for("r&d 세금")
        page = client.get(PATH).content.decode()
        assert '<a href="/search/?q=r%26d%20%EC%84%B8%EA%B8%88">r&amp;d 세금</a>' in page


class TestAdmin:
    ADDRESS = "admin:boards_search_searchedwords_changelist"

    def act(self, client, action, words):
        rows = SearchedWords.objects.filter(words=words).values_list("pk", flat=True)
        chosen = {"action": action, "_selected_action": list(rows)[:1]}
        return client.post(reverse(self.ADDRESS), chosen, follow=True)

    def test_a_superuser_takes_words_away_for_good(self, client):
        client.force_login(AdminFactory())
        today = timezone.localdate()
        looked_for("나쁜 말")
        looked_for("나쁜 말", day=today - timedelta(days=1))
        looked_for("세금")
        assert self.act(client, "never_show", "나쁜 말").status_code == 200
        looked_for("나쁜 말", day=today + timedelta(days=1))
        assert popular_words(today + timedelta(days=1)) == ["세금"]
        self.act(client, "show_again", "나쁜 말")
        assert popular_words(today) == ["나쁜 말", "세금"]
