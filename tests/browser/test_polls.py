"""Voting in a real browser: by keyboard, with and without JavaScript, on a phone."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESK, PHONE, patient_context
from tests.browser.test_talking import RULES
from tests.live_site import LiveSite

CONTENT = """
import json
from django.test import Client
from boards.members.models import Member
from boards.models import Board
from boards.posts.polls.content import PollContent
from boards.posts.writing.actions.publish_post import publish_post

if not Board.objects.exists():
    Board.objects.create(name_ko="이야기", name_en="Talk", slug="talk")
    for handle in ("writer", "voter"):
        Member.objects.create_user(handle, f"{handle}@example.com")
writer, voter = Member.objects.order_by("pk")
poll = PollContent("어디 순두부가 맛있나요?", ("뉴욕", "LA", "집에서 끓인 순두부"), closes_at=None)
post = publish_post(
    board=Board.objects.get(), author=writer, title="순두부 투표", body="<p>본문</p>", poll=poll
)
sessions = {}
for member in (writer, voter):
    client = Client()
    client.force_login(member, "boards.members.backends.MemberBackend")
    sessions[member.handle] = client.cookies["sessionid"].value
print(json.dumps({"path": post.get_absolute_url(), "sessions": sessions}))
"""

OpenAs = Callable[..., Page]


@pytest.fixture(scope="module")
def site(static_root, tmp_path_factory) -> Iterator[LiveSite]:
    """The real site, one for these tests."""
    site = LiveSite(
        folder=tmp_path_factory.mktemp("polls"), static_root=static_root, environment={}
    )
    site.prepare()
    site.start()
    yield site
    site.remove()


@pytest.fixture
def open_as(chromium: Browser, site: LiveSite) -> Iterator[OpenAs]:
    """Open a new post with a poll as a member: `open_as("voter", **context options)`.

    What the browser complains about in its console fails the test at its end.
    """
    content = json.loads(site.run_python(CONTENT))
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_as(handle: str, path: str = "", **options: object) -> Page:
        context = patient_context(chromium, base_url=site.url, **{"locale": "en", **options})
        contexts.append(context)
        session = {"name": "sessionid", "value": content["sessions"][handle], "url": site.url}
        context.add_cookies([session])
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page.goto(path or content["path"])
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert [text for text in complaints if "status" not in text.lower()] == []


def press_to_vote(page: Page) -> None:
    """Choose the second choice and vote, with nothing but keys."""
    page.get_by_role("radio", name="뉴욕").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="LA")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#vote-button")).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_vote_by_keyboard_is_counted_and_changed(open_as: OpenAs, scripts: bool) -> None:
    page = open_as("voter", viewport=DESK, java_script_enabled=scripts)
    expect(page.locator(".poll__results")).to_have_count(0)
    press_to_vote(page)
    own = page.locator(".poll__result--own")
    expect(own).to_contain_text("LA")
    expect(own).to_contain_text("Your vote")
    expect(own).to_contain_text("100%")
    if scripts:
        expect(page.locator(".poll__said")).to_be_focused()
    page.locator(".poll__change summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="LA").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".poll__result--own")).to_contain_text("집에서 끓인 순두부")


def test_choosing_nothing_is_said_beside_the_choices(open_as: OpenAs) -> None:
    page = open_as("voter", viewport=PHONE)
    page.locator("#vote-button").click()
    expect(page.locator(".poll__error")).to_have_text("Choose something first.")
    page = open_as("voter", viewport=PHONE, java_script_enabled=False)
    page.locator("#vote-button").click()
    expect(page.locator(".poll__error")).to_have_text("Choose something first.")
    page.get_by_label("LA").check()
    page.locator("#vote-button").click()
    expect(page.locator(".poll__result--own")).to_contain_text("LA")


def test_a_poll_is_written_without_javascript(open_as: OpenAs) -> None:
    page = open_as("writer", "/boards/talk/write/", viewport=PHONE, java_script_enabled=False)
    page.get_by_label("Title").fill("점심 투표")
    page.get_by_label("Text").fill("골라 주세요")
    page.locator("summary", has_text="Poll").click()
    page.get_by_label("Question").fill("무엇을 먹을까요?")
    page.get_by_label("Choices", exact=True).fill("국수\n비빔밥")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".poll__question")).to_contain_text("무엇을 먹을까요?")
    expect(page.get_by_role("radio")).to_have_count(2)


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_rule_is_broken_and_nothing_sticks_out(
    open_as: OpenAs, viewport: dict[str, int], scheme: str
) -> None:
    page = open_as("voter", viewport=viewport, color_scheme=scheme)
    for is_voting in (True, False):
        if is_voting is False:
            press_to_vote(page)
            expect(page.locator(".poll__result--own")).to_be_visible()
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
