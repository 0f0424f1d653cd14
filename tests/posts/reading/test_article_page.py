"""The article page: the article, and the list around it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from boards.access import Access
from boards.counters.models import ViewTotal
from boards.posts.lists import listing
from boards.posts.permissions import can_look_up_author, can_moderate, can_see_versions
from boards.posts.states import Scope, State
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def text_of(response):
    """Return a page's text with its white space folded, as a reader sees it."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


@pytest.fixture
def many_posts():
    """A hundred posts on two boards, an hour apart, the newest first."""
    boards = [BoardFactory(), BoardFactory()]
    author = MemberFactory()
    return [
        PostFactory(
            title=f"글 {n}",
            board=boards[n % 2],
            author=author,
            posted_at=NOW - timedelta(hours=100 + n),
        )
        for n in range(100)
    ]


def test_shows_title_masked_author_time_views_body_source_and_tags(client):
    post = PostFactory(
        title="저축 이야기",
        author=MemberFactory(handle="vubui"),
        posted_at=datetime(2025, 1, 28, 15, 58, 7, tzinfo=UTC),
        body="<h2>첫째</h2><ul><li>하나</li></ul>",
        source="동네 소식지",
        link="https://example.com/a?b=1&c=2",
    )
    post.tags.add("세금", "401k")
    ViewTotal.objects.create(post=post, total=2281)
    response = client.get(post.get_absolute_url(), headers={"accept-language": "en"})
    page = response.content.decode()
    assert page.count("<h1>") == 1
    assert "By vuxxxxx New member · Posted Jan 28, 2025, 10:58 AM" in text_of(response)
    assert 'datetime="2025-01-28T10:58:07-05:00" title="Jan 28, 2025, 10:58:07 AM EST"' in page
    assert "Views 2,281" in text_of(response)
    assert "<h2>첫째</h2><ul><li>하나</li></ul>" in page
    assert "동네 소식지" in page
    assert 'href="https://example.com/a?b=1&amp;c=2"' in page
    assert "#세금" in page and "#401k" in page


def test_never_shows_a_whole_handle_to_guests_and_other_members(client):
    post = PostFactory(author=MemberFactory(handle="vubui"))
    for viewer in (None, MemberFactory()):
        if viewer:
            client.force_login(viewer)
        page = client.get(post.get_absolute_url()).content.decode()
        assert "vubui" not in page
        assert "vuxxxxx" in page


def test_shows_the_whole_handle_to_its_owner_and_to_staff(client):
    post = PostFactory(author=MemberFactory(handle="vubui"))
    for viewer in (post.author, AdminFactory()):
        client.force_login(viewer)
        assert (
            "By vubui"
            in client.get(
                post.get_absolute_url(), headers={"accept-language": "en"}
            ).content.decode()
        )


def test_shows_an_author_known_only_by_a_masked_name_in_that_form(client):
    post = PostFactory(author=None, masked_author="kixxxxx")
    assert "kixxxxx" in client.get(post.get_absolute_url()).content.decode()


def test_says_that_author_time_and_text_are_unknown(client):
    post = PostFactory(author=None, body="", posted_at_is_estimated=True)
    response = client.get(post.get_absolute_url(), headers={"accept-language": "en"})
    assert "Author unknown" in text_of(response)
    assert "Date unknown" in text_of(response)
    assert "without its text" in text_of(response)
    article = response.content.decode().split("</article>")[0]
    assert "<time" not in article


def test_shows_no_time_of_the_day_where_only_the_day_is_known(client):
    post = PostFactory(posted_at=datetime(2024, 9, 3, 4, 0, tzinfo=UTC), posted_at_is_day_only=True)
    for language, day in (("ko", "2024.09.03"), ("en", "Sep 3, 2024")):
        page = client.get(post.get_absolute_url(), {"lang": language}).content.decode()
        assert f'<time datetime="2024-09-03">{day}</time>' in page
        assert "00:00" not in page


