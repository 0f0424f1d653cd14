"""Pictures and files while a post is being written: picked, dropped, pasted, described."""

import base64
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.live_site import LiveSite
from tests.posts.uploads.samples import PDF, encoded, picture, with_metadata

WRITE = "/boards/talk-talk/write/"
SESSION = """
from django.test import Client
from boards.members.models import Member
client = Client()
client.force_login(Member.objects.create_user("{handle}", email="{handle}@example.com"))
print("key=" + client.cookies["sessionid"].value)
"""
HAND_OVER = """([kind, name, type, content]) => {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name, { type }));
    const target = document.querySelector("#editor, textarea");
    const options = { bubbles: true, cancelable: true };
    target.dispatchEvent(
        kind === "paste"
            ? new ClipboardEvent("paste", { ...options, clipboardData: carried })
            : new DragEvent("drop", { ...options, dataTransfer: carried }),
    );
}"""
LOADED = "image => image.complete && image.naturalWidth > 0"


@pytest.fixture
def writing(open_page, demo_site: LiveSite, request) -> Callable[..., Page]:
    """Open the writing page as a new member: `writing(**options of the browser context)`."""

    def writing(**options: object) -> Page:
        page = open_page("/healthz", **{"locale": "en", "viewport": DESK, **options})
        handle = f"sender{abs(hash(request.node.nodeid)) % 10**8}"
        key = re.search(r"key=(\S+)", demo_site.run_python(SESSION.format(handle=handle)))
        page.context.add_cookies([{"name": "sessionid", "value": key[1], "url": demo_site.url}])
        page.goto(WRITE)
        if options.get("java_script_enabled", True):
            page.locator("#editor").wait_for()
        return page

    return writing


def photo(name: str = "바다.jpg") -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": with_metadata("JPEG")}


def publish(page: Page) -> None:
    page.get_by_label("Title").fill("바다에 다녀왔어요")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile(r"/posts/\d+/"))


def assert_loaded(page: Page, count: int) -> None:
    images = page.locator(".body img")
    expect(images).to_have_count(count)
    for image in images.all():
        image.scroll_into_view_if_needed()
        page.wait_for_function(LOADED, arg=image.element_handle())


def test_several_pictures_are_sent_at_once_and_published_with_their_descriptions(writing):
    page = writing()
    large = {
        "name": "산.png",
        "mimeType": "image/png",
        "buffer": encoded(picture((1800, 900)), "PNG"),
    }
    page.locator("#files").set_input_files([photo(), large])
    rows = page.locator(".uploads__file")
    expect(rows).to_have_count(2)
    expect(page.get_by_text("Done", exact=True)).to_have_count(2)
    expect(page.locator("#editor img")).to_have_count(2)
    rows.filter(has_text="산").get_by_label("What does the picture show?").fill("눈 덮인 산")
    publish(page)
    assert_loaded(page, 2)
    mountain = page.get_by_alt_text("눈 덮인 산")
    assert mountain.get_attribute("loading") == "lazy"
    assert re.findall(r"(\d+)w", mountain.get_attribute("srcset")) == ["480", "960", "1600"]
    assert page.locator("form [name=uploads]").count() == 0


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_picture_can_be_pasted_and_dropped(writing, kind):
    page = writing()
    content = base64.b64encode(with_metadata("PNG")).decode()
    page.evaluate(HAND_OVER, [kind, "screen.png", "image/png", content])
    expect(page.locator("#editor img")).to_have_count(1)
    expect(page.locator(".uploads__file")).to_have_count(1)


PASTE_MARKUP = """(markup) => {
    const carried = new DataTransfer();
    carried.setData("text/html", markup);
    carried.setData("text/plain", "앞 뒤");
    const options = { bubbles: true, cancelable: true, clipboardData: carried };
    document.querySelector("#editor").dispatchEvent(new ClipboardEvent("paste", options));
}"""


def test_a_picture_that_is_pasted_with_its_text_stays_in_its_place(writing):
    page = writing()
    content = base64.b64encode(with_metadata("PNG")).decode()
    image = f'<img src="data:image/png;base64,{content}" alt="바다">'
    page.evaluate(PASTE_MARKUP, f"<p>앞</p>{image}<p>뒤</p>")
    expect(page.locator('#editor img[src^="/uploads/"]')).to_have_count(1)
    expect(page.locator('#editor img[src^="data:"]')).to_have_count(0)
    expect(page.locator(".uploads__file")).to_have_count(1)
    publish(page)
    assert_loaded(page, 1)
    body = page.locator(".body")
    assert body.get_by_alt_text("바다").count() == 1
    markup = body.inner_html()
    assert markup.index("앞") < markup.index("<img") < markup.index("뒤")


def test_a_pasted_picture_that_is_refused_goes_and_is_told(writing):
    page = writing()
    content = base64.b64encode(b"<svg></svg>").decode()
    image = f'<img src="data:image/svg+xml;base64,{content}">'
    page.evaluate(PASTE_MARKUP, f"<p>앞</p>{image}<p>뒤</p>")
    expect(page.locator(".uploads__file").get_by_role("alert")).to_contain_text("cannot be sent")
    expect(page.locator("#editor img")).to_have_count(0)
    expect(page.locator("#editor")).to_contain_text("뒤")


