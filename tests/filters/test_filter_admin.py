"""Filters in the admin, and the bench on which one is tried."""

import pytest
from django.test import Client
from django.urls import reverse

from boards.filters.bench import try_filter
from boards.filters.kinds import FilterKind, FilterOutcome
from boards.filters.models import Filter
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, PostFactory

pytestmark = pytest.mark.django_db

ADD = reverse("admin:boards_filters_filter_add")
KOREAN = {"accept-language": "ko"}


@pytest.fixture
def admin():
    return AdminFactory()


@pytest.fixture
def browser(admin) -> Client:
    client = Client(headers=KOREAN)
    client.force_login(admin)
    return client


def form(**fields: str) -> dict[str, str]:
    return {
        "name": "욕설", "kind": FilterKind.WORD, "entries": "나쁜말", "outcome": FilterOutcome.HOLD,
        **fields,
    }  # fmt: skip


def test_a_filter_says_who_made_it(browser, admin):
    browser.post(ADD, form())
    row = Filter.objects.get()
    assert (row.changed_by, row.is_active, row.lines) == (admin, False, ["나쁜말"])


@pytest.mark.parametrize(
    ("kind", "entries"),
    [(FilterKind.PATTERN, "(나쁜"), (FilterKind.DOMAIN, "나쁜 곳"), (FilterKind.WORD, "놈")],
)
def test_what_cannot_be_looked_for_is_refused_with_the_line_and_stays_typed(browser, kind, entries):
    page = browser.post(ADD, form(kind=kind, entries=f"좋은.말\n{entries}")).content.decode()
    assert not Filter.objects.exists()
    assert f"“{entries}”" in page and f"좋은.말\n{entries}</textarea>" in page


def test_filters_are_switched_on_and_off_from_the_list(browser):
    row = Filter.objects.create(name="욕설", entries="나쁜말")
    path = reverse("admin:boards_filters_filter_changelist")
    browser.post(path, {"action": "switch_on", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert row.is_active
    browser.post(path, {"action": "switch_off", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert not row.is_active


class TestTheBench:
    @pytest.fixture
    def row(self):
        return Filter.objects.create(name="욕설", entries="시발")

    def test_is_found_from_the_list_and_from_the_page_of_a_filter(self, browser, row):
        bench = reverse("admin:boards_filters_filter_bench", args=[row.pk])
        for path in (
            reverse("admin:boards_filters_filter_changelist"),
            reverse("admin:boards_filters_filter_change", args=[row.pk]),
        ):
            assert f'<a href="{bench}">무엇이 걸릴까요?</a>' in browser.get(path).content.decode()

    def test_shows_what_a_filter_would_have_found_before_it_is_used(self, browser, row):
        post = PostFactory(title="이런 시.발 글")
        PostFactory(title="다시 발표합니다")
        page = browser.get(reverse("admin:boards_filters_filter_bench", args=[row.pk]))
        text = page.content.decode()
        assert "<mark>시.발</mark>" in text and post.get_absolute_url() in text
        assert "다시 발표합니다" not in text

    def test_points_at_words_that_only_hold_it(self, row):
        PostFactory(title="시발점에서 만나요")
        PostFactory(title="시발점이 어디죠")
        PostFactory(title="아 시발")
        tried = try_filter(row)
        assert (tried.looked_at, tried.caught, tried.is_whole) == (3, 3, True)
        assert set(tried.innocent_words) == {"시발점에서", "시발점이"}
        row.exceptions = "시발점"
        assert try_filter(row).caught == 1

    def test_reads_published_posts_of_its_board(self, row):
        PostFactory(title="시발", state=State.HIDDEN)
        PostFactory(title="시발")
        own = PostFactory(title="시발", board=BoardFactory())
        row.board = own.board
        assert [caught.post.pk for caught in try_filter(row).shown] == [own.pk]

    def test_escapes_what_people_wrote(self, browser, row):
        PostFactory(title="<script>시발</script>")
        page = browser.get(reverse("admin:boards_filters_filter_bench", args=[row.pk]))
        assert "<script>시발" not in page.content.decode()

    def test_gives_a_catastrophic_pattern_up(self, browser):
        PostFactory(body=f"<p>{'x' * 4000}</p>")
        row = Filter.objects.create(name="느림", kind=FilterKind.PATTERN, entries="(x+x+)+y")
        assert try_filter(row).too_slow
        row.refresh_from_db()
        assert row.slow_at is None  # it is only tried


def test_the_bench_is_in_sight_on_a_phone(browser):
    Filter.objects.create(name="욕설", entries="나쁜말")
    page = browser.get(reverse("admin:boards_filters_filter_changelist")).content.decode()
    assert page.index("field-bench_link") < page.index("field-kind")
