"""The order of notices by a grip, and a must-read notice from the strip to the confirmation."""

import secrets

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_moderating import PASSWORD, sign_in

STORE = """
from boards.members.models import Member
from boards.models import Board
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.writing.actions.publish_post import publish_post
moderator, reader = (
    Member.objects.create_user(role + {suffix!r}, role + {suffix!r} + "@example.com", {password!r})
    for role in ("moderator", "reader")
)
for each in (moderator, reader):
    each.vouch_for_email()
board = Board.objects.create(name_ko="공지판" + {suffix!r}, name_en="")
board.moderators.add(moderator)
for place, title in enumerate(("하나 공지", "둘째 공지", "셋째 공지"), start=1):
    post = publish_post(board=board, author=moderator, title=title, body="<p>알립니다.</p>")
    pin_notice(post=post, by=moderator, position=place, must_read=place == 1)
print(board.get_absolute_url())
"""


def titles(page: Page) -> list[str]:
    return page.locator(".notice-order__title a").all_inner_texts()


def test_notices_are_dragged_and_moved_by_keys(open_page, demo_site):
    suffix = secrets.token_hex(3)
    path = demo_site.run_python(STORE.format(suffix=suffix, password=PASSWORD)).split()[-1]
    page = sign_in(open_page, f"moderator{suffix}")
    page.goto(f"{path}notices/")
    grips = page.locator(".notice-order__grip")
    grips.first.focus()
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("ArrowDown")
    expect(page.locator("[data-status]")).to_contain_text("2번째")
    expect(grips.nth(1)).to_be_focused()
    last, first = grips.nth(2).bounding_box(), grips.first.bounding_box()
    page.mouse.move(last["x"] + 10, last["y"] + 10)
    page.mouse.down()
    page.mouse.move(last["x"] + 10, first["y"] - 30, steps=8)
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.mouse.up()
    assert titles(page) == ["셋째 공지", "둘째 공지", "하나 공지"]
    page.reload()
    assert titles(page) == ["셋째 공지", "둘째 공지", "하나 공지"]


def test_a_must_read_notice_is_confirmed_and_folded_without_a_script(open_page, demo_site):
    suffix = secrets.token_hex(3)
    path = demo_site.run_python(STORE.format(suffix=suffix, password=PASSWORD)).split()[-1]
    page = sign_in(open_page, f"reader{suffix}", viewport=PHONE, java_script_enabled=False)
    page.goto(path)
    page.locator(".must-read").get_by_role("link", name="하나 공지").click()
    page.get_by_role("button", name="읽었습니다").click()
    expect(page.get_by_text("읽었다고 확인한 공지입니다.")).to_be_visible()
    page.goto(path)
    expect(page.locator(".must-read")).to_have_count(0)
    page.get_by_role("button", name="접기: 하나 공지").click()
    expect(page.locator(".notices").get_by_text("하나 공지")).to_have_count(0)
    page.get_by_role("button", name="접은 공지 1개 보기").click()
    expect(page.locator(".notices").get_by_text("하나 공지")).to_be_visible()
