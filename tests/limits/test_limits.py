"""Who does something too often is told when to try again, and loses nothing of what was typed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.limits.rates import Rate, rates_of
from boards.members.attempts import OF_ONE_GUESSER
from boards.members.levels import Level
from boards.posts.models import Comment, Post
from boards.posts.uploads.refusals import MAX_UNUSED
from boards.posts.writing.drafts import form_of_new_post
from forum import database_cache
from forum.caches import cache_configs
from forum.limits import limits_with
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.posts.uploads.samples import encoded, picture, sent

NOON = datetime(2026, 3, 2, 12, 3, tzinfo=UTC)
TYPED = "한 시간 동안 쓴 글"
AWAY = "redis://127.0.0.1:1/0"
SENT = {"title": "제목", "body": TYPED, "markup": "text"}
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    """Stop the clock: a window has its border somewhere."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def limit(settings):
    """Set a limit: `limit("comment.new=2/10m")`."""

    def set_limit(changes):
        settings.LIMITS = limits_with(changes)

    return set_limit


@pytest.fixture
def member():
    return MemberFactory(level=Level.MEMBER)


@pytest.fixture
def browser(member):
    client = Client()
    client.force_login(member)
    return client


def is_told(response, minutes=None):
    page = response.content.decode()
    wait = int(response["Retry-After"])
    assert response.status_code == 429
    assert "no-store" in response["Cache-Control"]
    assert 0 < wait <= 86_400
    assert f"about {minutes or -(-wait // 60)} minute" in page
    return page


class TestComments:
    @pytest.fixture(autouse=True)
    def two_comments(self, limit):
        limit("comment.members=2/10m comment.new=1/10m")

    def send(self, client, post, text="짧은 댓글", **more):
        return client.post(reverse("posts:comments", args=[post.pk]), {"text": text}, **more)

    def test_the_third_is_refused_and_its_text_is_in_the_form(self, browser):
        post = PostFactory()
        assert [self.send(browser, post).status_code for _ in range(2)] == [302, 302]
        page = is_told(self.send(browser, post, TYPED), minutes=7)
        assert re.search(rf"<textarea[^>]*>\s*{TYPED}</textarea>", page)
        assert Comment.objects.count() == 2

    def test_htmx_gets_the_form_with_its_text(self, browser):
        post = PostFactory()
        for _ in range(2):
            self.send(browser, post, headers=HTMX)
        response = self.send(browser, post, TYPED, headers=HTMX)
        page = is_told(response)
        assert TYPED in page and "<html" not in page
        assert response["HX-Retarget"] == "#comment-form"

    def test_the_page_says_it_in_korean(self, browser):
        post = PostFactory()
        for _ in range(2):
            self.send(browser, post)
        page = self.send(browser, post, headers={"accept-language": "ko"}).content.decode()
        assert re.search(r"약 \d+분 뒤", page)

    def test_when_the_time_is_over_comments_are_taken_again(self, browser, noon):
        post = PostFactory()
        for _ in range(2):
            self.send(browser, post)
        wait = int(self.send(browser, post)["Retry-After"])
        noon.shift(timedelta(seconds=wait))
        assert self.send(browser, post).status_code == 302

    def test_a_new_member_may_do_less(self):
        client, post = Client(), PostFactory()
        client.force_login(MemberFactory())
        assert [self.send(client, post).status_code for _ in range(2)] == [302, 429]

    def test_a_moderator_may_do_more(self):
        client, post = Client(), PostFactory()
        client.force_login(AdminFactory())
        assert {self.send(client, post).status_code for _ in range(5)} == {302}

    def test_a_family_behind_one_address_is_counted_one_by_one(self, browser):
        post = PostFactory()
        for _ in range(3):
            self.send(browser, post)
        other = Client()
        other.force_login(MemberFactory(level=Level.MEMBER))
        assert self.send(other, post).status_code == 302

    def test_a_cache_that_is_away_keeps_nobody_out(self, browser, settings):
        settings.CACHES = cache_configs(AWAY)
        post = PostFactory()
        assert {self.send(browser, post).status_code for _ in range(3)} == {302}

    def test_an_edit_is_given_back_as_well(self, browser, member, limit):
        limit("edit-comment.members=1/10m")
        comment = Comment.objects.create(post=PostFactory(), author=member, text="alt")
        path = reverse("posts:comment-edit", args=[comment.pk])
        browser.post(path, {"text": ""})
        page = is_told(browser.post(path, {"text": TYPED}))
        assert re.search(rf"<textarea[^>]*>\s*{TYPED}</textarea>", page)


