"""A day without a time is the same day for everybody, wherever it is shown."""

import json
import re
from datetime import UTC, date, datetime

import feedparser
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from boards.accounts.exporting import content
from boards.discovery import sitemaps
from boards.moments import site_time
from boards.posts.models import Post, PostCounts
from boards.search.index.indexing import index_posts
from tests.factories import AdminFactory, MemberFactory, NoticeFactory, PostFactory
from tests.moments.sending import sent_back
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 3)
ZONES = ["Pacific/Honolulu", "America/Los_Angeles", "America/New_York", "Asia/Seoul"]
OTHER_DAYS = re.compile(r"2024-09-0[24]|Sep [24], 2024")
MARKUP = '<time datetime="2024-09-03">Sep 3, 2024</time>'


@pytest.fixture(params=["America/New_York", "Asia/Seoul", "Pacific/Honolulu"])
def post(request, settings):
    """A post of which only the day is known, on a site somewhere."""
    settings.TIME_ZONE = request.param
    return PostFactory(title="세금", posted_at=site_time.midnight(DAY), posted_at_is_day_only=True)


@pytest.fixture(params=ZONES)
def zone(request):
    return request.param


def browser_of(member) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(member)
    return client


@pytest.fixture
def browser(zone):
    return browser_of(MemberFactory(time_zone=zone))


def page_at(browser: Client, path: str) -> str:
    page = browser.get(path).content.decode()
    assert not OTHER_DAYS.search(page)
    return page


class TestIsTheSameDay:
    def test_on_its_page(self, browser, post):
        page = page_at(browser, post.get_absolute_url())
        assert MARKUP in page
        assert '<meta property="article:published_time" content="2024-09-03">' in page

    def test_in_the_row_of_a_notice(self, browser, post):
        NoticeFactory(post=post, starts_at=post.posted_at)
        page = page_at(browser, post.board.get_absolute_url())
        assert MARKUP in page.split('class="notices"')[1].split("</tbody>")[0]

    def test_among_the_results_of_a_search(self, browser, post):
        index_posts([post.pk])
        assert MARKUP in page_at(browser, "/search/?q=세금")

    @pytest.mark.parametrize("syntax", ["atom", "rss"])
    def test_in_a_feed_as_its_readers_clock_shows_it(self, browser, post, syntax, zone):
        [entry] = feedparser.parse(browser.get(f"/feed.{syntax}").content).entries
        for parsed in (entry.published_parsed, entry.updated_parsed):
            moment = datetime(*parsed[:6], tzinfo=UTC)
            assert timezone.localtime(moment, timezone.zoneinfo.ZoneInfo(zone)).date() == DAY

    def test_among_the_best_where_nothing_is_newer(self, browser, post):
        cache.clear()
        PostCounts.objects.create(post=post, recommends=1)
        assert MARKUP in page_at(browser, "/best/")

    def test_for_an_admin(self, post, zone):
        browser = browser_of(AdminFactory(time_zone=zone))
        listed = page_at(browser, "/admin/boards_posts/post/")
        assert "Sep 3, 2024" in listed
        form = browser.get(f"/admin/boards_posts/post/{post.pk}/change/").content.decode()
        assert 'value="2024-09-03"' in form

    def test_in_the_copy_of_the_authors_data(self, post, zone):
        with timezone.override(zone):
            [row] = content.posts(post.author)
        assert row["posted_at"] == DAY


class TestForPrograms:
    def test_is_a_day_and_no_moment(self, client, post):
        page = client.get(post.get_absolute_url()).content.decode()
        scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        published = [json.loads(script).get("datePublished") for script in scripts]
        assert published == ["2024-09-03", None]

    def test_is_a_day_in_the_sitemap(self, post):
        post.set_body("<p>본문</p>")
        post.save()
        [page] = sitemaps.pages_of(sitemaps.KINDS["posts"], 1)
        assert "<lastmod>2024-09-03</lastmod>" in "".join(sitemaps.url_set(iter([page])))


def test_a_time_that_nobody_knows_is_shown_nowhere(client):
    post = PostFactory(
        title="세금", posted_at=datetime(2024, 9, 3, 12, tzinfo=UTC), posted_at_is_estimated=True
    )
    NoticeFactory(post=post)
    index_posts([post.pk])
    assert listed_rows(client.get(post.board.get_absolute_url())).notices[0]["date"] == ""
    for path in (post.get_absolute_url(), "/search/?q=세금"):
        page = client.get(path, headers={"accept-language": "en"}).content.decode()
        assert "Sep 3, 2024" not in page
    assert [row["posted_at"] for row in content.posts(post.author)] == [None]


def test_a_member_joined_on_the_same_day_for_everybody(client, zone):
    joined = datetime(2024, 9, 3, 14, tzinfo=UTC)
    member = MemberFactory(joined_at=joined)
    page = browser_of(MemberFactory(time_zone=zone)).get(member.get_absolute_url())
    assert f"Member since {MARKUP}" in page.content.decode()


class TestInTheAdmin:
    """A moment that is typed there is one of the site's clock."""

    def save(self, browser, post, **changes):
        """Send the form as it came, but for the changes."""
        path = f"/admin/boards_posts/post/{post.pk}/change/"
        data = sent_back(browser.get(path).content.decode(), form='//form[@id="post_form"]')
        for name, value in changes.items():
            data[name] = value
        assert browser.post(path, data.dict()).status_code == 302

    def test_a_day_that_is_saved_again_stays_the_day(self, post, zone):
        self.save(browser_of(AdminFactory(time_zone=zone)), post, title="고친 제목")
        stored = Post.objects.get()
        assert (stored.title, stored.posted_at) == ("고친 제목", post.posted_at)
        assert stored.posted_at_is_day_only

    def test_a_day_that_is_typed_begins_on_the_site(self, post, zone):
        browser = browser_of(AdminFactory(time_zone=zone))
        self.save(browser, post, posted_at_0="2024-09-05", posted_at_1="23:59:00")
        assert Post.objects.get().posted_at == site_time.midnight(date(2024, 9, 5))

    def test_the_posts_of_a_day_are_listed_under_it(self, post, zone):
        browser = browser_of(AdminFactory(time_zone=zone))
        day = "?posted_at__year=2024&posted_at__month=9&posted_at__day="
        for number, count in (("2", 0), ("3", 1), ("4", 0)):
            response = browser.get(f"/admin/boards_posts/post/{day}{number}")
            assert response.context["cl"].result_count == count
