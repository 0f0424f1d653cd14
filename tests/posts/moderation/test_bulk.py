"""What moderators see of hidden posts in lists, and do to several posts at once."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from boards.posts.models import Post
from boards.posts.moderation import bulk
from boards.posts.states import State
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CategoryFactory,
    MemberFactory,
    PostFactory,
)
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db

PATH = "/moderation/posts/"
NOW = timezone.now()


@pytest.fixture
def moderator(client):
    moderator = MemberFactory()
    client.force_login(moderator)
    return moderator


@pytest.fixture
def board(moderator):
    return BoardFactory(slug="talk", name_ko="이야기", moderators=[moderator])


def post_of(board, title="글", *, age=0, **fields):
    return PostFactory(board=board, title=title, posted_at=NOW - timedelta(hours=age), **fields)


def titles(client, path="/all/"):
    page = listed_rows(client.get(path, headers={"accept-language": "ko"}))
    return [title.removesuffix(" N") for title in page.titles()]


def send(client, posts, verb, **fields):
    data = {"post": [post.pk for post in posts], "verb": verb, "next": "/boards/talk/", **fields}
    return client.post(PATH, data, headers={"accept-language": "ko"})


def told(client, response):
    if response.status_code == 422:
        return re.findall(r'role="alert">(.*?)</', response.content.decode())
    page = client.get(response["Location"], headers={"accept-language": "ko"}).content.decode()
    return re.findall(r'<li class="message [^>]*>(.*?)</li>', page)


class TestHiddenPosts:
    def test_stand_marked_at_their_place_in_lists_of_their_moderators(self, client, board):
        for age, state in enumerate(("published", "hidden", "published", "hidden")):
            post_of(board, f"글 {age}", age=age + 30, state=state)
        for path in ("/all/", board.get_absolute_url()):
            assert titles(client, path) == [
                f"고르기: 글 {n}글 {n}{' 숨김' if n % 2 else ''}" for n in range(4)
            ]
            page = client.get(path).content.decode()
            assert page.count('class="hidden-post"') == 2
            places = [row["place"] for row in listed_rows(client.get(path)).rows]
            assert places == ["2", "", "1", ""]

    def test_stand_on_one_page_each(self, client, moderator, board):
        moderator.list_size = 20
        moderator.save()
        for age in range(60):
            post_of(board, f"글 {age}", age=age, state=State.HIDDEN if age % 3 else "published")
        found = [
            re.search(r"글 \d+", title).group()
            for page in (1,)
            for title in titles(client, f"/all/?page={page}")
        ]
        assert found == [f"글 {age}" for age in range(60)]
        for age in range(60, 80):
            post_of(board, f"글 {age}", age=age)
        found = [
            re.search(r"글 \d+", title).group()
            for page in (1, 2)
            for title in titles(client, f"/all/?page={page}")
        ]
        assert found == [f"글 {age}" for age in range(80)]

    def test_stand_in_the_list_below_an_article(self, client, board):
        article = post_of(board, "본문", age=2)
        post_of(board, "가린 글", age=1, state=State.HIDDEN)
        post_of(board, "새 글", age=0)
        assert titles(client, article.get_absolute_url()) == ["새 글", "가린 글 숨김", "본문"]

    @pytest.mark.parametrize("who", ["guest", "member", "other moderator", "author"])
    def test_are_in_nobody_elses_lists(self, client, who):
        board = BoardFactory(moderators=[MemberFactory()])
        hidden = post_of(board, "가린 글", state=State.HIDDEN)
        shown = post_of(board, "보이는 글", age=1)
        if who != "guest":
            person = hidden.author if who == "author" else MemberFactory()
            if who == "other moderator":
                BoardFactory(moderators=[person])
            client.force_login(person)
        for path in ("/all/", board.get_absolute_url(), shown.get_absolute_url()):
            page = client.get(path).content.decode()
            assert "가린 글" not in page
            assert 'type="checkbox" name="post"' not in page or who == "other moderator"
            assert PATH not in page or who == "other moderator"

    def test_cost_members_no_query(self, client, django_assert_num_queries):
        board = BoardFactory(moderators=[MemberFactory()])
        post_of(board)
        client.force_login(MemberFactory())
        client.get("/all/")
        with django_assert_num_queries(7):  # one of them is what the member has read
            client.get("/all/")


class TestChosenPosts:
    def test_are_hidden_with_a_reason_and_logged_one_by_one(self, client, moderator, board):
        posts = [post_of(board) for _ in range(3)]
        response = send(client, posts[:2], "hide", reason="광고")
        assert response["Location"] == "/boards/talk/"
        assert told(client, response) == ["글 2개를 숨겼습니다."]
        states = [Post.objects.get(pk=post.pk).state for post in posts]
        assert states == ["hidden", "hidden", "published"]
        logged = LogEntry.objects.filter(user=moderator)
        assert [entry.object_id for entry in logged.order_by("pk")] == [
            str(post.pk) for post in posts[:2]
        ]
        assert all("광고" in entry.change_message for entry in logged)
        send(client, posts, "unhide")
        assert Post.objects.published().count() == 3

    def test_are_moved_and_keep_their_links_and_counts(self, client, moderator, board):
        posts = [post_of(board) for _ in range(2)]
        to = BoardFactory(slug="new", moderators=[moderator])
        send(client, posts, "move", board="new")
        assert set(Post.objects.values_list("board__slug", flat=True)) == {"new"}
        assert client.get(posts[0].get_absolute_url()).status_code == 200
        for path, number in ((board.get_absolute_url(), 0), (to.get_absolute_url(), 2)):
            assert client.get(path).context["page"].paginator.count == number

    def test_go_only_to_boards_of_the_moderator(self, client, board):
        post = post_of(board)
        BoardFactory(slug="other")
        for slug in ("other", "", "nowhere", "\0"):
            assert told(client, send(client, [post], "move", board=slug)) == [
                "운영하는 게시판을 골라 주세요."
            ]
        assert Post.objects.get().board == board

    def test_are_deleted_once_that_is_confirmed(self, client, board):
        post = post_of(board)
        assert told(client, send(client, [post], "delete")) == ["글을 지운다는 것을 확인해 주세요."]
        assert Post.objects.get().state == State.PUBLISHED
        send(client, [post], "delete", sure="1")
        assert Post.objects.get().state == State.DELETED

    def test_of_others_and_gone_are_counted_with_the_reason(self, client, board):
        own, others, gone = post_of(board), PostFactory(), post_of(board, state=State.DELETED)
        response = send(client, [own, others, gone], "hide")
        assert told(client, response) == [
            "글 1개를 숨겼습니다.",
            "글 1개는 그대로 두었습니다. 운영하는 글이 아니거나 이미 없습니다.",
            "글 1개는 그대로 두었습니다. 지워진 글입니다.",
        ]
        others.refresh_from_db()
        assert others.state == State.PUBLISHED

    def test_are_limited_in_number(self, client, board, monkeypatch):
        monkeypatch.setattr(bulk, "MAX_CHOSEN", 2)
        posts = [post_of(board) for _ in range(3)]
        assert told(client, send(client, posts, "hide")) == ["한 번에 글 2개까지 할 수 있습니다."]
        assert Post.objects.published().count() == 3

    def test_stay_ticked_with_what_was_typed_when_something_is_missing(self, client, board):
        posts = [post_of(board, f"<글> {n}") for n in range(2)]
        hidden_elsewhere = PostFactory(title="not theirs")
        response = send(client, [*posts, hidden_elsewhere], "delete", reason='광고 "둘"')
        page = response.content.decode()
        assert response.status_code == 422
        for post in posts:
            assert f'name="post" value="{post.pk}" checked' in page
        assert "&lt;글&gt; 1" in page
        assert "not theirs" not in page
        assert 'name="reason" value="광고 &quot;둘&quot;"' in page
        assert 'name="next" value="/boards/talk/"' in page

    def test_are_told_where_they_went(self, client, moderator, board):
        BoardFactory(slug="new", name_ko="새 게시판", moderators=[moderator])
        response = send(client, [post_of(board)], "move", board="new")
        assert told(client, response) == ["글 1개를 “새 게시판” 게시판으로 옮겼습니다."]

    @pytest.mark.parametrize("keys", [[], ["x"], ["-1"], ["9" * 30], ["0"], ["９"]])
    def test_must_be_some(self, client, board, keys):
        response = client.post(
            PATH, {"post": keys, "verb": "hide"}, headers={"accept-language": "ko"}
        )
        assert told(client, response) == ["글을 먼저 골라 주세요."]

    @pytest.mark.parametrize("verb", ["", "publish", "__class__"])
    def test_have_only_known_things_done(self, client, board, verb):
        assert send(client, [post_of(board)], verb).status_code == 403

    def test_lead_back_to_this_site_alone(self, client, board):
        post = post_of(board)
        response = send(client, [post], "hide", next="https://evil.example/")
        assert response["Location"] == "/all/"

    def test_are_not_for_guests_and_members(self, client):
        post = PostFactory()
        assert send(client, [post], "hide").status_code == 403
        client.force_login(post.author)
        assert send(client, [post], "hide").status_code == 403
        client.force_login(AdminFactory())
        send(client, [post], "hide")
        post.refresh_from_db()
        assert post.state == State.HIDDEN


def test_the_form_has_a_box_for_each_post_of_the_moderators_boards(client, board):
    own, other = post_of(board, "<내 글>"), PostFactory()
    page = client.get("/all/", headers={"accept-language": "ko"}).content.decode()
    assert f'name="post" value="{own.pk}"' in page
    assert f'name="post" value="{other.pk}"' not in page
    assert "고르기: &lt;내 글&gt;" in page
    assert f'action="{PATH}"' in page
    for name in bulk.VERBS:
        is_there = f'name="verb" value="{name}"' in page
        assert is_there is (name not in ("move", "category"))


@pytest.mark.parametrize("path", ["/all/", "/boards/talk/", "article", "article?list=all"])
def test_moving_is_offered_where_there_is_another_board_to_go_to(client, moderator, board, path):
    path = path.replace("article", post_of(board).get_absolute_url())
    assert 'value="move"' not in client.get(path).content.decode()
    BoardFactory(moderators=[moderator])
    assert 'value="move"' in client.get(path).content.decode()


class TestCategories:
    def test_of_several_posts_are_changed_at_once(self, client, board):
        asked = CategoryFactory(board=board, name_ko="질문")
        posts = [post_of(board), post_of(board, category=asked), post_of(board)]
        send(client, posts[:2], "category", category=asked.pk)
        assert [post.category for post in Post.objects.order_by("pk")] == [asked, asked, None]
        send(client, posts, "category", category="none")
        assert not Post.objects.filter(category__isnull=False).exists()

    def test_are_offered_on_a_board_that_has_some(self, client, board):
        post_of(board)
        assert 'value="category"' not in client.get(board.get_absolute_url()).content.decode()
        CategoryFactory(board=board)
        assert 'value="category"' in client.get(board.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("sent", ["", "0", "x", "9" * 30, "²"])
    def test_that_nobody_chose_change_nothing(self, client, board, sent):
        CategoryFactory(board=board)
        post = post_of(board)
        response = send(client, [post], "category", category=sent)
        assert told(client, response) == ["이 게시판의 말머리를 고르세요."]

    def test_of_boards_that_one_does_not_moderate_are_none(self, client, board):
        other = CategoryFactory()
        post = post_of(board)
        send(client, [post], "category", category=other.pk)
        post.refresh_from_db()
        assert post.category is None


@pytest.mark.parametrize("sent", ["9" * 5000, "0", "-1", "x", str(1 << 63)])
def test_a_key_that_is_none_of_a_post_is_no_failure(client, board, sent):
    response = client.post(PATH, {"post": [sent], "verb": "unhide", "next": "/boards/talk/"})
    assert response.status_code == 302
    response = client.post(
        PATH, {"post": [post_of(board).pk], "verb": "category", "category": sent}
    )
    assert response.status_code == 422
