"""What readers do with an article, and members with their pages: phone and desk, with and without
JavaScript."""

import re
from pathlib import Path
from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.posts.uploads.samples import encoded, picture

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
MEMBER = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from boards.members.models import Member
from boards.members.session_engine import SessionStore

member = Member.objects.create_user("{handle}", "{handle}@example.com", "a long password of mine")
member.vouch_for_email()
session = SessionStore()
session[SESSION_KEY] = str(member.pk)
session[BACKEND_SESSION_KEY] = "boards.members.backends.MemberBackend"
session[HASH_SESSION_KEY] = member.get_session_auth_hash()
session.save()
print(member.pk, session.session_key)
"""
WAYS = [
    pytest.param((PHONE, True), id="phone"),
    pytest.param((PHONE, False), id="phone without JavaScript"),
    pytest.param((DESK, True), id="desk"),
    pytest.param((DESK, False), id="desk without JavaScript"),
]


@pytest.fixture(params=WAYS)
def way(request):
    """The size of the screen, and whether scripts run, as options of the browser."""
    viewport, scripts = request.param
    return {"viewport": viewport, "java_script_enabled": scripts, "locale": "en-US"}


@pytest.fixture
def newcomer(demo_site, request):
    """Id, session and handle of a member made for this test."""
    handle = f"n{crc32(request.node.name.encode())}"
    pk, session = demo_site.run_python(MEMBER.format(handle=handle)).split()
    return {"pk": pk, "session": session, "handle": handle}


@pytest.fixture
def open_as(open_page, demo_site, newcomer):
    """Open a page as the newcomer."""

    def open_as(path, **options):
        cookie = {"name": "sessionid", "value": newcomer["session"], "url": demo_site.url}
        return open_page(path, storage_state={"cookies": [cookie], "origins": []}, **options)

    return open_as


def fits(page, viewport):
    # Without JavaScript, the page cannot be asked.
    widths = page.locator("body").bounding_box()
    return widths["width"] <= viewport["width"]


def height_to_comments(page):
    """How far below the title the comments begin, wherever the page is scrolled to."""
    return page.locator("#comments").bounding_box()["y"] - page.locator("h1").bounding_box()["y"]


def test_a_guest_recommends_after_signing_in_and_is_back_at_the_place(
    open_page, newcomer, article_path, way
):
    page = open_page(article_path, **way)
    page.locator(".recommend-button").click()
    page.wait_for_url(re.compile("/accounts/login/"))
    page.locator("[name=login]").fill(newcomer["handle"])
    page.locator("[name=password]").fill("a long password of mine")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(f"{article_path}.*#reactions$"))
    expect(page.locator("#recommend-button")).to_be_in_viewport()


def test_a_member_recommends_saves_and_undoes_both(open_as, article_path, way):
    page = open_as(article_path, **way)
    button = page.locator("#recommend-button")
    before = int(page.locator("#recommend-button .recommend__count").inner_text())
    button.click()
    expect(button).to_contain_text("Recommended")
    expect(button).to_contain_text("Undo recommendation")
    expect(button.locator(".icon--check")).to_have_count(1)
    expect(button.locator(".recommend__count")).to_have_text(str(before + 1))
    button.click()
    expect(button).not_to_contain_text("Undo")
    expect(button.locator(".recommend__count")).to_have_text(str(before))
    page.locator("#scrap-button").click()
    expect(page.get_by_role("link", name="Saved posts").last).to_be_visible()
    page.locator("#scrap-button").click()
    expect(page.locator("#scrap-button")).to_have_text(re.compile("^\\s*Save\\s*$"))


def test_pressing_recommend_moves_nothing(open_as, article_path):
    page = open_as(article_path, viewport=PHONE, locale="en-US")
    before = height_to_comments(page)
    page.locator("#recommend-button").click()
    expect(page.locator("#recommend-button")).to_contain_text("Undo")
    assert height_to_comments(page) == before


def test_the_link_is_at_hand_and_opening_it_moves_nothing(open_page, demo_site, article_path, way):
    page = open_page(article_path, **way)
    before = height_to_comments(page)
    page.locator(".share > summary").click()
    expect(page.locator("#share-url")).to_be_visible()
    assert page.locator("#share-url").input_value() == f"{demo_site.url}{article_path}"
    assert height_to_comments(page) == before
    assert fits(page, way["viewport"])
    expect(page.locator(".share [data-copy]")).to_be_visible(visible=way["java_script_enabled"])
    assert "kakao" not in page.content().lower()


def test_a_device_with_a_sheet_of_its_own_gets_that_at_the_first_press(
    open_page, demo_site, article_path
):
    page = open_page("/", viewport=PHONE, locale="en-US")
    page.add_init_script(
        "window.shared = [];"
        "navigator.share = (what) => { window.shared.push(what.url); return Promise.resolve(); };"
    )
    page.goto(article_path)
    page.locator(".share > summary").click()
    assert page.evaluate("window.shared") == [f"{demo_site.url}{article_path}"]
    expect(page.locator("#share-url")).to_be_hidden()
    page.evaluate("() => { navigator.share = () => Promise.reject(new Error('none')); }")
    page.locator(".share > summary").click()
    expect(page.locator("#share-url")).to_be_visible()


def test_a_picture_and_a_line_are_sent_shown_and_removed(open_as, newcomer, tmp_path, way):
    file = Path(tmp_path) / "me.png"
    file.write_bytes(encoded(picture((300, 200)), "PNG"))
    page = open_as("/settings/profile/", **way)
    page.get_by_label("Profile picture").set_input_files(file)
    page.get_by_label("About yourself").fill("텃밭을 가꿔요")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")
    page.goto(f"/members/{newcomer['pk']}/")
    expect(page.locator(".profile__about")).to_have_text("텃밭을 가꿔요")
    mark = page.locator(".profile img.avatar")
    expect(mark).to_be_visible()
    if way["java_script_enabled"]:
        assert mark.evaluate("image => image.complete && image.naturalWidth") == 192
    page.get_by_role("link", name="Edit profile").click()
    page.get_by_role("button", name="Remove the picture").click()
    expect(page.locator("main span.avatar")).to_have_text("N")


def test_a_file_that_is_no_picture_is_told_and_the_line_stays(open_as, tmp_path, way):
    file = Path(tmp_path) / "me.png"
    file.write_bytes(b"no picture at all")
    page = open_as("/settings/profile/", **way)
    page.get_by_label("Profile picture").set_input_files(file)
    page.get_by_label("About yourself").fill("남아 있어요")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#id_picture_error")).to_contain_text("not a picture")
    expect(page.get_by_label("About yourself")).to_have_value("남아 있어요")


def test_the_menu_leads_from_page_to_page(open_as, way):
    page = open_as("/scraps/", **way)
    for label in ("Drafts", "Profile", "Sessions"):
        if way["viewport"] is PHONE:
            page.locator(".account-menu > summary").click()
        page.locator(".account-menu").get_by_role("link", name=label, exact=True).click()
        page.wait_for_load_state()
        current = page.locator(".account-menu [aria-current=page]")
        expect(current).to_have_text(label)
        assert fits(page, way["viewport"])
    if way["viewport"] is PHONE:
        expect(page.locator(".account-menu > summary")).to_contain_text("Sessions")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_accessibility_rule_is_broken(open_as, newcomer, article_path, viewport, scheme):
    page = open_as(article_path, viewport=viewport, color_scheme=scheme, locale="en-US")
    page.locator("#recommend-button").click()
    expect(page.locator("#recommend-button")).to_contain_text("Undo")
    page.locator(".share > summary").click()
    for path in (None, "/scraps/", "/drafts/", "/settings/profile/", f"/members/{newcomer['pk']}/"):
        if path:
            page.goto(path)
        if page.locator(".account-menu > summary").is_visible():
            page.locator(".account-menu > summary").click()
        results = Axe().run(page, options={"runOnly": RULES})
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
