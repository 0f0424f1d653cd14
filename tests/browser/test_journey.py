"""The whole way of a new member, on a phone, with and without JavaScript.

Sign up, confirm the address, write a post with a picture; a second member comments, the first
answers, the second recommends.
"""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, expect_signed_in
from tests.browser.test_accounts import letters_of
from tests.posts.uploads.samples import with_metadata

PASSWORD = "correct horse battery"


def join(open_page, site, handle: str, *, java_script: bool) -> Page:
    """Sign up and confirm the address; return the new member's page."""
    page = open_page(
        "/accounts/signup/",
        viewport=PHONE,
        has_touch=True,
        locale="ko-KR",
        java_script_enabled=java_script,
    )
    page.locator("[name=email]").fill(f"{secrets.token_hex(4)}@example.com")
    page.locator("[name=username]").fill(handle)
    page.locator("[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="가입하기").tap()
    expect(page.locator("[name=email]")).to_have_count(0)
    page.goto(letters_of(site)[-1])
    page.get_by_role("button", name="네, 제 것입니다").tap()
    expect_signed_in(page, "로그아웃")
    return page


def write_with_a_picture(page: Page, *, java_script: bool) -> None:
    """Write a post with a picture on the fullest board; the page then shows it."""
    page.goto("/boards/talk-talk/")
    page.get_by_role("link", name="글쓰기").first.tap()
    page.locator("[name=title]").fill("구인")
    photo = {"name": "바다.jpg", "mimeType": "image/jpeg", "buffer": with_metadata("JPEG")}
    if java_script:
        page.locator("#editor").tap()
        page.keyboard.insert_text("주말에 바다에 다녀왔어요.")
        page.locator("input[type=file]").set_input_files([photo])
        expect(page.locator("#editor img")).to_have_count(1)
    else:
        page.locator("textarea[name=body]").fill("주말에 바다에 다녀왔어요.\n\n다음에 또 갈래요.")
        page.locator("input[type=file]").set_input_files([photo])
    page.get_by_role("button", name="올리기").tap()
    page.wait_for_url(re.compile(r"/posts/\d+/"))
    expect(page.locator("h1")).to_have_text("구인")
    picture = page.locator(".body img")
    expect(picture).to_have_count(1)
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.body img').naturalWidth > 0")


@pytest.mark.parametrize("java_script", [True, False], ids=["with_script", "without_script"])
def test_a_new_member_writes_and_is_answered(open_page, demo_site, java_script):
    suffix = secrets.token_hex(3)
    writer = join(open_page, demo_site, f"글쓴이{suffix}", java_script=java_script)
    write_with_a_picture(writer, java_script=java_script)
    path = re.sub(r"^https?://[^/]+", "", writer.url)

    reader = join(open_page, demo_site, f"독자{suffix}", java_script=java_script)
    reader.goto(path)
    assert f"글쓴이{suffix}" not in reader.content()
    form = reader.locator("form:has(button:text('댓글 올리기'))").last
    form.locator("textarea").fill("어느 바다였나요?")
    form.get_by_role("button", name="댓글 올리기").tap()
    expect(reader.get_by_text("어느 바다였나요?")).to_be_visible()

    writer.goto(path)
    comment = writer.locator(".comment", has_text="어느 바다였나요?").first
    comment.get_by_text("답글", exact=True).first.tap()
    answer = writer.locator("form:has(button:text('답글 올리기'))").first
    answer.locator("textarea").fill("산타모니카예요.")
    answer.get_by_role("button", name="답글 올리기").tap()
    expect(writer.get_by_text("산타모니카예요.")).to_be_visible()

    reader.goto(path)
    expect(reader.get_by_text("산타모니카예요.")).to_be_visible()
    reader.locator(".reactions").get_by_role("button", name="추천").tap()
    expect(reader.locator(".reactions")).to_contain_text("추천 취소")
    reader.reload()
    expect(reader.locator(".reactions")).to_contain_text("1")
