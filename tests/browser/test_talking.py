"""Comments, recommendations, saved posts and sharing in a real browser, with and without JS."""

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
from boards.members.models import Member
from boards.models import Board
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.writing.actions.publish_post import publish_post

if not Board.objects.exists():
    Board.objects.create(name_ko="이야기", name_en="Talk", slug="talk")
    for handle in ("writer", "vubui", "vulcan"):
        Member.objects.create_user(handle, f"{handle}@example.com")
board = Board.objects.get()
writer, vubui, vulcan = Member.objects.order_by("pk")
post = publish_post(board=board, author=writer, title="댓글을 기다립니다", body="<p>본문</p>")
root = publish_comment(post=post, author=vubui, text="첫 댓글")
parent = publish_comment(post=post, author=vulcan, text="첫 답", parent=root)
for number in range(4):
    parent = publish_comment(post=post, author=vubui, text=f"깊은 답 {number}", parent=parent)
sessions = {}
for member in (writer, vubui, vulcan):
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
        folder=tmp_path_factory.mktemp("talking"), static_root=static_root, environment={}
    )
    site.prepare()
    site.start()
    yield site
    site.remove()


@pytest.fixture
def open_as(chromium: Browser, site: LiveSite) -> Iterator[OpenAs]:
    """Open a new post with six comments as a member: `open_as("vubui", **context options)`.

    What the browser complains about in its console fails the test at its end.
    """
    content = json.loads(site.run_python(CONTENT))
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_as(handle: str, **options: object) -> Page:
        context = patient_context(chromium, base_url=site.url, **{"locale": "en", **options})
        contexts.append(context)
        session = {"name": "sessionid", "value": content["sessions"][handle], "url": site.url}
        context.add_cookies([session])
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page.goto(content["path"])
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert [text for text in complaints if "status" not in text.lower()] == []


def comment(page: Page, text: str):
    """Return the comment with this text."""
    return page.locator(".comment", has=page.locator(".comment__body", has_text=text))


def menu(page: Page, text: str):
    """Open the menu of the comment with this text, and return it."""
    found = comment(page, text).locator(".comment__menu").first
    found.locator("summary").first.click()
    return found


def note_reloads(page: Page) -> list[str]:
    """Return a list that grows whenever the page is loaded anew."""
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    return loads


def test_a_comment_an_answer_and_recommends_without_a_reload(open_as):
    page = open_as("vulcan", viewport=DESK)
    loads = note_reloads(page)
    form = page.locator("#comment-form")
    form.get_by_label("Comment").fill("두 번째 댓글")
    form.get_by_role("button", name="Post the comment").click()
    expect(comment(page, "두 번째 댓글")).to_be_focused()
    expect(form.get_by_label("Comment")).to_have_value("")
    expect(page.locator(".comments__count")).to_have_text("7")

    first = comment(page, "첫 댓글")
    first.get_by_role("link", name="Answer").click()
    expect(first.get_by_label("Answer")).to_be_focused()
    first.get_by_label("Answer").fill("빠른 답")
    first.get_by_role("button", name="Post the answer").click()
    expect(comment(page, "빠른 답")).to_be_focused()

    comment(page, "첫 댓글").get_by_role("button", name="Recommend").click()
    expect(comment(page, "첫 댓글").get_by_role("button", name="Undo")).to_contain_text("1")
    page.locator("#recommend-button").click()
    expect(page.locator("#recommend-button")).to_contain_text("Undo")
    page.locator("#scrap-button").click()
    expect(page.get_by_role("link", name="Saved posts")).to_be_visible()
    assert loads == []
    page.reload()
    expect(page.locator("#recommend-button")).to_contain_text("1")
    expect(comment(page, "빠른 답")).to_be_visible()


def test_an_own_comment_is_changed_in_its_place(open_as):
    page = open_as("vubui", viewport=DESK)
    first = comment(page, "첫 댓글")
    menu(page, "첫 댓글").get_by_role("link", name="Edit").click()
    area = first.get_by_label("Comment")
    expect(area).to_have_value("첫 댓글")
    first.get_by_role("link", name="Cancel").click()
    expect(area).to_have_count(0)
    menu(page, "첫 댓글").get_by_role("link", name="Edit").click()
    area.fill("고친 댓글")
    first.get_by_role("button", name="Change").click()
    expect(comment(page, "고친 댓글")).to_contain_text("edited")


def test_what_is_wrong_is_said_beside_the_text_which_stays(open_as):
    page = open_as("vulcan", viewport=DESK)
    form = page.locator("#comment-form")
    text = "가" * 3001
    form.get_by_label("Comment").fill(text)
    form.get_by_role("button", name="Post the comment").click()
    expect(form.locator(".field__error").first).to_contain_text("3000")
    expect(form.get_by_label("Comment")).to_have_value(text)
    form.get_by_label("Comment").fill("짧게")
    form.get_by_role("button", name="Post the comment").click()
    expect(comment(page, "짧게")).to_be_visible()


