"""A long thread on a phone, with and without JavaScript: best ones, menu, picture, way back."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import patient_context
from tests.live_site import LiveSite
from tests.posts.uploads.samples import encoded, picture

NARROW = {"width": 360, "height": 740}
CONTENT = """
import json
from django.test import Client
from boards.members.models import Member
from boards.models import Board
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment
from boards.posts.writing.actions.publish_post import publish_post

if not Board.objects.exists():
    Board.objects.create(name_ko="이야기", name_en="Talk", slug="talk")
    for handle in ("writer", "reader"):
        Member.objects.create_user(handle, f"{handle}@example.com")
board = Board.objects.get()
writer, reader = Member.objects.order_by("pk")
post = publish_post(board=board, author=writer, title="긴 이야기", body="<p>본문</p>")
parent = None
for number in range(24):
    parent = publish_comment(
        post=post, author=(writer, reader)[number % 2], text=f"{number}번째 " + "긴 말 " * 30,
        parent=parent if number % 6 else None,
    )
Comment.objects.filter(pk=parent.pk).update(recommends=5)
client = Client()
client.force_login(reader, "boards.members.backends.MemberBackend")
session = client.cookies["sessionid"].value
print(json.dumps({"path": post.get_absolute_url(), "session": session}))
"""

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def site(static_root, tmp_path_factory) -> Iterator[LiveSite]:
    """The real site, one for these tests."""
    site = LiveSite(
        folder=tmp_path_factory.mktemp("phone"),
        static_root=static_root,
        # Each test writes the same comments, which are much alike.
        environment={"DUPLICATE_MINUTES": "0", "ALIKE_DAYS": "0"},
    )
    site.prepare()
    site.start()
    yield site
    site.remove()


@pytest.fixture
def open_page(chromium: Browser, site: LiveSite) -> Iterator[OpenPage]:
    """Open a post with 24 comments as a member who wrote half of them."""
    content = json.loads(site.run_python(CONTENT))
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        options = {"locale": "en", "viewport": NARROW, **options}
        context = patient_context(chromium, base_url=site.url, **options)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": content["session"], "url": site.url}])
        page = context.new_page()
        page.goto(content["path"])
        return page

    yield open_page
    for context in contexts:
        context.close()


def own(page: Page):
    """Return the second comment, which the member wrote."""
    return page.locator(".comment").nth(1)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_picture_is_sent_with_a_comment_from_the_link_on_top(open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    page.locator(".comments__write").click()
    expect(page.locator("#id-comment-text")).to_be_focused()
    form = page.locator("#comment-form")
    form.get_by_label("Comment").fill("사진 한 장")
    form.get_by_text("Add a picture").click()
    content = {"name": "a.png", "mimeType": "image/png", "buffer": encoded(picture(), "PNG")}
    form.get_by_label("Picture", exact=True).set_input_files([content])
    form.get_by_label("What does the picture show?").fill("고양이")
    form.get_by_role("button", name="Post the comment").click()
    image = page.get_by_role("img", name="고양이")
    expect(image).to_be_visible()
    assert image.bounding_box()["width"] == image.bounding_box()["height"] == 160


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_opens_over_the_rows_and_moves_none(open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    place = "element => element.getBoundingClientRect().top + scrollY"
    third = page.locator(".comment").nth(2)
    before = third.evaluate(place)
    own(page).locator(".comment__menu > summary").click()
    panel = own(page).locator(".comment__panel")
    expect(panel).to_be_visible()
    assert third.evaluate(place) == before
    box = panel.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= NARROW["width"]
    if javascript:
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(own(page).locator(".comment__menu > summary")).to_be_focused()
        page.keyboard.press("Enter")
        expect(panel).to_be_visible()
        page.locator("#comments-heading").click()
        expect(panel).to_be_hidden()


def test_the_best_comment_leads_to_its_place_and_the_page_to_the_list(open_page):
    page = open_page(java_script_enabled=False)
    page.locator(".best-comment").get_by_role("link", name="Go to the comment").click()
    assert "#comment-" in page.url
    page.get_by_role("link", name="Back to the list").click()
    expect(page).to_have_url("/boards/talk/")


def test_a_reply_without_javascript_shows_what_it_answers(open_page):
    page = open_page(java_script_enabled=False)
    page.locator(".comment").nth(2).get_by_role("link", name="Answer").click()
    expect(page.locator(".answered")).to_contain_text("2번째 긴 말")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_and_everybody_can_use_it(open_page, scheme):
    page = open_page(color_scheme=scheme)
    own(page).locator(".comment__menu > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    for text in page.locator(".comment__body").all()[:8]:
        assert text.bounding_box()["width"] >= 230
    found = Axe().run(page, context="#comments")
    assert found.response["violations"] == []
