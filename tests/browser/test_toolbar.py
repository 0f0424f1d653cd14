"""The editor's toolbar and the limits, on a phone and by the keyboard."""

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_uploads import HAND_OVER
from tests.browser.test_writing import session, writing  # noqa: F401 - fixtures
from tests.posts.uploads.samples import PDF, encoded, picture

RARE = ["Italic", "Small heading", "Numbered list", "Table", "Code", "Code block", "Undo", "Redo"]
OFF_SCREEN = """() => [...document.querySelectorAll("[data-toolbar] button")]
    .filter((button) => button.checkVisibility())
    .filter((button) => {
        const { left, right, height, width } = button.getBoundingClientRect();
        return left < 0 || right > innerWidth || height < 44 || width < 40;
    }).map((button) => button.textContent)"""


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_button_is_reached_on_a_phone(writing: Callable[..., Page], language: str) -> None:  # noqa: F811
    page = writing(viewport=PHONE, has_touch=True, is_mobile=True)
    if language == "ko":
        page.goto(f"{page.url}?lang=ko")
        page.locator("#editor").wait_for()
    toolbar = page.locator("[data-toolbar]")
    assert page.evaluate(OFF_SCREEN) == []
    first = toolbar.locator("button:visible").first
    expect(first).to_have_accessible_name("사진" if language == "ko" else "Picture")
    toolbar.locator("[data-more]").tap()
    expect(toolbar.locator("[data-more]")).to_have_attribute("aria-expanded", "true")
    assert page.evaluate(OFF_SCREEN) == []
    for button in toolbar.locator("button:visible").all():
        expect(button).to_have_accessible_name(re.compile(r"\S"))
    if language == "en":
        for name in RARE:
            expect(toolbar.get_by_role("button", name=name, exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_bar_stays_at_the_lower_edge_of_a_phone(writing: Callable[..., Page]) -> None:  # noqa: F811
    page = writing(viewport={"width": 360, "height": 500}, has_touch=True, is_mobile=True)
    page.locator("#editor").tap()
    for _ in range(14):
        page.keyboard.type("줄")
        page.keyboard.press("Enter")
    box = page.locator("[data-toolbar]").bounding_box()
    assert 400 < box["y"] + box["height"] <= 501
    caret = page.evaluate(
        "getSelection().getRangeAt(0).startContainer.getBoundingClientRect().bottom"
    )
    assert caret <= box["y"] + 1
    page.evaluate("scrollBy(0, -150)")  # the end of the text is below the screen now
    lower_edge = "document.querySelector('[data-toolbar]').getBoundingClientRect().bottom"
    page.wait_for_function(f"Math.abs({lower_edge} - innerHeight) < 2")


def test_arrows_walk_along_the_bar_and_tab_leaves_it(writing: Callable[..., Page]) -> None:  # noqa: F811
    page = writing(viewport=DESK)
    bar = page.get_by_role("toolbar", name="Formatting")
    assert bar.locator('button[tabindex="0"]').count() == 1
    bar.locator('button[tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Bold", exact=True)).to_be_focused()
    page.keyboard.press("End")
    expect(bar.get_by_role("button", name="Redo", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Picture", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#editor")).to_be_focused()
    expect(bar.get_by_role("button", name="Bold", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    bar.locator('button[tabindex="0"]').focus()
    page.keyboard.press("Tab")
    expect(page.locator("#editor")).to_be_focused()


def test_limits_are_counted_as_the_server_counts(writing: Callable[..., Page]) -> None:  # noqa: F811
    page = writing(viewport=PHONE)
    title, counter = page.get_by_label("Title"), page.locator("[data-counter=title]")
    title.fill("가족 👨‍👩‍👧‍👦 🇰🇷")  # 가족, a family and a flag
    expect(counter.locator("[data-count]")).to_have_text("6 / 100")
    expect(counter.get_by_role("status")).to_have_text("")
    title.fill("가" * 95)
    expect(counter.get_by_role("status")).to_have_text("5 left")
    title.fill("가" * 103)
    expect(counter.get_by_role("status")).to_have_text("3 too many")
    page.locator("#editor").click()
    page.keyboard.type("하나 둘")
    page.keyboard.press("Enter")
    page.keyboard.type("셋")
    expect(page.locator("[data-counter=body] [data-count]")).to_have_text("6 / 100,000")
    page.get_by_role("combobox", name="Tags").fill("a, #A, 세금")
    expect(page.locator("[data-counter=tags] [data-count]")).to_have_text("2 / 8")


@pytest.mark.parametrize("way", ["chooser", "drop"])
def test_several_files_go_after_the_block_in_the_order_chosen(
    writing: Callable[..., Page],  # noqa: F811
    way: str,
) -> None:
    page = writing(viewport=DESK)
    page.locator("#editor").click()
    page.keyboard.type("앞")
    page.keyboard.press("Enter")
    page.keyboard.type("뒤")
    page.keyboard.press("ArrowUp")
    held = []
    sizes = [(300, 200), (310, 200), (320, 200), (330, 200)]
    files = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": encoded(picture(size), "PNG")}
        for n, size in enumerate(sizes)
    ]
    document = {"name": "표.pdf", "mimeType": "application/pdf", "buffer": PDF}

    def later(route) -> None:
        # The first one arrives last.
        if not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/uploads/", later)
    if way == "chooser":
        page.locator("#files").set_input_files([files[0], document, *files[1:]])
    else:
        for file in [files[0], document, *files[1:]]:
            content = base64.b64encode(file["buffer"]).decode()
            page.evaluate(HAND_OVER, ["drop", file["name"], file["mimeType"], content])
    expect(page.get_by_text("Done", exact=True)).to_have_count(4)
    assert page.locator("#editor img[src]").count() == 0
    held[0].continue_()
    expect(page.locator("#editor img[src]")).to_have_count(4)
    widths = page.eval_on_selector_all(
        "#editor img[src]", "all => all.map(i => i.getAttribute('width'))"
    )
    assert widths == ["300", "310", "320", "330"]
    blocks = page.eval_on_selector_all(
        "#editor > *", "all => all.map(e => e.textContent || e.tagName)"
    )
    assert blocks == ["앞", "IMG", "IMG", "IMG", "IMG", "뒤", "표.pdf"]
    expect(page.locator("[data-list=picture] .uploads__file")).to_have_count(4)
    expect(page.locator("[data-list=attachment] .uploads__file")).to_have_count(1)


def test_cancelling_keeps_what_was_typed(writing: Callable[..., Page]) -> None:  # noqa: F811
    page = writing(viewport=PHONE)
    page.get_by_label("Title").fill("그만둔 글")
    page.get_by_role("button", name="Cancel", exact=True).click()
    page.wait_for_url("**/boards/talk-talk/")
    expect(page.get_by_text("saved as a draft")).to_be_visible()
    page.goto("/boards/talk-talk/write/")
    expect(page.locator("[data-draft-offer]")).to_contain_text("그만둔 글")
