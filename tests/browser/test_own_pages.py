"""The member's own pages, as people use them: narrow, dark, by thumb, without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.waiting import wait_until

PEOPLE = """
from datetime import timedelta
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from boards.accounts.models import DataExport
from boards.members.models import Block, Member
from boards.members.session_engine import SessionStore
from boards.posts.models import Comment, Post
from boards.search.models import SavedSearch

def session_of(member):
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "boards.members.backends.MemberBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return session.session_key

now = timezone.now()
member = Member.objects.create_user("ownpages", "own@example.com", last_login=now)
leaving = Member.objects.create_user("leavingsoon", "l@example.com", deletion_asked_at=now)
blocked = Member.objects.create_user("somebodyelse", "s@example.com")
Block.objects.create(blocker=member, blocked=blocked)
post = Post.objects.published().newest_first()[0]
for author in (member, blocked):
    Post.objects.create(board=post.board, author=author, title="가" * 90)
    Comment.objects.create(post=post, author=author, text="나" * 300, body="나" * 300)
late = now + timedelta(days=7)
DataExport.objects.create(member=member, state="ready", expires_at=late, size=123456)
SavedSearch.objects.create(member=member, query="세금 환급", board=post.board)
SavedSearch.objects.create(member=member, query="가" * 200, name="나" * 60)
print(member.pk, session_of(member), leaving.pk, session_of(leaving), blocked.pk)
"""
PUBLISH = """
from boards.members.models import Member
from boards.models import Board
from boards.posts.writing.actions.publish_post import publish_post
author = Member.objects.get(handle="leavingsoon")
board = Board.objects.writable_by(author).first()
publish_post(board=board, author=author, title="훈민정음해례본 이야기", body="<p>본문입니다</p>")
"""
KINDS = [
    "saved-searches",
    *("own-posts", "own-comments", "settings", "export", "delete", "leaving", "blocked"),
    *("others-posts", "others-comments"),
]


@pytest.fixture(scope="session")
def people(demo_site):
    """Ids and sessions of a member, of one who is leaving, and of one who is blocked."""
    names = ("member", "session", "leaving", "leaving_session", "blocked")
    return dict(zip(names, demo_site.run_python(PEOPLE).split(), strict=True))


@pytest.fixture
def open_as(open_page, demo_site, people):
    """Open a page as one of the people: `open_as("session", "/settings/", **options)`."""

    def open_as(session, path, **options):
        state = {
            "cookies": [
                {"name": "sessionid", "value": people[session], "url": demo_site.url},
            ],
            "origins": [],
        }
        return open_page(path, locale="en-US", storage_state=state, **options)

    return open_as


@pytest.fixture
def open_kind(open_as, open_page, people):
    """Open one of the kinds of pages of this room."""
    own, other = f"/members/{people['member']}/", f"/members/{people['blocked']}/"
    paths = {
        "own-posts": ("session", own),
        "own-comments": ("session", f"{own}comments/"),
        "settings": ("session", "/settings/"),
        "export": ("session", "/settings/export/"),
        "delete": ("session", "/settings/delete/"),
        "blocked": ("session", other),
        "leaving": ("leaving_session", "/settings/delete/"),
        "saved-searches": ("session", "/search/saved/"),
        "others-posts": ("leaving_session", other),
        "others-comments": ("leaving_session", f"{other}comments/"),
    }

    def open_kind(kind, **options):
        session, path = paths[kind]
        return open_as(session, path, **options)

    return open_kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_accessibility_rule_is_broken(open_kind, kind, scheme):
    for viewport in (PHONE, DESK):
        page = open_kind(kind, viewport=viewport, color_scheme=scheme)
        results = Axe().run(
            page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
        )
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("kind", KINDS)
def test_a_narrow_screen_shows_everything_large_enough(open_kind, kind):
    page = open_kind(kind, viewport=PHONE, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                'header a, header button, .account-menu a, .pager a, .button, main select')]
            .filter(e => e.checkVisibility())
            .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, r]) => r.height < 44 || r.width < 24)
            .map(([text, r]) => `${text} ${r.width}x${r.height}`)"""
    )
    assert small == []


def test_settings_work_without_javascript(open_as):
    page = open_as("session", "/settings/", java_script_enabled=False, viewport=PHONE)
    page.get_by_label("Language").select_option("ko")
    page.get_by_label("Time zone").select_option("Asia/Seoul")
    page.get_by_role("button", name="Save").click()
    assert page.locator("html").get_attribute("lang") == "ko"
    page.locator("#id_language").select_option("")
    page.locator("main form .button").first.click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_saved_search_tells_of_a_post_that_was_written_since(open_as, demo_site):
    path = "/search/?q=훈민정음해례본"
    people_use = {"viewport": PHONE, "user_agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/140.0"}
    page = open_as("session", path, java_script_enabled=False, **people_use)
    page.get_by_role("button", name="Save this search").click()
    page.wait_for_url("**/search/saved/")
    saved = page.get_by_role("listitem").filter(has_text="훈민정음해례본")
    expect(saved).to_contain_text("nothing new")
    demo_site.run_python(PUBLISH)

    def counted() -> bool:
        page.reload()
        return saved.get_by_text("1 new post").is_visible()

    wait_until(counted)
    saved.get_by_role("link", name="훈민정음해례본", exact=True).click()
    expect(page.locator(".found__title")).to_have_text("훈민정음해례본 이야기")
    page.get_by_role("link", name="Saved searches").click()
    expect(saved).to_contain_text("nothing new")
    saved.get_by_role("button", name="Remove").click()
    expect(saved).to_have_count(0)


def test_the_header_leads_to_the_own_page_and_its_comments(open_as):
    page = open_as("session", "/", viewport=PHONE, java_script_enabled=False)
    page.locator(".account > summary").click()
    page.get_by_role("link", name="My page").click()
    page.wait_for_url(re.compile(r"/members/\d+/"))
    expect(page.locator("h1")).to_have_text("ownpages")
    posts, comments = (tab.bounding_box() for tab in page.locator(".profile__tabs .tab").all())
    assert posts["y"] == comments["y"]
    page.get_by_role("link", name="Comments", exact=True).click()
    expect(page.locator(".own-comments li")).to_have_count(1)


def test_who_is_leaving_may_stay_by_one_press_on_any_page(open_as):
    page = open_as("leaving_session", "/", viewport=PHONE, java_script_enabled=False)
    page.get_by_role("button", name="Keep my account").click()
    expect(page.locator(".messages")).to_contain_text("Your account stays")
    expect(page.get_by_role("button", name="Keep my account")).to_have_count(0)