class TestListBelow:
    def test_marks_this_article_among_the_nearest_rows(self, client, many_posts):
        page = listed_rows(client.get(f"{many_posts[50].get_absolute_url()}?list=all"))
        assert page.titles() == [f"글 {n}" for n in range(50 - 17, 50 + 18 + 1)]
        assert page.current["title"] == "글 50"

    def test_fills_up_from_the_other_side_at_either_end(self, client, many_posts):
        first = listed_rows(client.get(f"{many_posts[0].get_absolute_url()}?list=all"))
        assert first.titles() == [f"글 {n}" for n in range(36)]
        last = listed_rows(client.get(f"{many_posts[99].get_absolute_url()}?list=all"))
        assert last.titles() == [f"글 {n}" for n in range(64, 100)]

    def test_has_links_to_the_next_newer_and_older_post(self, client, many_posts):
        page = client.get(many_posts[50].get_absolute_url()).content.decode()
        assert f'href="{many_posts[48].get_absolute_url()}" rel="prev"' in page
        assert f'href="{many_posts[52].get_absolute_url()}" rel="next"' in page

    def test_is_of_the_posts_own_board(self, client, many_posts):
        post = many_posts[50]
        for query in ({}, {"board": "elsewhere"}, {"list": "other"}):
            response = client.get(post.get_absolute_url(), query)
            page = listed_rows(response)
            assert all("board" not in row for row in page.rows)
            assert page.titles() == [f"글 {n}" for n in range(50 - 34, 50 + 37, 2)]
            assert f'href="{many_posts[48].get_absolute_url()}"' in response.content.decode()

    def test_is_of_every_board_for_who_comes_from_a_list_of_them(self, client, many_posts):
        response = client.get("/all/?page=2")
        link = re.search(r'href="(/posts/\d+/\?list=all)"', response.content.decode()).group(1)
        response = client.get(link)
        page = response.content.decode()
        assert len({row["board"] for row in listed_rows(response).rows}) == 2
        neighbours = page.split('class="neighbours"')[1].split("</nav>")[0]
        assert neighbours.count("?list=all") == 2
        assert page.split('<tbody class="rows">')[1].split("</tbody>")[0].count("?list=all") == 36
        assert f'<link rel="canonical" href="http://testserver{link}' not in page

    def test_has_the_buttons_of_its_list_on_both_sides(self, client, many_posts):
        post = many_posts[50]
        for query, list_path, write_path in (
            ({}, post.board.get_absolute_url(), f"{post.board.get_absolute_url()}write/"),
            ({"list": "all"}, "/all/", "/write/"),
        ):
            below = client.get(post.get_absolute_url(), query).content.decode()
            below = below.split('class="list-below"')[1]
            assert below.count(f'<a class="button button--quiet" href="{list_path}">') == 2
            assert below.count(f'<a class="button" href="{write_path}">') == 2

    def test_has_the_notices_of_the_posts_board_and_of_every_board(self, client, many_posts):
        NoticeFactory(post=many_posts[2])
        NoticeFactory(post=many_posts[4], scope=Scope.EVERY_BOARD)
        assert len(listed_rows(client.get(many_posts[50].get_absolute_url())).notices) == 2
        assert len(listed_rows(client.get(many_posts[51].get_absolute_url())).notices) == 1

    def test_keeps_the_order_of_posts_of_the_same_second(self):
        board = BoardFactory()
        posts = [PostFactory(board=board, posted_at=NOW) for _ in range(60)]
        around = listing.around(None, posts[30])
        assert [row.pk for row in around.rows] == [post.pk for post in posts[47:11:-1]]

    def test_counts_and_skips_no_rows(self, client, many_posts, django_assert_max_num_queries):
        with django_assert_max_num_queries(7) as captured:
            client.get(many_posts[90].get_absolute_url())
        for query in captured.captured_queries:
            assert "COUNT(" not in query["sql"].upper()
            assert "OFFSET" not in query["sql"].upper()


class TestPostsThatAreNotThere:
    def test_missing_is_404(self, client):
        response = client.get("/posts/999999/")
        assert response.status_code == 404
        assert b"site.css" in response.content

    @pytest.mark.parametrize("pk", ["9" * 18, "9" * 40])
    def test_absurd_numbers_are_404(self, client, pk):
        assert client.get(f"/posts/{pk}/").status_code == 404

    def test_deleted_is_410(self, client):
        response = client.get(PostFactory(state=State.DELETED).get_absolute_url())
        assert response.status_code == 410
        assert b"site.css" in response.content

    def test_hidden_is_404_but_its_moderator_sees_it(self, client):
        moderator = MemberFactory()
        post = PostFactory(
            state=State.HIDDEN, board=BoardFactory(moderators=[moderator]), title="가려진 글"
        )
        response = client.get(post.get_absolute_url())
        assert response.status_code == 404
        assert "가려진 글" not in response.content.decode()
        client.force_login(moderator)
        assert client.get(post.get_absolute_url()).status_code == 200

    def test_on_a_closed_board_is_403_and_tells_nothing(self, client):
        post = PostFactory(board=BoardFactory(read_access=Access.MEMBERS), title="비밀 이야기")
        response = client.get(post.get_absolute_url())
        assert response.status_code == 403
        assert "비밀 이야기" not in response.content.decode()
        client.force_login(MemberFactory())
        assert client.get(post.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_answers_only_to_reading(client, method):
    assert getattr(client, method)(PostFactory().get_absolute_url()).status_code == 405


def test_guests_get_no_cookie(client):
    assert not client.get(PostFactory().get_absolute_url()).cookies
    assert not client.get("/").cookies


@pytest.mark.parametrize("language, word", [("ko", "조회"), ("en", "Views")])
def test_speaks_the_readers_language(client, language, word):
    response = client.get(PostFactory().get_absolute_url(), headers={"accept-language": language})
    assert f'<html lang="{language}">' in response.content.decode()
    assert word in text_of(response)


def test_the_switch_outlives_the_browsers_language(client):
    response = client.post("/language/", {"language": "ko", "next": "/?page=1"})
    assert response.status_code == 302
    assert response["Location"] == "/?page=1"
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="ko">' in page


def test_the_switch_leads_to_no_other_site(client):
    response = client.post("/language/", {"language": "ko", "next": "https://evil.example/"})
    assert response["Location"] == "/"


@pytest.mark.parametrize("access", list(Access))
@pytest.mark.parametrize("state", ["published", "hidden"])
@pytest.mark.parametrize("who", ["superuser", "staff", "moderator", "other moderator", "author"])
def test_the_panel_is_shown_to_whom_the_board_lets_moderate(client, access, state, who):
    viewer = AdminFactory() if who == "superuser" else MemberFactory(is_staff=who == "staff")
    board = BoardFactory(read_access=access, moderators=[viewer] if who == "moderator" else [])
    BoardFactory(moderators=[viewer] if who == "other moderator" else [])
    by = viewer if who == "author" else MemberFactory()
    post = PostFactory(board=board, author=by, state=state, edited_at=NOW, anonymous_number=0)
    client.force_login(viewer)
    page = client.get(post.get_absolute_url()).content.decode()
    may = can_moderate(viewer, post)
    assert may is (who in ("superuser", "moderator"))
    assert ('class="moderation"' in page) is may
    assert ("look-up-author" in page or "/author/" in page) is can_look_up_author(viewer, post)
    assert (f"{post.get_absolute_url()}history/" in page) is can_see_versions(viewer, post)