def test_the_writer_is_told_at_once_of_pictures_of_other_sites(writing):
    page = writing()
    expect(page.get_by_text("Some pictures here are on another site")).to_be_hidden()
    page.evaluate(PASTE_MARKUP, '<p>앞</p><img src="https://other.example/x.png"><p>뒤</p>')
    expect(page.get_by_text("Some pictures here are on another site")).to_be_visible()


def test_refused_files_are_told_apart_and_a_picture_can_be_taken_back(writing, demo_site):
    page = writing()
    page.locator("#files").set_input_files(
        [
            {"name": "a.png", "mimeType": "image/png", "buffer": b"<svg></svg>"},
            {"name": "b.png", "mimeType": "image/png", "buffer": b"0" * 20 * 1024 * 1024 + b"0"},
            photo("c.jpg"),
        ]
    )
    rows = page.locator(".uploads__file")
    expect(rows.filter(has_text="a.png").get_by_role("alert")).to_contain_text("cannot be sent")
    expect(rows.filter(has_text="b.png").get_by_role("alert")).to_contain_text("larger than 20 MB")
    expect(page.locator("#editor img")).to_have_count(1)
    rows.last.get_by_role("button", name="Remove").click()
    expect(rows).to_have_count(2)
    expect(page.locator("#editor img")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    handle = (
        "from boards.posts.models import Upload; print(Upload.objects.filter(name='c').count())"
    )
    assert demo_site.run_python(handle).strip() == "0"


def test_a_form_waits_for_the_files_that_are_on_their_way(writing):
    page = writing()
    page.route("**/uploads/", lambda route: page.wait_for_timeout(1500) or route.continue_())
    page.get_by_label("Title").fill("기다려 주세요")
    page.locator("#files").set_input_files([photo()])
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("[data-status]")).to_contain_text("still being sent")
    expect(page.locator("#editor img")).to_have_count(1)
    publish(page)
    assert_loaded(page, 1)


def test_a_document_becomes_a_link_that_downloads(writing):
    page = writing()
    document = {"name": "연말정산.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.locator("#files").set_input_files([document])
    expect(page.locator("#editor a")).to_have_text("연말정산.pdf")
    publish(page)
    with page.expect_download() as download:
        page.locator(".body").get_by_role("link", name="연말정산.pdf").click()
    assert download.value.suggested_filename == "연말정산.pdf"


def test_files_go_with_the_form_where_there_are_no_scripts(writing):
    page = writing(java_script_enabled=False)
    page.locator("#files").set_input_files(
        [photo(), {"name": "계획.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    page.get_by_label("Text", exact=True).fill("사진 두 장")
    page.get_by_role("button", name="Publish").click()  # without a title
    expect(page.locator(".uploads__file")).to_have_count(2)
    page.get_by_label("What does the picture show?").fill("바다")
    page.get_by_label("Title").fill("바다에 다녀왔어요")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".body").get_by_alt_text("바다")).to_have_count(1)
    expect(page.locator(".body").get_by_role("link", name="계획.pdf")).to_have_count(1)


def test_cards_are_kept_through_preview_and_edit(writing, demo_site):
    page = writing()
    document = {"name": "계획.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.locator("#files").set_input_files([photo("산.jpg"), document, photo("바다.jpg")])
    pictures = page.locator("[data-list=picture] .uploads__file")
    attachments = page.locator("[data-list=attachment] .uploads__file")
    expect(page.locator("#editor img")).to_have_count(2)
    expect(page.locator("#editor a")).to_have_text("계획.pdf")
    pictures.filter(has_text="산").get_by_label("What does the picture show?").fill("눈 덮인 산")
    page.get_by_label("Title").fill("바다와 산")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview")).to_be_visible()
    expect(page.locator("#editor img")).to_have_count(2)
    expect(pictures.locator(".uploads__name")).to_have_text(["산", "바다"])
    expect(attachments.locator(".uploads__name")).to_have_text(["계획.pdf"])
    described = pictures.get_by_label("What does the picture show?")
    expect(described.first).to_have_value("눈 덮인 산")
    expect(page.get_by_label("Leave out")).to_have_count(0)
    described.nth(1).fill("푸른 바다")
    publish(page)
    assert_loaded(page, 2)
    expect(page.locator(".body").get_by_alt_text("푸른 바다")).to_have_count(1)
    page.goto(re.sub(r"(/posts/\d+/).*", r"\1edit/", page.url))
    expect(page.locator("#editor img")).to_have_count(2)
    expect(described.nth(1)).to_have_value("푸른 바다")
    pictures.first.get_by_role("button", name="Remove").click()
    expect(page.locator("#editor img")).to_have_count(1)
    described.fill("저녁 바다")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".body").get_by_alt_text("저녁 바다")).to_have_count(1)
    expect(page.locator(".body img")).to_have_count(1)
    left = (
        "from boards.posts.models import Upload; print(Upload.objects.filter(name='산').exists())"
    )
    assert demo_site.run_python(left).strip() == "True"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_of_files_is_for_everybody(writing, scheme):
    page = writing(viewport=PHONE, has_touch=True, color_scheme=scheme)
    page.locator("#files").set_input_files([photo("긴 이름의 사진 " * 8 + ".jpg"), photo()])
    expect(page.get_by_text("Done", exact=True)).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for button in page.locator(".uploads__file button").all():
        assert button.bounding_box()["height"] >= 44
    rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
    results = Axe().run(page, options={"runOnly": rules})
    assert results.violations_count == 0, results.generate_report()
