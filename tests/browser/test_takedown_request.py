"""A stranger without JavaScript sends a request and follows it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE


def test_a_stranger_without_javascript_sends_a_request_and_follows_it(open_page):
    page = open_page("/", viewport=PHONE, java_script_enabled=False, locale="ko-KR")
    path = page.locator('a[href^="/posts/"]').first.get_attribute("href").partition("?")[0]
    origin = re.match(r"https?://[^/]+", page.url)[0]
    page.locator(".site-footer").get_by_role("link", name="권리 침해").click()
    page.get_by_role("link", name="그 밖의 권리 침해").click()
    page.get_by_label("어디에 있습니까?").fill(f"{origin}/nothing/")
    page.get_by_label("무엇이 문제이고").fill("제 전화번호가 있습니다.")
    page.get_by_label("이름", exact=True).fill("김서연")
    page.get_by_label("이메일").fill("seoyeon@example.org")
    page.get_by_label("여기 적은 내용은").check()
    page.get_by_label("서명").fill("김서연")
    page.get_by_role("button", name="요청 보내기").click()
    expect(page.locator(".field__error")).to_contain_text("이 사이트의 글이나 댓글")
    expect(page.get_by_label("무엇이 문제이고")).to_have_value("제 전화번호가 있습니다.")
    page.get_by_label("어디에 있습니까?").fill(f"{origin}{path}")
    page.get_by_role("button", name="요청 보내기").click()
    expect(page).to_have_url(re.compile(r"/report/follow/\d+/[\w-]{32}/"))
    expect(page.get_by_text("검토하고 있습니다")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