class TestPosts:
    def test_a_post_too_many_comes_back_in_its_form(self, browser, limit):
        limit("publish.members=1/10m")
        path = reverse("posts:write", args=[BoardFactory().slug])
        sent = {"title": "제목", "body": TYPED, "markup": "text", "tags": "세금"}
        assert browser.post(path, sent).status_code == 302
        page = is_told(browser.post(path, sent | {"title": "둘째 제목"}))
        assert all(text in page for text in ("둘째 제목", TYPED, "세금", "data-writing"))
        assert Post.objects.count() == 1

    def test_a_look_before_sending_is_counted_for_itself(self, browser, limit):
        limit("publish.members=1/10m")
        path = reverse("posts:write", args=[BoardFactory().slug])
        sent = {"title": "제목", "body": TYPED, "markup": "text"}
        for _ in range(3):
            assert browser.post(path, sent | {"preview": "1"}).status_code == 200
        assert browser.post(path, sent).status_code == 302

    def test_an_edit_too_many_comes_back_in_its_form(self, browser, member, limit):
        limit("edit.members=1/10m")
        post = PostFactory(author=member)
        path = reverse("posts:edit", args=[post.pk])
        browser.post(path, {})
        page = is_told(browser.post(path, {"title": "새 제목", "body": TYPED, "markup": "text"}))
        assert "새 제목" in page and TYPED in page

    def test_a_day_has_a_limit_of_its_own(self, browser, limit, noon):
        limit("publish.members=2/10m,3/d")
        path = reverse("posts:write", args=[BoardFactory().slug])
        answers = []
        for number in range(5):
            answers.append(
                browser.post(
                    path, {"title": f"글 {number}", "body": TYPED, "markup": "text"}
                ).status_code
            )
            noon.shift(timedelta(minutes=20))
        assert answers == [302, 302, 302, 429, 429]


def test_a_draft_too_many_is_answered_in_json(browser, limit):
    limit("draft.members=1/m")
    path = reverse("posts:draft", args=[form_of_new_post(BoardFactory())])
    sent = {"title": "초안", "draft_version": "0"}
    assert browser.post(path, sent).status_code == 200
    answer = browser.post(path, sent)
    assert answer.status_code == 429 and answer["Retry-After"] == "60"
    assert answer.json() == {
        "error": "That was very often in a short time. Please try again in about 1 minute.",
        "code": "too_often",
        "retry_after": 60,
    }


def test_files_are_counted_by_whichever_form_they_come(browser, member, limit):
    limit("upload.members=1/10m")
    assert MAX_UNUSED > 1
    path = reverse("posts:receive-upload")
    assert browser.post(path, {"file": sent(encoded(picture(), "JPEG"))}).status_code == 201
    answer = browser.post(path, {"file": sent(encoded(picture(), "JPEG"))})
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    assert answer.json()["code"] == "too_often"
    page = browser.post(
        reverse("posts:write", args=[BoardFactory().slug]),
        SENT | {"files": sent(encoded(picture(), "JPEG"))},
    )
    assert page.status_code == 422
    assert "about" in page.content.decode()


def test_a_button_too_many_is_told_beside_it(browser, limit):
    limit("recommend.members=1/10m")
    path = reverse("posts:recommend", args=[PostFactory().pk])
    browser.post(path)
    response = browser.post(path, headers=HTMX)
    assert "<html" not in is_told(response)
    assert response["HX-Reswap"] == "beforeend"


def test_a_note_comes_back_and_can_be_sent_again(browser, limit):
    limit("scrap.members=1/10m")
    path = reverse("posts:scrap-file", args=[PostFactory().pk])
    browser.post(path, {"note": "첫"})
    page = is_told(browser.post(path, {"note": TYPED}))
    assert page.count(TYPED) == 2
    assert f'<form action="{path}" method="post">' in page


