"""From a report to the appeal: three members, an author and two moderators, on phones and desks."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE

PASSWORD = "correct horse battery"
PEOPLE = ("author", "first", "second", "third", "moderator", "deputy", "foreigner")
STORE = """
from allauth.account.models import EmailAddress
from boards.members.levels import Level
from boards.members.models import Member
from boards.models import Board
from boards.posts.writing.actions.publish_post import publish_post
members = {{}}
for role in {people!r}:
    handle = role + {suffix!r}
    member = Member.objects.create_user(handle, handle + "@example.com", {password!r})
    member.vouch_for_email()
    member.level = Level.MEMBER
    member.save()
    members[role] = member
board = Board.objects.create(name_ko="장터" + {suffix!r}, name_en="Market" + {suffix!r})
board.moderators.add(members["moderator"], members["deputy"])
Board.objects.create(name_ko="딴 곳" + {suffix!r}, name_en="").moderators.add(members["foreigner"])
post = publish_post(board=board, author=members["author"], title="중고 책 팔아요 " + {suffix!r},
    body="<p>열 권에 만 원이에요.</p>")
print(post.get_absolute_url())
"""


def sign_in(open_page, handle: str, **options) -> Page:
    """Sign in as somebody whose browser speaks Korean."""
    page = open_page("/accounts/login/", locale="ko-KR", **options)
    page.locator("[name=login]").fill(handle)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="로그인", exact=True).click()
    page.wait_for_url(re.compile(r"/$"))
    return page


def report(page: Page, path: str, reason: str, text: str) -> None:
    """Report a post from the link below it."""
    page.goto(path)
    page.locator(".reactions").get_by_role("link", name="신고").click()
    page.get_by_label(reason).check()
    page.get_by_label("자세한 내용").fill(text)
    page.get_by_role("button", name="신고", exact=True).click()
    expect(page.get_by_role("heading", name="내 신고")).to_be_visible()
    expect(page.get_by_text(text)).to_be_visible()


@pytest.mark.parametrize("java_script", [True, False], ids=["with_script", "without_script"])
def test_a_report_a_decision_an_appeal_and_a_second_moderator(open_page, demo_site, java_script):
    suffix = secrets.token_hex(3)
    code = STORE.format(people=PEOPLE, suffix=suffix, password=PASSWORD)
    path, title = demo_site.run_python(code).strip(), f"중고 책 팔아요 {suffix}"
    phone = {"viewport": PHONE, "java_script_enabled": java_script}
    desk = {"viewport": DESK, "java_script_enabled": java_script}

    for place, who in enumerate(("first", "second", "third")):
        page = sign_in(open_page, f"{who}{suffix}", **phone)
        report(page, path, "광고·도배", f"{place}번째로 보는 광고예요")
    reporter = page
    assert reporter.goto(path).status == 404

    moderator = sign_in(open_page, f"moderator{suffix}", **desk)
    moderator.goto("/moderation/")
    case = moderator.locator("[data-case]", has_text=title)
    expect(case).to_contain_text("신고가 쌓여")
    expect(case).to_contain_text("0번째로 보는 광고예요")
    case.get_by_label("이유").fill("장터에는 업자가 글을 쓸 수 없어요")
    if java_script:
        expect(moderator.locator("[data-keys=live]")).to_be_visible()
        case.focus()
        moderator.keyboard.press("2")
    else:
        case.get_by_role("button", name="숨기기").click()
    expect(moderator.get_by_text("처리했습니다")).to_be_visible()
    expect(moderator.get_by_text(title)).to_have_count(0)

    foreigner = sign_in(open_page, f"foreigner{suffix}", **desk)
    foreigner.goto("/moderation/")
    expect(foreigner.get_by_text("처리할 신고가 없습니다.")).to_be_visible()

    reporter.goto("/reports/")
    expect(reporter.get_by_text("장터에는 업자가 글을 쓸 수 없어요")).to_be_visible()

    author = sign_in(open_page, f"author{suffix}", **phone)
    author.goto("/decisions/")
    expect(author.get_by_text("장터에는 업자가 글을 쓸 수 없어요")).to_be_visible()
    author.get_by_role("link", name="이의 제기").click()
    author.get_by_label("숨김을 풀어야 하는 이유").fill("제가 읽던 책이고 업자가 아니에요")
    author.get_by_role("button", name="이의 제기하기").click()
    expect(author.get_by_text("이의 제기를 살펴볼 예정입니다")).to_be_visible()

    moderator.goto("/moderation/")
    own = moderator.locator("[data-case]", has_text=title)
    expect(own).to_contain_text("다른 운영자가 결정합니다")
    expect(own.get_by_role("button")).to_have_count(0)

    deputy = sign_in(open_page, f"deputy{suffix}", **phone)
    deputy.goto("/moderation/")
    case = deputy.locator("[data-case]", has_text=title)
    expect(case).to_contain_text("제가 읽던 책이고 업자가 아니에요")
    case.get_by_role("button", name="다시 보이기").click()
    expect(deputy.get_by_text("처리했습니다")).to_be_visible()

    author.reload()
    expect(author.get_by_text("결정 취소")).to_be_visible()
    reporter.goto(path)
    expect(reporter.locator("h1")).to_have_text(title)


def test_keys_go_from_case_to_case_and_type_in_fields(open_page, demo_site):
    suffix = secrets.token_hex(3)
    demo_site.run_python(
        STORE.format(people=PEOPLE, suffix=suffix, password=PASSWORD)
        + f"""
