"""Searching, as people do: with suggestions by key and in Korean, and without any script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = {
    "empty": "/search/",
    "results": "/search/?q=세금",
    "narrowed": "/search/?q=세금&board=talk-talk&period=year&sort=newest",
    "nothing": "/search/?q=없는낱말입니다",
    "hints": '/search/?q="세금 board: after:어제',
}


@pytest.fixture
def tag(demo_site):
    """The name of a tag of the demo content that begins with a Korean syllable."""
    code = (
        "from boards.posts.writing.tag_suggestions import tags_that_go_on;"
        "print('tag=' + tags_that_go_on(None, '세').first().name)"
    )
    return re.search(r"tag=(.+)", demo_site.run_python(code))[1]


def box(page: Page):
    return page.get_by_role("combobox", name="Search all posts")


def options(page: Page):
    return page.get_by_role("listbox").get_by_role("option")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PATHS)
def test_no_accessibility_rule_is_broken(open_page, kind, scheme):
    for viewport in (PHONE, DESK):
        page = open_page(PATHS[kind], viewport=viewport, color_scheme=scheme)
        for details in page.locator("main details").all():
            details.locator("summary").click()
        results = Axe().run(page, options={"runOnly": RULES})
        assert results.violations_count == 0, results.generate_report()
        for menu in page.locator(".site-header details").all():  # what it lies on is out of reach
            menu.locator("summary").click()
            opened = Axe().run(page, context=".menu[open]", options={"runOnly": RULES})
            assert opened.violations_count == 0, opened.generate_report()


@pytest.mark.parametrize("kind", PATHS)
def test_fits_a_phone_and_a_thumb(open_page, kind):
    page = open_page(PATHS[kind], viewport=PHONE, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            'main :is(button, select, summary, input:not([type=hidden]), nav a, .tags a)')]
            .filter(e => e.checkVisibility())
            .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, r]) => r.height < 44 || r.width < 24)
            .map(([text, r]) => `${text} ${r.width}x${r.height}`)"""
    )
    assert small == []


def test_suggestions_are_reached_by_key_and_announced(open_page, tag):
    page = open_page("/", viewport=DESK, locale="en")
    box(page).press_sequentially("세")
    expect(options(page).first).to_be_visible()
    count = options(page).count()
    assert 1 <= count <= 8
    said = "1 suggestion" if count == 1 else f"{count} suggestions"
    expect(page.locator("#site-search [role=status]")).to_contain_text(said)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    violations = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert violations.violations_count == 0, violations.generate_report()
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    active = box(page).get_attribute("aria-activedescendant")
    assert active == options(page).first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("세")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_contain_text(tag)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/tags/"))


def test_enter_without_a_choice_searches(open_page):
    page = open_page("/", viewport=DESK, locale="en")
    box(page).press_sequentially("세금")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q="))
    expect(page.locator(".found__title mark").first).to_have_text("세금")


def test_a_syllable_that_is_being_composed_is_asked_for_once(open_page):
    page = open_page("/search/", viewport=DESK, locale="en")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/suggestions/" in r.url else None)
    expect(box(page)).to_be_focused()
    cdp = page.context.new_cdp_session(page)
    for step in ("ㅅ", "세", "섹", "세그", "세금"):
        cdp.send(
            "Input.imeSetComposition",
            {"text": step, "selectionStart": len(step), "selectionEnd": len(step)},
        )
    expect(options(page).first).to_be_visible()
    assert len(asked) == 1
    cdp.send("Input.insertText", {"text": "세금"})
    page.wait_for_timeout(400)
    assert len(asked) == 1
    expect(options(page).first).to_be_visible()


def test_filters_and_pages_work_without_javascript(open_page):
    page = open_page("/", viewport=PHONE, java_script_enabled=False, locale="en")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox", name="Search all posts").fill('"세금')
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("searchbox", name="Search all posts")).to_have_value('"세금')
    expect(page.get_by_text("A quotation mark had no partner")).to_be_visible()
    page.get_by_role("link", name="Newest first").click()
    page.get_by_label("Board", exact=True).select_option(index=1)
    page.get_by_role("button", name="Apply").click()
    assert "sort=newest" in page.url
    assert re.search(r"board=[^&]+", page.url)
    page.get_by_role("link", name="Any time", exact=True).click()
    expect(page.get_by_role("link", name="Any time", exact=True)).to_have_attribute(
        "aria-current", "true"
    )


def test_a_board_is_searched_from_its_list(open_page):
    page = open_page("/boards/talk-talk/", viewport=PHONE, locale="en")
    page.locator("#board-search").get_by_role("combobox").fill("세금")
    page.locator("#board-search").get_by_role("button").click()
    page.wait_for_url(re.compile(r"board=talk-talk"))
    expect(page.get_by_label("Board", exact=True)).to_have_value("talk-talk")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def searched(request, open_page, demo_site):
    """Search for something, on a phone, with and without JavaScript."""
    demo_site.run_python("from boards.search.vocabulary.upkeep import catch_up; catch_up()")

    def searched(words: str) -> Page:
        page = open_page("/search/", viewport=PHONE, java_script_enabled=request.param, locale="en")
        role = "combobox" if request.param else "searchbox"
        typed = page.get_by_role(role, name="Search all posts")
        typed.fill(words)
        typed.press("Enter")
        page.wait_for_url(re.compile(r"[?&]q="))
        return page

    return searched


def test_what_was_typed_in_the_wrong_layout_is_read_and_can_be_insisted_on(searched):
    page = searched("tprma")
    expect(page.locator("#search-meant")).to_contain_text("Showing results for 세금")
    expect(page.locator(".found__title mark").first).to_have_text("세금")
    page.get_by_role("link", name="Search for tprma instead").click()
    expect(page.locator("#search-verbatim")).to_contain_text("Only exactly what you typed")
    expect(page.locator(".found__post")).to_have_count(0)
    page.get_by_role("link", name="Search for similar words too").click()
    expect(page.locator("#search-meant")).to_be_visible()


def test_another_spelling_is_suggested_and_not_decided_upon(searched):
    page = searched("세긍")
    expect(page.locator("#search-suggested")).to_contain_text("Did you mean 세금?")
    expect(page.locator(".found__post")).to_have_count(0)
    page.locator("#search-suggested").get_by_role("link", name="세금").click()
    expect(page.locator(".found__title mark").first).to_have_text("세금")
    expect(page.locator("#search-suggested")).to_have_count(0)


def test_a_post_says_which_word_it_lacks_and_every_word_can_be_asked_for(searched):
    page = searched("세금 없는낱말")
    expect(page.locator(".found__facts").first).to_contain_text("Without: 없는낱말")
    expect(page.locator("#search-hints")).to_be_visible()
    page.get_by_role("link", name="Find only posts with every word exactly").click()
    page.wait_for_url(re.compile("%22"))
    expect(page.locator(".found__post")).to_have_count(0)


def test_another_name_of_what_was_typed_is_found_and_marked(searched):
    page = searched("그린카드")
    expect(page.locator(".found__post mark", has_text="영주권").first).to_be_visible()
