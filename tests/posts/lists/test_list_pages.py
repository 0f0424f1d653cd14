"""Lists: notices on top, thirty-five rows, numbered pages."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from boards.access import Access
from boards.counters.models import ViewTotal
from boards.moments.display import Moments
from boards.posts.models import PostCounts
from boards.posts.states import Scope, State
from tests.factories import BoardFactory, MemberFactory, NoticeFactory, PostFactory
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def posts_an_hour_apart(count, **fields):
    """Make posts titled 0, 1, 2 … from the newest to the oldest."""
    return [
        PostFactory(title=f"글 {n}", posted_at=NOW - timedelta(hours=n), **fields)
        for n in range(count)
    ]


def test_home_shows_thirty_five_rows_of_every_board_newest_first(client):
    board, other = BoardFactory(), BoardFactory()
    posts_an_hour_apart(20, board=board)
    posts_an_hour_apart(20, board=other)
    rows = listed_rows(client.get("/all/")).rows
    assert len(rows) == 35
    assert {row["board"] for row in rows} == {board.name, other.name}


def test_board_shows_only_its_own_posts(client):
    board = BoardFactory()
    PostFactory(board=board, title="여기")
    PostFactory(title="저기")
    assert listed_rows(client.get(board.get_absolute_url())).titles()[0].startswith("여기")
    assert "저기" not in client.get(board.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "Talk & Talk",
        "Visa,Green Card,Citizenship",
        "Live Updates (COVID-19, etc.)",
        "U.S. Life & Tips",
        "<b>세금</b> · 급여?",
    ],
)
def test_board_names_survive_addresses_and_html(client, name):
    board = BoardFactory(name_en=name, name_ko=name)
    PostFactory(board=board)
    for path in (board.get_absolute_url(), "/all/"):
        response = client.get(path)
        assert response.status_code == 200
        assert "<b>세금" not in response.content.decode()
    assert listed_rows(response).rows[0]["board"] == name


def test_rows_have_title_board_and_views(client):
    post = PostFactory(title='"실업수당" & <퇴직금>')
    ViewTotal.objects.create(post=post, total=3282)
    row = listed_rows(client.get("/all/")).rows[0]
    assert row["title"].startswith('"실업수당" & <퇴직금>')
    assert row["board"] == post.board.name
    assert row["views"].split()[-1] == "3,282"


def test_marks_tell_of_comments_pictures_and_new_posts(client):
    post = PostFactory(body='<p>사진</p><p><img src="/x.png" alt=""></p>')
    PostCounts.objects.create(post=post, comments=7)
    page = client.get("/all/", headers={"accept-language": "en"}).content.decode()
    assert "[7]" in page
    assert "with a picture" in page
    assert 'aria-label="new"' in page


def test_old_posts_and_estimated_times_get_no_new_mark(client):
    PostFactory(posted_at=NOW - timedelta(hours=25))
    PostFactory(posted_at=NOW, posted_at_is_estimated=True)
    assert "new-mark" not in client.get("/all/").content.decode()


def test_pages_are_numbered_and_hold_every_post_once(client):
    posts_an_hour_apart(80, board=BoardFactory())
    titles = [
        title.split("\n")[0].removesuffix(" N")
        for number in (1, 2, 3)
        for title in listed_rows(client.get("/all/", {"page": number})).titles()
    ]
    assert titles == [f"글 {n}" for n in range(80)]


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "9" * 30, "", "+1", "01", "２"])
def test_what_is_no_number_of_a_page_is_404(client, page):
    posts_an_hour_apart(80, board=BoardFactory())
    assert client.get("/all/", {"page": page}).status_code == 404


def test_posts_of_the_same_second_keep_one_order_over_pages(client):
    board = BoardFactory()
    posts = [PostFactory(board=board, title=f"글 {n}", posted_at=NOW) for n in range(40)]
    titles = [
        title.removesuffix(" N")
        for number in (1, 2)
        for title in listed_rows(client.get("/all/", {"page": number})).titles()
    ]
    assert titles == [post.title for post in reversed(posts)]


class TestNotices:
    def test_stand_above_the_rows_with_their_date_and_take_no_rows_place(self, client):
        board = BoardFactory()
        posts = posts_an_hour_apart(40, board=board)
        NoticeFactory(post=posts[39])
        page = listed_rows(client.get(board.get_absolute_url()))
        assert len(page.notices) == 1
        day = re.sub("<[^>]*>", "", Moments().listed(posts[39]))
        assert page.notices[0]["date"] == day != ""
        assert len(page.rows) == 35

    def test_have_a_badge_in_the_language_of_the_page(self, client):
        path = NoticeFactory(post__title="처음 오신 분께").post.board.get_absolute_url()
        badges = {"ko": "공지", "en": "Notice"}
        for language, badge in badges.items():
            page = listed_rows(client.get(path, {"lang": language}))
            assert page.notices[0]["place"] == badge
            assert page.notices[0]["title"] == "처음 오신 분께"

    def test_stand_above_every_page(self, client):
        board = BoardFactory()
        NoticeFactory(post=posts_an_hour_apart(40, board=board)[0])
        assert len(listed_rows(client.get(board.get_absolute_url(), {"page": 2})).notices) == 1

    def test_of_one_board_stay_there_and_of_every_board_show_everywhere(self, client):
        board, other = BoardFactory(), BoardFactory()
        NoticeFactory(post=PostFactory(board=board, title="우리 게시판"))
        NoticeFactory(
            post=PostFactory(board=board, title="모든 게시판"), scope=Scope.EVERY_BOARD, position=1
        )

        def titles(path):
            return [row["title"] for row in listed_rows(client.get(path)).notices]

        assert titles(board.get_absolute_url()) == ["모든 게시판", "우리 게시판"]
        assert titles(other.get_absolute_url()) == ["모든 게시판"]
        assert titles("/all/") == ["모든 게시판"]

    def test_show_under_tag_filters_too(self, client):
        post = PostFactory()
        post.tags.add("세금")
        NoticeFactory(post=PostFactory(board=post.board), scope=Scope.EVERY_BOARD)
        assert len(listed_rows(client.get("/tags/세금/")).notices) == 1
        filtered = client.get(post.board.get_absolute_url(), {"tag": "세금"})
        assert len(listed_rows(filtered).notices) == 1

    def test_wait_for_their_time_and_end(self, client):
        NoticeFactory(starts_at=NOW + timedelta(hours=1), scope=Scope.EVERY_BOARD)
        NoticeFactory(
            starts_at=NOW - timedelta(hours=2),
            ends_at=NOW - timedelta(hours=1),
            scope=Scope.EVERY_BOARD,
        )
        assert listed_rows(client.get("/all/")).notices == []

    def test_of_hidden_posts_and_closed_boards_are_not_shown(self, client):
        NoticeFactory(post=PostFactory(state=State.HIDDEN), scope=Scope.EVERY_BOARD)
        closed = BoardFactory(read_access=Access.MODERATORS)
        NoticeFactory(post=PostFactory(board=closed), scope=Scope.EVERY_BOARD)
        assert listed_rows(client.get("/all/")).notices == []


class TestTags:
    def test_list_the_posts_of_every_board_whatever_the_case(self, client):
        first, second = PostFactory(title="하나"), PostFactory(title="둘")
        first.tags.add("H1B", "세금")
        second.tags.add("h1b")
        page = client.get("/tags/h1b/")
        assert len(listed_rows(page).rows) == 2
        assert len(listed_rows(client.get("/tags/세금/")).rows) == 1

    def test_are_one_tag_however_hangul_was_typed(self, client):
        import unicodedata

        post, other = PostFactory(), PostFactory()
        post.tags.add("세금")
        other.tags.add(unicodedata.normalize("NFD", "세금"))
        assert len(listed_rows(client.get("/tags/세금/")).rows) == 2

    @pytest.mark.parametrize("name", ["C++", "💰", "구인/구직", "a?b#c", "..", "%2f"])
    def test_with_odd_names_have_an_address_that_works(self, client, name):
        post = PostFactory()
        post.tags.add(name)
        assert listed_rows(client.get(post.tags.get().get_absolute_url())).rows

    def test_that_nobody_used_are_404(self, client):
        assert client.get("/tags/없음/").status_code == 404
        board = BoardFactory()
        assert client.get(board.get_absolute_url(), {"tag": "없음"}).status_code == 404


class TestAccess:
    def test_guests_see_neither_closed_boards_nor_their_posts(self, client):
        for access in (Access.MEMBERS, Access.MODERATORS):
            board = BoardFactory(read_access=access)
            PostFactory(board=board, title="비밀 이야기")
            assert client.get(board.get_absolute_url()).status_code == 403
            page = client.get("/all/").content.decode()
            assert "비밀 이야기" not in page
            assert board.get_absolute_url() not in page

    def test_members_see_the_boards_of_members(self, client):
        board = BoardFactory(read_access=Access.MEMBERS)
        PostFactory(board=board)
        client.force_login(MemberFactory())
        assert len(listed_rows(client.get("/all/")).rows) == 1

    def test_hidden_and_deleted_posts_are_in_no_list(self, client):
        for state in (State.HIDDEN, State.DELETED):
            PostFactory(state=state, title="없는 글")
        assert "없는 글" not in client.get("/all/").content.decode()

    def test_boards_without_a_tab_are_open_but_not_in_the_header(self, client):
        board = BoardFactory(in_navigation=False)
        assert client.get(board.get_absolute_url()).status_code == 200
        assert board.get_absolute_url() not in client.get("/all/").content.decode()


@pytest.mark.parametrize("page", [1, 2, 4])
@pytest.mark.parametrize("filtered", [False, True])
def test_lists_need_five_queries_at_most(client, django_assert_max_num_queries, page, filtered):
    posts = posts_an_hour_apart(120, board=BoardFactory())
    for post in posts:
        post.tags.add("세금")
    for post in posts[:5]:
        NoticeFactory(post=post, scope=Scope.EVERY_BOARD)
    for path in ("/all/", posts[0].board.get_absolute_url(), "/tags/세금/"):
        query = {"page": page}
        if filtered and path.startswith("/boards/"):
            query["tag"] = "세금"
        limit = 6 if "tag" in query else 5
        # The first one after a compaction reads the counts once more, to cache them.
        client.get(path, query)
        with django_assert_max_num_queries(limit):
            assert client.get(path, query).status_code == 200
