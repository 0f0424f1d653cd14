"""A text that a filter holds, from its writer to everybody, in a real browser."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESK, PHONE, patient_context
from tests.live_site import LiveSite

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
CONTENT = """
import json
from django.test import Client
from boards.filters.models import Filter
from boards.members.models import Member
from boards.models import Board

sessions = {}
for handle in ("writer", "reader", "keeper"):
    member = Member.objects.create_user(handle, f"{handle}@example.com")
    client = Client()
    client.force_login(member, "boards.members.backends.MemberBackend")
    sessions[handle] = client.cookies["sessionid"].value
board = Board.objects.create(name_ko="이야기", name_en="Talk", slug="talk")
board.moderators.add(member)
Filter.objects.create(name="광고", entries="특가 판매", outcome="hold", is_active=True)
print(json.dumps(sessions))
"""
OpenAs = Callable[..., Page]


@pytest.fixture(scope="module")
def site(static_root, tmp_path_factory) -> Iterator[LiveSite]:
    """The real site, one for these tests."""
    site = LiveSite(
        folder=tmp_path_factory.mktemp("approval"), static_root=static_root, environment={}
    )
    site.prepare()
    site.start()
    yield site
    site.remove()


@pytest.fixture(scope="module")
def sessions(site: LiveSite) -> dict[str, str]:
    """A writer, a reader, and the moderator of the board, signed in."""
    return json.loads(site.run_python(CONTENT).strip().splitlines()[-1])


@pytest.fixture
def open_as(chromium: Browser, site: LiveSite, sessions: dict[str, str]) -> Iterator[OpenAs]:
    """Open a page as somebody: `open_as("writer", path, **context options)`."""
    contexts: list[BrowserContext] = []

    def open_as(who: str, path: str, **options: object) -> Page:
        context = patient_context(chromium, base_url=site.url, locale="ko-KR", **options)
        contexts.append(context)
        if who:
            cookie = {"name": "sessionid", "value": sessions[who], "url": site.url}
            context.add_cookies([cookie])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_as
    for context in contexts:
        context.close()


def expect_accessible(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_held_post_is_seen_by_its_writer_then_by_everybody(
    open_as: OpenAs, has_scripts: bool
) -> None:
    title = f"오늘만 특.가 판.매 {has_scripts}"
    writer = open_as("writer", "/boards/talk/write/", viewport=PHONE, java_script_enabled=False)
    writer.get_by_label("제목").fill(title)
    writer.locator("[name=body]").fill(f"자세한 내용은 여기에 있습니다 {has_scripts}")
    writer.get_by_role("button", name="올리기").click()
    expect(writer.get_by_text("운영자 확인을 기다리고 있습니다").first).to_be_visible()
    path = writer.url.partition("//")[2].partition("/")[2]
    reader = open_as("reader", f"/{path}", viewport=PHONE)
    expect(reader.get_by_text(title)).to_have_count(0)
    reader.goto("/boards/talk/")
    expect(reader.get_by_text(title)).to_have_count(0)

    keeper = open_as(
        "keeper", "/moderation/waiting/", viewport=DESK, java_script_enabled=has_scripts
    )
    expect(keeper.get_by_role("link", name=title)).to_be_visible()
    if has_scripts:
        expect_accessible(keeper)
        expect(keeper.locator("[data-waiting]").first).to_be_focused()
        expect(keeper.locator("[data-keys=live]")).to_be_visible()
        keeper.keyboard.press("a")
    else:
        keeper.get_by_role("button", name="승인").click()
    expect(keeper.get_by_text("승인했습니다.")).to_be_visible()

    reader.goto("/boards/talk/")
    expect(reader.get_by_role("link", name=title)).to_be_visible()
    reader.goto(f"/{path}")
    expect(reader.get_by_role("heading", name=title)).to_be_visible()


def test_a_refused_post_tells_its_writer_why(open_as: OpenAs) -> None:
    writer = open_as("writer", "/boards/talk/write/", viewport=PHONE, java_script_enabled=False)
    writer.get_by_label("제목").fill("또 특가 판매")
    writer.locator("[name=body]").fill("이번에는 다른 물건을 팝니다")
    writer.get_by_role("button", name="올리기").click()
    keeper = open_as("keeper", "/moderation/waiting/", viewport=PHONE)
    expect(keeper.locator("[data-waiting]").first).to_be_focused()
    expect(keeper.locator("[data-keys=live]")).to_be_visible()
    keeper.keyboard.press("1")
    expect(keeper.get_by_text("거절했습니다.")).to_be_visible()
    writer.reload()
    expect(writer.get_by_text("이유: 광고")).to_be_visible()