def test_a_site_that_does_not_answer_leaves_the_text(open_as, site):
    page = open_as("vulcan", viewport=DESK)
    form = page.locator("#comment-form")
    form.get_by_label("Comment").fill("잃을 수 없는 글")
    page.route("**/comments/", lambda route: route.fulfill(status=502, body="<!doctype html>"))
    form.get_by_role("button", name="Post the comment").click()
    expect(form.get_by_role("alert")).to_contain_text("Your text is still here")
    page.unroute("**/comments/")
    page.context.clear_cookies(name="csrftoken")
    form.get_by_role("button", name="Post the comment").click()
    expect(form.get_by_role("alert")).to_contain_text("Your text is still here")
    expect(form.get_by_label("Comment")).to_have_value("잃을 수 없는 글")


def test_a_double_click_makes_one_comment(open_as):
    page = open_as("vulcan", viewport=DESK)
    page.locator("#comment-form").get_by_label("Comment").fill("한 번만")
    page.get_by_role("button", name="Post the comment").dblclick()
    expect(comment(page, "한 번만")).to_be_visible()
    page.reload()
    expect(comment(page, "한 번만")).to_have_count(1)


def test_names_are_suggested_by_key_and_by_tap(open_as):
    page = open_as("writer", viewport=DESK)
    area = page.locator("#comment-form").get_by_label("Comment")
    area.press_sequentially("고마워요 @v")
    expect(page.get_by_role("option")).to_have_text(["@vuxxxxx", "@vuxxxxx#2"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(area).to_have_value("고마워요 @vuxxxxx#2 ")
    area.press_sequentially("그리고 @")
    page.get_by_role("option").first.click()
    expect(area).to_have_value("고마워요 @vuxxxxx#2 그리고 @vuxxxxx ")
    area.press_sequentially("@vu")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    page.get_by_role("button", name="Post the comment").click()
    expect(comment(page, "고마워요").locator(".mention")).to_have_text(["@vuxxxxx", "@vuxxxxx"])


def test_korean_is_composed_beside_suggestions_without_loss(open_as):
    page = open_as("writer", viewport=DESK)
    area = page.locator("#comment-form").get_by_label("Comment")
    area.focus()
    client = page.context.new_cdp_session(page)
    for composed in ("ㅎ", "하", "한"):
        client.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": 1, "selectionEnd": 1},
        )
    client.send("Input.insertText", {"text": "한"})
    area.press_sequentially(" @v")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(area).to_have_value("한 @vuxxxxx ")


def test_everything_works_without_javascript(open_as):
    page = open_as("vulcan", viewport=DESK, java_script_enabled=False)
    page.locator("#comment-form").get_by_label("Comment").fill("느려도 되는 댓글")
    page.get_by_role("button", name="Post the comment").click()
    assert "#comment-" in page.url
    comment(page, "첫 댓글").get_by_role("link", name="Answer").click()
    page.get_by_role("textbox", name="Answer").fill("느린 답")
    page.get_by_role("button", name="Post the answer").click()
    expect(comment(page, "느린 답")).to_be_visible()
    menu(page, "느린 답").get_by_role("link", name="Edit").click()
    page.get_by_role("textbox", name="Comment").fill("고친 느린 답")
    page.get_by_role("button", name="Change").click()
    menu(page, "고친 느린 답").get_by_text("Delete…").click()
    comment(page, "고친 느린 답").get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("deleted")
    comment(page, "첫 댓글").get_by_role("button", name="Recommend").click()
    expect(comment(page, "첫 댓글").get_by_role("button", name="Undo")).to_be_visible()
    page.locator("#recommend-button").click()
    expect(page.locator("#recommend-button")).to_contain_text("Undo")
    page.locator("#scrap-button").click()
    page.get_by_role("link", name="Folder and note").click()
    page.get_by_label("New folder").fill("나중에 읽기")
    page.get_by_role("textbox", name="Note").fill("주말에")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".scrap").first).to_contain_text("주말에")


def test_the_link_is_copied(open_as, site):
    page = open_as("vulcan", viewport=DESK, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".share summary").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".share__said")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url.split("#")[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_accessibility_rule_is_broken_and_nothing_sticks_out(open_as, viewport, scheme):
    page = open_as("vubui", viewport=viewport, color_scheme=scheme, has_touch=True)
    page.locator("#scrap-button").click()
    expect(page.get_by_role("link", name="Folder and note")).to_be_visible()
    comment(page, "첫 답").get_by_role("link", name="Answer").click()
    page.get_by_label("Answer").press_sequentially("@v")
    expect(page.get_by_role("option")).to_have_count(1)
    page.locator(".comment__menu > summary").first.click()
    article = page.url
    # What an open menu lies on is out of reach as long as it is open: it is looked at by itself.
    opened = Axe().run(page, context=".comment__menu[open]", options={"runOnly": RULES})
    assert opened.violations_count == 0, opened.generate_report()
    page.keyboard.press("Escape")
    expect(page.locator(".comment__menu[open]")).to_have_count(0)
    for path in (None, "/scraps/", "/best/"):
        if path:
            page.goto(path)
        results = Axe().run(page, options={"runOnly": RULES})
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.goto(article)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                '.comments button, .comments summary, .comment__tools a, .reactions :is(a, button)'
            )]
            .filter(e => e.checkVisibility())
            .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, r]) => r.height < 43 || r.width < 24)
            .map(([text, r]) => `${text} ${r.width}x${r.height}`)"""
    )
    assert small == []