from boards.moderation.actions.report_thing import report_thing
from boards.moderation.kinds import kind_of
from boards.moderation.models import ReportReason
for title in ("하나", "둘"):
    thing = publish_post(board=board, author=members["author"], title=title + {suffix!r}, body="-")
    report_thing(kind=kind_of("post"), thing=thing, by=members["first"],
        reason=ReportReason.objects.first())
"""
    )
    page = sign_in(open_page, f"moderator{suffix}", viewport=DESK)
    page.goto("/moderation/")
    # Each names the other one as well, as a case about the same author.
    first = page.get_by_role("article", name=f"하나{suffix}")
    second = page.get_by_role("article", name=f"둘{suffix}")
    expect(first).to_be_focused()
    expect(page.locator("[data-keys=live]")).to_be_visible()
    page.keyboard.press("Shift+n")
    expect(first).to_be_focused()
    page.keyboard.press("n")
    expect(second).to_be_focused()
    page.keyboard.press("p")
    expect(first).to_be_focused()
    second.get_by_label("이유").press_sequentially("123n")
    expect(second.get_by_label("이유")).to_have_value("123n")
    page.keyboard.press("Enter")
    expect(second.get_by_label("이유")).to_be_focused()
    second.focus()
    page.keyboard.press("3")
    expect(second.get_by_role("button", name="지우기")).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_text("처리했습니다")).to_be_visible()
    expect(first).to_have_count(1)
    expect(second).to_have_count(0)
    expect(page.locator("[data-keys=live]")).to_be_visible()
    first.focus()
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(first).to_have_count(0)


def test_a_key_goes_to_the_list_of_boards_and_then_moves(open_page, demo_site):
    suffix = secrets.token_hex(3)
    demo_site.run_python(
        STORE.format(people=PEOPLE, suffix=suffix, password=PASSWORD)
        + f"""
from boards.moderation.actions.report_thing import report_thing
from boards.moderation.kinds import kind_of
from boards.moderation.models import ReportReason
other = Board.objects.create(name_ko="벼룩시장" + {suffix!r}, name_en="")
other.moderators.add(members["moderator"])
thing = publish_post(board=board, author=members["author"], title="셋" + {suffix!r}, body="-")
report_thing(kind=kind_of("post"), thing=thing, by=members["first"],
    reason=ReportReason.objects.first())
"""
    )
    page = sign_in(open_page, f"moderator{suffix}", viewport=DESK)
    page.goto("/moderation/")
    case = page.locator("[data-case]", has_text=f"셋{suffix}")
    expect(page.locator("[data-keys=live]")).to_be_visible()
    page.keyboard.press("8")
    places = case.get_by_label("게시판을 고르세요")
    expect(places).to_be_focused()
    places.select_option(label=f"벼룩시장{suffix}")
    case.focus()
    page.keyboard.press("8")
    expect(page.get_by_text("처리했습니다")).to_be_visible()
    expect(case).to_have_count(0)


@pytest.mark.parametrize("java_script", [True, False], ids=["with_script", "without_script"])
def test_enter_in_the_reason_decides_nothing(open_page, demo_site, java_script):
    suffix = secrets.token_hex(3)
    demo_site.run_python(
        STORE.format(people=PEOPLE, suffix=suffix, password=PASSWORD)
        + """
from boards.moderation.actions.report_thing import report_thing
from boards.moderation.kinds import kind_of
from boards.moderation.models import ReportReason
report_thing(kind=kind_of("post"), thing=post, by=members["first"],
    reason=ReportReason.objects.first())
"""
    )
    page = sign_in(open_page, f"moderator{suffix}", viewport=DESK, java_script_enabled=java_script)
    page.goto("/moderation/")
    case = page.locator("[data-case]", has_text=suffix)
    reason = case.get_by_label("이유")
    reason.fill("광고예요")
    reason.press("Enter")
    expect(reason).to_have_value("광고예요")
    expect(reason).to_be_focused()
    page.goto("/moderation/")
    expect(case).to_have_count(1)