class TestSearching:
    PATH = "/search/?q=%EC%84%B8%EA%B8%88"

    def test_guests_are_counted_by_network(self, client, limit):
        limit("search.guests=2/m")
        first, other = "2001:db8:0:1::1", "2001:db8:0:2::1"
        same = "2001:db8:0:1:ffff::2"
        ask = lambda address: client.get(self.PATH, REMOTE_ADDR=address)  # noqa: E731
        assert [ask(first).status_code for _ in range(2)] == [200, 200]
        is_told(ask(same))
        assert ask(other).status_code == 200

    def test_a_head_counts_as_well(self, client, limit):
        limit("search.guests=1/m")
        assert [client.head(self.PATH).status_code for _ in range(2)] == [200, 429]

    def test_where_no_network_is_known_nobody_is_kept_out(self, client, limit):
        limit("search.guests=1/m")
        answers = {client.get(self.PATH, REMOTE_ADDR="").status_code for _ in range(3)}
        assert answers == {200}

    def test_suggestions_are_refused_in_json(self, client, limit):
        limit("suggest.guests=1/m")
        client.get("/search/suggestions/?q=a")
        assert client.get("/search/suggestions/?q=b").json()["code"] == "too_often"
        assert client.get("/suggestions/tags/?q=b").json()["code"] == "too_often"

    @pytest.mark.parametrize("is_guest", [True, False])
    def test_the_database_is_asked_no_more_for_it(self, client, limit, member, is_guest):
        if not is_guest:
            client.force_login(member)
        counts = []
        for changes in ("search.guests=off search.members=off", ""):
            limit(changes)
            client.get(self.PATH)
            with CaptureQueriesContext(connection) as queries:
                client.get(self.PATH)
            counts.append(len(queries))
        assert counts[0] == counts[1]


def test_who_is_refused_a_sign_in_keeps_the_handle_and_never_the_password(client):
    path = reverse("account_login")
    for _ in range(OF_ONE_GUESSER.free):
        client.post(path, {"login": "minji", "password": "wrong"})
    answer = client.post(path, {"login": "minji", "password": "correct horse"})
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    page = answer.content.decode()
    assert "minji" in page and "correct horse" not in page


def test_a_cache_that_is_away_keeps_nobody_from_signing_in(client, settings, member):
    settings.CACHES = cache_configs(AWAY)
    member.set_password("correct horse")
    member.save()
    member.vouch_for_email()
    sent = {"login": member.handle, "password": "correct horse"}
    answer = client.post(reverse("account_login"), sent)
    assert answer.status_code == 302 and answer["Location"] == "/"


def test_redis_counts_as_well(browser, settings, limit, redis_url):
    settings.CACHES = cache_configs(redis_url)
    limit("comment.members=2/10m")
    path = reverse("posts:comments", args=[PostFactory().pk])
    answers = [browser.post(path, {"text": TYPED}).status_code for _ in range(3)]
    assert answers == [302, 302, 429]


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("5/10m", (Rate(5, 600),)),
        ("40/d,5/h", (Rate(5, 3600), Rate(40, 86_400))),
        ("7/m", (Rate(7, 60),)),
        ("off", ()),
    ],
)
def test_a_rate_is_read(text, rates):
    assert rates_of(text) == rates


@pytest.mark.parametrize("text", ["", "5", "0/m", "5/0m", "5/w", "-1/m", "5/m/ip", "5/m,", "٥/m"])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(ValueError):
        rates_of(text)


@pytest.mark.django_db(transaction=True)
def test_several_at_once_are_all_counted():
    windows = {"limit:hour": 3600, "limit:day": 86_400}
    counted = at_once(*[lambda: [cache.count(windows) for _ in range(10)]] * 4)
    numbers = [number for thread in counted for number in thread]
    assert sorted(hour for hour, _ in numbers) == list(range(1, 41))
    assert sorted(day for _, day in numbers) == list(range(1, 41))
    cache.clear()


def test_a_count_begins_with_each_window(browser, limit, noon):
    limit("comment.members=1/10m")
    path = reverse("posts:comments", args=[PostFactory().pk])
    answers = []
    for minutes in (0, 1, 10, 1):
        noon.shift(timedelta(minutes=minutes))
        answers.append(browser.post(path, {"text": f"{TYPED} {len(answers)}"}).status_code)
    assert answers == [302, 429, 302, 429]


def test_numbers_of_windows_that_are_over_do_not_stay(monkeypatch, noon):
    monkeypatch.setattr(database_cache, "NEW_NUMBERS_PER_CULL", 1)
    monkeypatch.setattr(caches["default"], "_max_entries", 2)
    for _ in range(4):
        cache.count({f"limit:{timezone.now()}": 60})
        noon.shift(timedelta(minutes=2))
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache_entries")
        assert cursor.fetchone()[0] <= 3


def test_a_write_counts_in_all_its_windows_by_one_statement(browser, limit):
    limit("comment.members=5/10m,50/d")
    path = reverse("posts:comments", args=[PostFactory().pk])
    browser.post(path, {"text": TYPED})
    with CaptureQueriesContext(connection) as queries:
        browser.post(path, {"text": f"{TYPED} again"})
    assert sum("cache_entries" in query["sql"] for query in queries) == 1
