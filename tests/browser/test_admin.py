"""The admin in a real browser: its scripts work under the site's Content-Security-Policy."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, patient_context
from tests.live_site import LiveSite

PASSWORD = "correct horse battery"
CONTENT = f"""
from boards.counters.models import ViewTotal
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Notice, Post

chief = Member.objects.create_superuser("chief", "chief@example.com", "{PASSWORD}")
writer = Member.objects.create_user("vubui", "vubui@example.com", "{PASSWORD}")
board = Board.objects.create(name_ko="세금과 급여", name_en="Tax & Salary")
board.moderators.add(writer)
for n in range(3):
    post = Post(board=board, author=writer, title=f"세금 신고 {{n}}")
    post.set_body("<p>작년 소득을 어디에 적나요?</p>")
    post.save()
    post.tags.add("세금")
    ViewTotal.objects.create(post=post, total=n)
Notice.objects.create(post=post, pinned_by=writer)
"""


@pytest.fixture
def admin(chromium: Browser, live_site_factory: Callable[..., LiveSite]) -> Iterator[Page]:
    """A page in which a superuser is signed in; what its console complains about fails the test."""
    site = live_site_factory()
    site.run_python(CONTENT)
    context = patient_context(chromium, base_url=site.url, viewport=DESK, locale="en")
    complaints: list[str] = []
    context.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Handle or e-mail").fill("chief")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Administration")).to_be_visible()
    yield page
    context.close()
    assert complaints == []


def test_lists_open(admin):
    for name in (
        "boards/board",
        "boards_members/member",
        "boards_posts/post",
        "boards_posts/notice",
        "boards_posts/tag",
        "boards_counters/viewtotal",
        "auth/group",
    ):
        admin.goto(f"/admin/{name}/")
        expect(admin.locator("#changelist")).to_be_visible()


def test_a_post_is_written_with_suggestions_dates_and_a_popup(admin):
    admin.goto("/admin/boards_posts/post/add/")
    admin.get_by_label("Board:").select_option(label="Tax & Salary")
    admin.get_by_label("Title:").fill("새 글")
    admin.get_by_label("Body:").fill("본문")
    admin.locator(".field-posted_at .datetimeshortcuts a", has_text="Now").click()
    admin.locator(".field-posted_at .date-icon").click()
    admin.locator(".calendarbox .calendar td a", has_text="15").first.click()
    with admin.expect_popup() as opened:
        admin.locator("#add_id_author").click()
    popup = opened.value
    popup.get_by_label("Handle:").fill("gildong")
    popup.locator("input[name=usable_password][value=false]").check()
    popup.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".field-author .select2-selection__rendered")).to_contain_text("gi")
    admin.get_by_role("button", name="Save", exact=True).click()
    told = admin.locator(".messagelist .success")
    expect(told).to_contain_text("새 글")
    colour = told.evaluate("element => getComputedStyle(element).color")
    # As dark as the sentence around it: what the admin gives links has a contrast of 4.08 there.
    expect(told.get_by_role("link")).to_have_css("color", colour)


def test_a_post_s_text_stands_in_the_site_s_editor(admin):
    admin.goto("/admin/boards_posts/post/")
    admin.get_by_role("link", name="세금 신고 1").click()
    body = admin.get_by_label("Body:")
    expect(body).to_have_text("작년 소득을 어디에 적나요?")
    expect(admin.locator("textarea#id_body")).to_be_hidden()
    body.press("Control+a")
    admin.get_by_role("button", name="Bold").click()
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.locator(".ProseMirror strong")).to_have_text("작년 소득을 어디에 적나요?")


def test_the_editor_leaves_the_admin_its_own_words(admin):
    admin.context.set_extra_http_headers({"Accept-Language": "ko"})
    admin.goto("/admin/boards_posts/post/")
    admin.get_by_role("link", name="세금 신고 1").click()
    expect(admin.locator(".ProseMirror")).to_be_visible()
    shortcuts = admin.locator(".field-posted_at .datetimeshortcuts")
    expect(shortcuts.first).to_contain_text("오늘")
    expect(shortcuts.last).to_contain_text("지금")


def test_a_text_that_nobody_touched_is_sent_back_as_it_is_stored(admin):
    admin.goto("/admin/boards_posts/post/")
    admin.get_by_role("link", name="세금 신고 2").click()
    expect(admin.locator(".ProseMirror")).to_be_visible()
    stored = admin.locator("textarea#id_body").evaluate("field => field.defaultValue")
    sent = admin.evaluate("new FormData(document.getElementById('post_form')).get('body')")
    assert sent == stored
    admin.get_by_label("Title:").fill("세금 신고 둘")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".messagelist .success")).to_be_visible()
    admin.locator("#result_list").get_by_role("link", name="세금 신고 둘").click()
    admin.get_by_role("link", name="History").click()
    expect(admin.locator("#change-history")).not_to_contain_text("body")


def test_a_board_gets_a_moderator_for_its_notices_alone(admin):
    admin.goto("/admin/boards/board/")
    admin.locator("#result_list tbody th a").first.click()
    expect(admin.locator("#moderations-0 .field-member")).to_contain_text("vubui")
    admin.get_by_role("button", name="Add another Moderator").click()
    row = admin.locator("#moderations-1")
    row.locator(".field-member .select2-selection").click()
    admin.locator(".select2-search__field").last.fill("chi")
    admin.locator(".select2-results__option", has_text="chief").first.click()
    for scope in ("content", "sanctions"):
        row.locator(f".field-{scope} input").uncheck()
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".messagelist .success")).to_be_visible()
    admin.locator("#result_list tbody th a").first.click()
    expect(row.locator(".field-member")).to_contain_text("chief")
    expect(row.locator(".field-notices input")).to_be_checked()
    expect(row.locator(".field-content input")).not_to_be_checked()


def test_permissions_move_between_two_boxes(admin):
    admin.goto("/admin/boards_members/member/")
    admin.get_by_role("link", name="vubui").click()
    expect(admin.locator(".selector").first).to_be_visible()
    admin.locator("#id_user_permissions_input").press_sequentially("pin notices")
    admin.locator("#id_user_permissions_from option").first.dblclick()
    expect(admin.locator("#id_user_permissions_to")).to_contain_text("pin notices")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".messagelist .success")).to_be_visible()


def test_a_notice_is_taken_down_after_a_question(admin):
    admin.goto("/admin/boards_posts/notice/")
    admin.locator("#result_list tbody th a").first.click()
    admin.get_by_role("link", name="Delete").click()
    admin.get_by_role("button", name="Yes").click()
    expect(admin.locator(".messagelist .success")).to_be_visible()


def test_many_posts_are_hidden_at_once(admin):
    admin.goto("/admin/boards_posts/post/")
    admin.locator("#action-toggle").check()
    admin.get_by_label("Action:").select_option("hide_posts")
    admin.get_by_role("button", name="Run").or_(admin.get_by_role("button", name="Go")).click()
    expect(admin.locator(".messagelist .success")).to_contain_text("3 posts hidden.")
