"""Reading, as people do: on a phone and at a desk, by thumb, by key, by screen reader."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from forum import guest_pages
from tests.browser.conftest import DESK, PHONE

KINDS_OF_PAGE = ["home", "all", "board", "article", "tag", "login", "missing"]


@pytest.fixture
def cached_reverse(article_path, board_path):
    """Return the path of each kind of page."""
    paths = {
        "home": "/",
        "all": "/all/",
        "board": f"{board_path}?page=2",
        "article": article_path,
        "tag": "/tags/세금/",
        "login": "/accounts/login/",
        "missing": "/posts/999999999/",
    }
    return paths.__getitem__


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_no_accessibility_rule_is_broken(open_page, cached_reverse, kind, scheme):
    for viewport in (PHONE, DESK):
        page = open_page(cached_reverse(kind), viewport=viewport, color_scheme=scheme)
        results = Axe().run(
            page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
        )
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_nothing_sticks_out_of_a_narrow_screen(open_page, cached_reverse, kind):
    page = open_page(cached_reverse(kind), viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("kind", ["all", "board", "article", "tag"])
def test_no_name_in_a_list_is_cut_on_a_phone(open_page, cached_reverse, kind):
    page = open_page(cached_reverse(kind), viewport={"width": 360, "height": 740})
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.list td.board, .list td.author')]
            .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth)
            .map(e => e.textContent.trim())"""
    )
    assert cut == []


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_every_target_is_large_enough_for_a_thumb(open_page, cached_reverse, kind):
    page = open_page(cached_reverse(kind), viewport=PHONE, has_touch=True)
    small = page.evaluate(
        """() => [...document.querySelectorAll('header a, header button, .pager a, .button')]
            .filter(e => e.checkVisibility())
            .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, r]) => r.height < 40 || r.width < 24)
            .map(([text, r]) => `${text} ${r.width}x${r.height}`)"""
    )
    assert small == []


def test_the_whole_row_opens_the_post_on_a_phone(open_page):
    page = open_page("/all/", viewport=PHONE, has_touch=True)
    row = page.locator("tbody.rows tr").nth(3)
    title = row.locator("td.title a").inner_text()
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] - 40, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"/posts/\d+/"))
    expect(page.locator("h1")).to_have_text(title)


def test_every_board_can_be_reached_by_swiping_the_tabs(open_page):
    page = open_page("/", viewport=PHONE, has_touch=True)
    last = page.locator(".tab").last
    last.scroll_into_view_if_needed()
    last.tap()
    page.wait_for_url(re.compile(r"/boards/"))
    expect(page.locator(".tab[aria-current=page]")).to_have_count(1)


def test_the_first_key_leads_past_the_header(open_page):
    page = open_page("/", viewport=DESK)
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_focus_is_always_visible(open_page, article_path):
    page = open_page(article_path, viewport=DESK)
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"


def test_everything_works_without_javascript(open_page):
    page = open_page("/all/", java_script_enabled=False, locale="en-US")
    page.locator("tbody.rows td.title a").nth(5).click()
    page.locator(".site-header").get_by_role("button", name="한국어").click()
    assert page.locator("html").get_attribute("lang") == "ko"
    page.locator(".list-tools").last.get_by_role("link", name=re.compile("목록")).click()
    page.get_by_role("link", name="다음").click()
    assert "page=2" in page.url


def test_a_first_look_adds_one_view_and_a_reload_adds_none(open_page, demo_site, article_path):
    def shown() -> int:
        number = re.search(r"[\d,]+", page.locator(".byline").inner_text().split("Views")[1])[0]
        return int(number.replace(",", ""))

    def views() -> int:
        demo_site.manage("roll_up_views")
        time.sleep(guest_pages.SECONDS)  # as long as a page is kept for guests
        page.reload()
        return shown()

    page = open_page(
        article_path, locale="en-US", user_agent="Mozilla/5.0 (X11; Linux) Firefox/130.0 unseen"
    )
    before = shown()
    assert views() == before + 1
    assert views() == before + 1


def test_print_shows_the_article_and_nothing_around_it(open_page, article_path):
    page = open_page(article_path, viewport=DESK)
    page.emulate_media(media="print")
    assert page.locator("article h1").is_visible()
    for around in (".tabs", ".list-below", ".neighbours", ".site-tools"):
        assert not page.locator(around).is_visible()


def test_korean_words_are_not_broken_inside(open_page):
    page = open_page("/", viewport=PHONE)
    assert page.evaluate("getComputedStyle(document.body).wordBreak") == "keep-all"


def test_what_needs_javascript_is_not_shown_without_it(open_page, article_path):
    page = open_page(article_path, viewport=PHONE, java_script_enabled=False)
    expect(page.locator(".share summary")).to_be_visible()
    page.locator(".share summary").click()
    expect(page.locator(".share [data-copy]")).to_be_hidden()
    expect(page.locator(".share a")).to_be_visible()
