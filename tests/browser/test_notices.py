"""The order of notices by a grip, and a must-read notice from the strip to the confirmation."""

import secrets

from playwright.sync_api import Locator, Page, expect

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


class Finger:
    """A finger on the screen of a page: touches as a device sends them, which may scroll."""

    def __init__(self, page: Page) -> None:
        self._screen = page.context.new_cdp_session(page)

    def put_on(self, thing: Locator) -> None:
        box = thing.bounding_box()
        self._x, self._y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._touch("touchStart", {"x": self._x, "y": self._y})

    def move_to(self, y: float, steps: int = 8) -> None:
        began = self._y
        for step in range(1, steps + 1):
            self._y = began + (y - began) * step / steps
            self._touch("touchMove", {"x": self._x, "y": self._y})

    def lift(self) -> None:
        self._touch("touchEnd")

    def _touch(self, kind: str, *points: dict[str, float]) -> None:
        self._screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})


def order_on_a_phone(open_page, demo_site, screen: dict[str, int]) -> Page:
    """Open the order of three notices as a moderator with a telephone."""
    suffix = secrets.token_hex(3)
    path = demo_site.run_python(STORE.format(suffix=suffix, password=PASSWORD)).split()[-1]
    handle = f"moderator{suffix}"
    page = sign_in(open_page, handle, viewport=screen, has_touch=True, is_mobile=True)
    page.goto(f"{path}notices/")
    expect(page.locator(".notice-order__grip")).to_have_count(3)
    return page


def test_notices_are_dragged_with_a_finger_and_the_page_stays_where_it_is(open_page, demo_site):
    page = order_on_a_phone(open_page, demo_site, PHONE)
    second = page.locator(".notice-order__row").nth(1).bounding_box()
    finger = Finger(page)
    finger.put_on(page.locator(".notice-order__grip").first)
    finger.move_to(second["y"] + second["height"] * 0.7)
    order = ["둘째 공지", "하나 공지", "셋째 공지"]
    assert titles(page) == order
    with page.expect_response(lambda response: response.request.method == "POST"):
        finger.lift()
    expect(page.locator("[data-status]")).to_contain_text("2번째")
    assert page.evaluate("scrollY") == 0
    page.reload()
    assert titles(page) == order


def test_a_finger_at_the_edge_of_a_low_screen_brings_the_rest_of_the_notices(open_page, demo_site):
    low = {"width": PHONE["width"], "height": 480}
    page = order_on_a_phone(open_page, demo_site, low)
    expect(page.locator(".notice-order__row").nth(2)).not_to_be_in_viewport()
    finger = Finger(page)
    finger.put_on(page.locator(".notice-order__grip").first)
    finger.move_to(low["height"] - 10)
    order = ["둘째 공지", "셋째 공지", "하나 공지"]
    expect(page.locator(".notice-order__title a")).to_have_text(order)
    with page.expect_response(lambda response: response.request.method == "POST"):
        finger.lift()
    page.reload()
    assert titles(page) == order


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
