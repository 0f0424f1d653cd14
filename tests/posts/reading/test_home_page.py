"""The home page: notices, the best, and the newest few of each board."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.access import Access
from boards.members.models import Block
from boards.posts.lists.newest import PER_BOARD, newest_of_each
from boards.posts.models import Post, PostCounts
from boards.posts.states import Scope, State
from boards.readable import boards_readable_by
from tests.factories import BoardFactory, MemberFactory, NoticeFactory, PostFactory
from tests.performance.plans import faults_of
from tests.performance.work import measured_work

pytestmark = pytest.mark.django_db
KOREAN = {"accept-language": "ko"}


def main_of(client, path="/"):
    return client.get(path, headers=KOREAN).content.decode().partition("<main")[2]


def blocks_of(page):
    """Return the titles of each block by its heading, in the order of the page."""
    blocks = re.findall(r"<section.*?</section>", page, re.DOTALL)
    return {
        re.sub(r"<[^>]+>", "", re.search(r"<h2.*?</h2>", block, re.DOTALL)[0]).strip(): [
            re.sub(r"<[^>]+>", "", title).strip()
            for title in re.findall(r'<span class="title">(<a .*?</a>)', block)
        ]
        for block in blocks
    }


def board_with(posts, **fields):
    board = BoardFactory(**fields)
    now = timezone.now()
    for age in range(posts):
        PostFactory(board=board, title=f"{board.name_ko} {age}", posted_at=now - timedelta(age))
    return board


def test_each_board_shows_its_newest_few(client):
    board_with(PER_BOARD + 3, name_ko="세금", position=1)
    board_with(2, name_ko="여행", position=2)
    board_with(0, name_ko="새 게시판", position=3)
    blocks = blocks_of(main_of(client))
    assert blocks["세금"] == [f"세금 {age}" for age in range(PER_BOARD)]
    assert blocks["여행"] == ["여행 0", "여행 1"]
    assert blocks["새 게시판"] == []


def test_the_blocks_and_their_order_are_a_setting(client, settings):
    board = board_with(1, name_ko="세금")
    PostCounts.objects.create(post=board.posts.get(), recommends=1)
    NoticeFactory(post=PostFactory(board=board, title="알림"), scope=Scope.EVERY_BOARD)
    assert list(blocks_of(main_of(client))) == ["공지", "오늘의 베스트", "세금"]
    settings.HOME_BLOCKS = ("boards", "best")
    assert list(blocks_of(main_of(client))) == ["세금", "오늘의 베스트"]


def test_nobody_sees_what_their_lists_would_not_show(client):
    board = board_with(0, name_ko="세금")
    blocked = MemberFactory()
    PostFactory(board=board, title="비밀 이야기", is_secret=True)
    PostFactory(board=board, title="감춘 글", state=State.HIDDEN)
    PostFactory(board=board, title="차단한 글", author=blocked)
    board_with(1, name_ko="회원 게시판", read_access=Access.MEMBERS)
    guest = main_of(client)
    assert "비밀 이야기" not in guest and "감춘 글" not in guest and "회원 게시판" not in guest
    assert "차단한 글" in guest
    member = MemberFactory()
    Block.objects.create(blocker=member, blocked=blocked)
    client.force_login(member)
    shown = blocks_of(main_of(client))
    assert "차단한 글" not in shown["세금"] and "비밀 이야기" not in shown["세금"]
    assert "회원 게시판 0" in shown["회원 게시판"]


def test_pages_of_the_list_that_stood_here_lead_to_it(client):
    for asked, led in (
        ("?page=3", "?page=3"),
        ("?page=1", ""),
        ("?page=2&lang=ko", "?page=2&lang=ko"),
    ):
        response = client.get(f"/{asked}")
        assert (response.status_code, response["Location"]) == (301, f"/all/{led}")


def queries_of(client):
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/")
    return len(asked)


@pytest.mark.parametrize("is_member", [False, True])
def test_the_queries_do_not_grow_with_the_boards(client, is_member):
    if is_member:
        client.force_login(MemberFactory())
    board_with(2)
    few = queries_of(client)
    for _ in range(12):
        board_with(3)
    assert queries_of(client) == few <= (18 if is_member else 13)


def test_the_newest_of_each_are_found_by_the_index_of_their_board():
    boards = [board_with(1) for _ in range(3)]
    now = timezone.now()
    Post.objects.bulk_create(
        Post(board=boards[0], title=f"글 {age}", posted_at=now - timedelta(minutes=age))
        for age in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with measured_work() as work:
        newest_of_each(None, boards_readable_by(None))
    assert [fault for statement in work.statements for fault in faults_of(*statement)] == []


def test_a_board_has_rules_only_where_somebody_wrote_some(client):
    board = BoardFactory(slug="tax", rules_ko="첫째, 서로 존중합니다.\n\n둘째, <b>광고</b> 금지.")
    page = main_of(client, "/boards/tax/rules/")
    assert "<p>첫째, 서로 존중합니다.</p>" in page
    assert "&lt;b&gt;광고&lt;/b&gt;" in page
    assert "/boards/tax/rules/" in main_of(client, "/boards/tax/")
    board.rules_ko = " "
    board.save()
    assert client.get("/boards/tax/rules/").status_code == 404
    assert "/boards/tax/rules/" not in main_of(client, "/boards/tax/")


def test_the_footer_links_what_the_settings_give(client, settings):
    def footer():
        return client.get("/", headers=KOREAN).content.decode().partition("<footer")[2]

    def links():
        return re.findall(r'href="([^"]+)"', footer())

    assert links() == ["/report/", "/transparency/"]
    settings.PUBLIC_DECISIONS = False
    settings.TERMS_URL, settings.CONTACT = "https://example.org/terms", "mailto:help@example.org"
    assert links() == [settings.TERMS_URL, settings.CONTACT, "/report/"]
    assert "개인정보" not in footer()
