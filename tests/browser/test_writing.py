"""Writing, as people do: with the editor and without, in Korean, on a phone, in two windows."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.live_site import LiveSite
from tests.posts.uploads.samples import encoded, picture

WRITE = "/boards/talk-talk/write/"
# Every element that the policy refuses is told to the page itself, besides the console.
VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="module")
def session(demo_site: LiveSite) -> Callable[[str], dict[str, str]]:
    """Return the session cookie of a member who is made for one test."""

    def session(handle: str) -> dict[str, str]:
        code = (
            "from django.test import Client;"
            "from boards.members.models import Member;"
            f"member = Member.objects.create_user('{handle}', email='{handle}@example.com');"
            "client = Client(); client.force_login(member);"
            "print('key=' + client.cookies['sessionid'].value)"
        )
        key = re.search(r"key=(\S+)", demo_site.run_python(code))
        return {"name": "sessionid", "value": key[1], "url": demo_site.url}

    return session


@pytest.fixture
def writing(open_page, session, request):
    """Open the writing page as a new member: `writing(**options of the browser context)`."""

    def writing(path: str = WRITE, **options: object) -> Page:
        page = open_page("/healthz", locale="en", **options)
        handle = f"writer{abs(hash(request.node.nodeid)) % 10**8}"
        sign_in(page.context, session(handle))
        page.add_init_script(VIOLATIONS)
        page.goto(path)
        if options.get("java_script_enabled", True):
            page.locator("#editor").wait_for()
        return page

    return writing


def sign_in(context: BrowserContext, cookie: dict[str, str]) -> None:
    context.add_cookies([cookie])


def compose_syllables(page: Page, *steps: str) -> None:
    """Type as a Korean input method does: each step replaces what is being composed."""
    cdp = page.context.new_cdp_session(page)
    for step in steps:
        cdp.send(
            "Input.imeSetComposition",
            {"text": step, "selectionStart": len(step), "selectionEnd": len(step)},
        )
    cdp.send("Input.insertText", {"text": steps[-1]})
    cdp.detach()


def body_of_article(page: Page) -> str:
    return page.locator(".article .body").inner_html()


def saved(page: Page) -> None:
    # With the time of the day as the page's language has it, and no seconds.
    said = re.compile(r"Draft saved \d{1,2}:\d\d\s[AP]M$")
    expect(page.locator(".draft-status")).to_have_text(said)


def no_violations(page: Page) -> None:
    assert page.evaluate("window.violations") == []


def test_writes_with_the_editor(writing):
    page = writing(viewport=DESK)
    page.get_by_label("Title").fill("주말 모임 안내")
    page.locator("#editor").click()
    page.get_by_role("button", name="Bold").click()
    page.keyboard.type("굵은")
    page.get_by_role("button", name="Bold").click()
    page.keyboard.type(" 글")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="List", exact=True).click()
    page.keyboard.type("하나")
    page.keyboard.press("Enter")
    page.keyboard.type("둘")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_label("Address").fill("https://example.com/a")
    page.get_by_role("button", name="Set the link").click()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Table", exact=True).click()
    page.keyboard.type("머리")
    page.get_by_role("button", name="Add a row").click()
    page.get_by_role("combobox", name="Tags").fill("모임")
    no_violations(page)
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    body = body_of_article(page)
    assert "<strong>굵은</strong> 글" in body
    assert "<li><p>하나</p></li><li><p>둘</p></li>" in body
    assert 'href="https://example.com/a"' in body
    assert "머리" in body
    assert body.count("<tr>") == 4
    expect(page.get_by_role("link", name="#모임")).to_be_visible()


def test_link_of_a_selection_is_set_and_removed(writing):
    page = writing()
    page.locator("#editor").click()
    page.keyboard.type("여기")
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_label("Address").fill("https://example.com/b")
    page.get_by_role("button", name="Set the link").click()
    link = page.locator("#editor a")
    expect(link).to_have_text("여기")
    expect(link).to_have_attribute("href", "https://example.com/b")
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_role("button", name="Remove the link").click()
    expect(link).to_have_count(0)
    expect(page.locator("#editor")).to_have_text("여기")


def test_composed_syllables_are_neither_lost_nor_doubled(writing):
    page = writing()
    steps = ("ㅎ", "하", "한", "한ㄱ", "한구", "한국")
    page.get_by_label("Title").click()
    compose_syllables(page, *steps)
    compose_syllables(page, "ㅇ", "이", "인")
    page.locator("#editor").click()
    compose_syllables(page, *steps)
    page.keyboard.press("Enter")
    compose_syllables(page, "ㄱ", "구", "굳", "구디", "구딘")
    page.get_by_role("button", name="Bold").click()
    compose_syllables(page, "ㅅ", "서", "설")
    page.get_by_role("combobox", name="Tags").click()
    compose_syllables(page, "ㅅ", "세", "섹", "세그", "세금")
    page.keyboard.type(",")
    compose_syllables(page, "ㅂ", "비", "비ㅈ", "비자")
    saved(page)
    expect(page.get_by_label("Title")).to_have_value("한국인")
    expect(page.get_by_role("combobox", name="Tags")).to_have_value("세금,비자")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    expect(page.locator("h1")).to_have_text("한국인")
    assert body_of_article(page) == "<p>한국</p><p>구딘<strong>설</strong></p>"
    assert sorted(page.locator(".tags a").all_inner_texts()) == ["#비자", "#세금"]


def test_a_save_during_composition_does_not_disturb_it(writing):
    page = writing()
    page.locator("#editor").click()
    cdp = page.context.new_cdp_session(page)
    for step in ("ㅎ", "하", "한"):
        cdp.send("Input.imeSetComposition", {"text": step, "selectionStart": 1, "selectionEnd": 1})
    saved(page)
    cdp.send("Input.imeSetComposition", {"text": "한ㄱ", "selectionStart": 2, "selectionEnd": 2})
    cdp.send("Input.insertText", {"text": "한글"})
    expect(page.locator("#editor")).to_have_text("한글")


def test_a_draft_is_offered_on_return(writing):
    page = writing()
    page.get_by_label("Title").fill("쓰다 만 글")
    page.locator("#editor").click()
    page.keyboard.type("본문")
    saved(page)
    page.goto("/")
    page.goto(WRITE)
    expect(page.locator("[data-draft-offer]")).to_contain_text("쓰다 만 글")
    page.get_by_role("link", name="Continue").click()
    expect(page.locator("#editor")).to_have_text("본문")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    page.goto(WRITE)
    expect(page.locator("[data-draft-offer]")).to_have_count(0)


def test_two_windows_do_not_overwrite_each_other(writing):
    first = writing()
    second = first.context.new_page()
    second.goto(WRITE)
    first.get_by_label("Title").fill("첫째 창")
    saved(first)
    second.locator("#editor").click()
    second.keyboard.type("둘째 창의 글")
    conflict = second.locator("[data-draft-conflict]")
    expect(conflict).to_be_visible()
    second.get_by_role("button", name="Keep what is here").click()
    saved(second)
    expect(conflict).to_be_hidden()
    first.get_by_label("Title").fill("첫째 창 다시")
    expect(first.locator("[data-draft-conflict]")).to_be_visible()
    first.get_by_role("button", name="Use that draft").click()
    expect(first.locator("#editor")).to_have_text("둘째 창의 글")
    expect(first.get_by_label("Title")).to_have_value("")


def test_back_loses_nothing_and_doubles_nothing(writing):
    page = writing()
    page.get_by_label("Title").fill("뒤로 가기")
    page.locator("#editor").click()
    page.keyboard.type("남아 있어야 할 글")
    saved(page)
    page.goto("/")
    page.go_back()
    page.locator("#editor").wait_for()
    if not page.locator("#editor").inner_text().strip():
        page.get_by_role("link", name="Continue").click()
    expect(page.locator("#editor")).to_have_text("남아 있어야 할 글")
    expect(page.get_by_label("Title")).to_have_value("뒤로 가기")
    page.get_by_role("button", name="Publish").dblclick()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    page.goto("/all/")
    expect(page.locator(".rows .title a", has_text="뒤로 가기")).to_have_count(1)


def test_an_expired_session_loses_nothing(writing, session):
    page = writing()
    page.get_by_label("Title").fill("만료된 뒤")
    page.locator("#editor").click()
    page.keyboard.type("남은 글")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("no longer signed in")
    expect(page.locator("#editor")).to_have_text("남은 글")
    sign_in(page.context, session("returned"))
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    assert body_of_article(page) == "<p>남은 글</p>"


def test_tags_are_offered_and_taken_by_key(writing):
    first = writing()
    first.get_by_label("Title").fill("태그 글")
    first.locator("#editor").click()
    first.keyboard.type("글")
    first.get_by_role("combobox", name="Tags").fill("자동완성시험")
    first.get_by_role("button", name="Publish").click()
    first.wait_for_url(re.compile(r"/posts/\d+/$"))
    first.goto(WRITE)
    tags = first.get_by_role("combobox", name="Tags")
    tags.click()
    compose_syllables(first, "ㅈ", "자", "잗", "자도", "자동")
    offered = first.get_by_role("listbox").get_by_role("option")
    expect(offered.first).to_have_text("자동완성시험")
    first.keyboard.press("ArrowDown")
    first.keyboard.press("Enter")
    expect(tags).to_have_value("자동완성시험, ")
    no_violations(first)


def test_a_picture_is_sent_while_writing(writing):
    page = writing()
    page.get_by_label("Title").fill("사진 글")
    page.locator("#editor").click()
    page.keyboard.type("사진:")
    file = {"name": "a.png", "mimeType": "image/png", "buffer": encoded(picture(), "PNG")}
    page.get_by_label("Pictures and files").set_input_files(file)
    image = page.locator("#editor img[src]:not(.ProseMirror-separator)")
    expect(image).to_have_count(1)
    page.get_by_label("What does the picture show?").fill("초록 네모")
    expect(image).to_have_attribute("alt", "초록 네모")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    shown = page.locator(".article .body img")
    expect(shown).to_have_attribute("alt", "초록 네모")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_a_picture_that_is_taken_back_leaves_the_text(writing):
    page = writing()
    page.locator("#editor").click()
    page.keyboard.type("글")
    file = {"name": "a.png", "mimeType": "image/png", "buffer": encoded(picture(), "PNG")}
    page.get_by_label("Pictures and files").set_input_files(file)
    image = page.locator("#editor img[src]:not(.ProseMirror-separator)")
    expect(image).to_have_count(1)
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(image).to_have_count(0)
    expect(page.locator("#editor")).to_have_text("글")


def test_writes_without_javascript(writing):
    page = writing(java_script_enabled=False)
    page.get_by_label("Title").fill("스크립트 없이")
    page.get_by_label("Text").fill("첫 줄\n둘째 줄\n\n- 하나\n- 둘\n\nhttps://example.com/a 참고")
    page.get_by_role("button", name="Preview").click()
    assert "<li>하나</li>" in page.locator(".preview .body").inner_html()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    body = body_of_article(page)
    assert "<p>첫 줄<br>둘째 줄</p><ul><li>하나</li><li>둘</li></ul>" in body
    assert 'href="https://example.com/a"' in body
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Text").fill("고친 줄")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".body")).to_have_text("고친 줄")
    assert body_of_article(page) == "<p>고친 줄</p>"
    page.get_by_role("link", name="Versions").click()
    expect(page.locator("ins").first).to_contain_text("고친")
    page.go_back()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("Your post was deleted. You find it")).to_be_visible()


def test_writes_by_touch_on_a_phone(writing):
    page = writing(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/boards/talk-talk/")
    above, below = page.get_by_role("link", name="Write").all()
    rows = page.locator(".list").bounding_box()
    for button in (above, below):
        assert button.bounding_box()["height"] >= 44
    assert above.bounding_box()["y"] + above.bounding_box()["height"] <= rows["y"]
    assert below.bounding_box()["y"] >= rows["y"] + rows["height"], "no row is covered"
    button = above
    button.tap()
    page.locator("#editor").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.eval_on_selector_all(
        ".writing button, .writing input:not([type=hidden], [type=checkbox]), .writing summary",
        "all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)"
        ".map(e => e.outerHTML)",
    )
    assert small == []
    page.get_by_label("Title").tap()
    page.keyboard.type("전화기로")
    page.locator("#editor").tap()
    page.get_by_role("button", name="Bold").tap()
    page.keyboard.type("쓴 글")
    page.get_by_role("button", name="Publish").tap()
    page.wait_for_url(re.compile(r"/posts/\d+/$"))
    assert body_of_article(page) == "<p><strong>쓴 글</strong></p>"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(writing, scheme, screen):
    page = writing(viewport=screen, color_scheme=scheme)
    page.get_by_label("Title").fill("접근성")
    page.locator("#editor").click()
    if screen == PHONE:
        page.get_by_role("button", name="More formatting").click()
        assert axe_violations(page) == []
    page.get_by_role("button", name="Table", exact=True).click()
    page.keyboard.type("표")
    saved(page)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Preview").click()
    page.locator("#editor").wait_for()
    assert axe_violations(page) == []
    page.goto("/write/")
    assert axe_violations(page) == []
    page.goto(WRITE)
    page.locator("#editor").wait_for()
    expect(page.locator("[data-draft-offer]")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".field__error").first).to_be_visible()
    assert axe_violations(page) == []


def axe_violations(page: Page) -> list[str]:
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in Axe().run(page).response["violations"]]
