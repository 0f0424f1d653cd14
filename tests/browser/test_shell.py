"""The header, its menus, the theme and the size of text: by thumb, by key and without a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE

SCREENS = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def member_session(demo_site):
    """The cookie of a member who is signed in."""
    code = (
        "from django.test import Client;"
        "from tests.factories import MemberFactory;"
        "c = Client(); c.force_login(MemberFactory(handle='shellmember'));"
        "print(c.cookies['sessionid'].value)"
    )
    return demo_site.run_python(code).strip().splitlines()[-1]


@pytest.fixture
def open_as_member(open_page, demo_site, member_session):
    cookie = {"name": "sessionid", "value": member_session, "url": demo_site.url}

    def open_as_member(path, **options):
        state = {"cookies": [cookie], "origins": []}
        return open_page(path, locale="ko-KR", storage_state=state, **options)

    return open_as_member


def background_of(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@SCREENS
@pytest.mark.parametrize("java_script", [True, False], ids=["with_script", "without_script"])
def test_the_account_menu_leads_everywhere_one_needs(open_as_member, screen, java_script):
    page = open_as_member("/all/", viewport=screen, java_script_enabled=java_script)
    panel = page.locator(".account .menu__panel")
    expect(panel).to_be_hidden()
    page.locator(".account > summary").click()
    names = panel.locator("a, button").all_inner_texts()
    assert names == [
        "내 페이지", "내가 쓴 댓글", "내 스크랩", "저장한 검색", "내 신고", "내 글에 대한 조치",
        "글쓰기·임시 저장한 글", "설정", "로그아웃",
    ]  # fmt: skip
    panel.get_by_role("link", name="글쓰기·임시 저장한 글").click()
    expect(page.locator("#drafts")).to_contain_text("임시 저장한 글이 없습니다")


@SCREENS
def test_the_header_of_a_member_is_one_row(open_as_member, screen):
    page = open_as_member("/all/", viewport=screen)
    bar = page.locator(".site-bar").bounding_box()
    assert bar["height"] < 64
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


@SCREENS
@pytest.mark.parametrize("java_script", [True, False], ids=["with_script", "without_script"])
def test_every_board_is_in_the_menu_behind_more(open_page, screen, java_script):
    page = open_page("/", viewport=screen, java_script_enabled=java_script, locale="ko-KR")
    page.locator(".tabs__more > summary").click()
    links = page.locator(".tabs__more a")
    assert links.count() == page.locator(".tab").count() - 2  # without those of all and the best
    last = links.last.bounding_box()
    assert last["x"] >= 0 and last["x"] + last["width"] <= screen["width"]
    links.last.click()
    page.wait_for_url(re.compile("/boards/"))
    current = page.locator(".tab[aria-current=page]")
    expect(current).to_have_count(1)
    if java_script:
        expect(current).to_be_in_viewport(ratio=0.9)


def test_a_menu_closes_by_the_escape_key_and_by_a_press_elsewhere(open_as_member):
    page = open_as_member("/all/", viewport=DESK)
    summary, panel = page.locator(".account > summary"), page.locator(".account .menu__panel")
    summary.focus()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    expect(panel).to_be_visible()
    page.locator("h1").click()
    expect(panel).to_be_hidden()


@SCREENS
def test_a_chosen_theme_stays_and_is_there_before_the_page_is_painted(open_page, screen):
    page = open_page("/", viewport=screen, color_scheme="light", locale="ko-KR")
    light = background_of(page)
    page.get_by_role("button", name="어둡게").click()
    dark = background_of(page)
    assert dark != light
    expect(page.get_by_role("button", name="어둡게")).to_have_attribute("aria-pressed", "true")
    (cookie,) = [each for each in page.context.cookies() if each["name"] == "theme"]
    assert (cookie["value"], cookie["sameSite"]) == ("dark", "Lax")
    page.add_init_script(
        """document.addEventListener("readystatechange", () => {
             window.early ??= document.documentElement.dataset.theme; });"""
    )
    page.goto("/all/")
    assert page.evaluate("window.early") == "dark"
    assert background_of(page) == dark
    page.get_by_role("button", name="기기 설정").click()
    assert background_of(page) == light
    assert not [each for each in page.context.cookies() if each["name"] == "theme"]


@SCREENS
def test_the_text_grows_in_four_steps_and_stays_so(open_page, screen):
    page = open_page("/", viewport=screen, locale="ko-KR")
    sizes = []
    for name in ("보통", "크게", "더 크게", "아주 크게"):
        page.get_by_role("button", name=name, exact=True).click()
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    assert sizes == sorted(set(sizes))
    page.goto("/all/")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == sizes[-1]
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


@pytest.mark.parametrize("path", ["/search/", "/all/"])
def test_the_largest_text_leaves_room_for_what_is_typed(open_page, path):
    page = open_page(path, viewport=PHONE, locale="ko-KR")
    page.locator(".appearance [value=largest]").last.click()
    words = page.locator(".search-line .search-box__words").bounding_box()
    assert words["width"] >= 100
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_a_script_the_choices_are_not_offered(open_page):
    page = open_page("/", viewport=PHONE, java_script_enabled=False)
    assert page.locator(".appearance").count() == 2
    for choice in page.locator(".appearance").all():
        expect(choice).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_is_broken_in_a_chosen_theme_and_with_open_menus(open_as_member, theme, scheme):
    page = open_as_member("/", viewport=PHONE, color_scheme=scheme)
    page.locator(f".appearance [value={theme}]").click()
    page.locator(".appearance [value=largest]").click()
    for menu in (None, ".tabs__more", ".account"):  # an open one lies over a part of the page
        if menu:
            page.locator(f"{menu} > summary").click()
        results = Axe().run(page, context=menu, options=RULES)
        assert results.violations_count == 0, results.generate_report()


def test_a_sign_of_an_error_stands_only_beside_words(open_page):
    page = open_page("/accounts/login/", viewport=PHONE)
    error = page.locator("[data-passkey-error]")
    expect(error).to_have_text("")
    assert error.evaluate("each => getComputedStyle(each, '::before').content") == "none"
    error.evaluate("each => { each.textContent = each.dataset.passkeyError; }")
    assert error.evaluate("each => getComputedStyle(each, '::before').content") != "none"


def test_a_wrong_field_has_a_red_border_and_a_sign(open_page):
    page = open_page("/accounts/login/", viewport=PHONE)
    right = page.locator("[name=search], [name=password]").first.evaluate(
        "field => getComputedStyle(field).borderColor"
    )
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("main form .button").first.click()
    wrong = page.locator("[aria-invalid=true]").first
    expect(wrong).to_be_visible()
    assert wrong.evaluate("field => getComputedStyle(field).borderColor") != right
    assert wrong.evaluate("field => getComputedStyle(field).borderWidth") == "2px"
    sign = page.locator(".field__error").first.evaluate(
        "error => getComputedStyle(error, '::before').maskImage"
    )
    assert "#warning" in sign
