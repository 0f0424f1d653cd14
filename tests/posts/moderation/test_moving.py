"""A moderator who moves posts chooses the category that they get on the other board."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from boards.members.models import Member
from boards.models import Board, Category
from boards.posts.models import Post
from boards.posts.moderation import bulk
from boards.posts.moderation.actions.move_post import move_post
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CategoryFactory,
    MemberFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db

PATH = "/moderation/posts/"
NEEDED = "이 게시판의 글에는 말머리가 있어야 합니다."


@pytest.fixture
def moderator(client: Client) -> Member:
    member = MemberFactory()
    client.force_login(member)
    return member


@pytest.fixture
def old(moderator: Member) -> Board:
    board = BoardFactory(slug="old", moderators=[moderator])
    for slug in ("question", "gone"):
        CategoryFactory(board=board, slug=slug, name_ko=f"옛 {slug}")
    return board


@pytest.fixture
def new(moderator: Member) -> Board:
    board = BoardFactory(slug="new", name_ko="새 게시판", moderators=[moderator])
    for slug in ("question", "news"):
        CategoryFactory(board=board, slug=slug, name_ko=f"새 {slug}")
    CategoryFactory(board=board, slug="retired", is_retired=True, name_ko="새 물러난 것")
    return board


def category(board: Board, slug: str) -> Category:
    return board.categories.get(slug=slug)


def require_category(board: Board) -> None:
    board.category_required = True
    board.save()


def send(client: Client, *posts: Post, **fields: Any) -> HttpResponse:
    data = {"post": [post.pk for post in posts], "verb": "move", "board": "new", **fields}
    return client.post(PATH, {"next": "/boards/old/", **data}, headers={"accept-language": "ko"})


def where(post: Post) -> tuple[str, str]:
    post = Post.objects.select_related("board", "category").get(pk=post.pk)
    return post.board.slug, post.category.slug if post.category else ""


class TestOnTheSite:
    def test_a_board_with_categories_is_asked_about_before_anything_moves(self, client, old, new):
        posts = [
            PostFactory(board=old, title=f"글 {slug}", category=category(old, slug))
            for slug in ("question", "gone")
        ]
        response = send(client, *posts)
        page = response.content.decode()
        assert response.status_code == 422
        assert [where(post)[0] for post in posts] == ["old", "old"]
        assert all(post.title in page for post in posts)
        assert "새 question" in page
        assert "새 물러난 것" not in page
        assert 'value="none"' in page

    @pytest.mark.parametrize("left", ["none", "", "question"])
    def test_what_stands_in_the_field_for_another_verb_is_no_answer(self, client, old, new, left):
        post = PostFactory(board=old, category=category(old, "gone"))
        chosen = category(new, left).pk if left == "question" else left
        response = send(client, post, category=chosen)
        assert response.status_code == 422
        assert "move_error" not in response.content.decode()
        assert where(post) == ("old", "gone")

    def test_none_chosen_on_the_page_that_asks_is_told(self, client, old, new):
        page = send(client, PostFactory(board=old)).content.decode()
        form = page.split("form-page")[1].split("</form>")[0]
        sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        response = client.post(PATH, sent, headers={"accept-language": "ko"})
        assert "말머리를 골라 주세요." in response.content.decode()

    def test_posts_that_cannot_go_there_are_counted_in_the_end(self, client, old, new):
        gone = PostFactory(board=old, state="deleted")
        posts = [PostFactory(board=old), gone, PostFactory(board=new), PostFactory()]
        page = send(client, *posts, *posts).content.decode()
        form = page.split("form-page")[1].split("</form>")[0]
        keys = re.findall(r'name="post" value="(\d+)"', form)
        assert keys == [str(post.pk) for post in posts]
        chosen = category(new, "news").pk
        response = send(client, *posts, category_there=chosen)
        page = client.get(response["Location"], headers={"accept-language": "ko"}).content.decode()
        assert "게시판으로 옮겼습니다." in page
        assert page.count("글 1개는 그대로 두었습니다.") == 3
        assert "이미 이 게시판에 있는 글입니다." in page

    def test_a_hundred_posts_sent_twice_are_all_asked_about(self, client, old, new):
        posts = [PostFactory(board=old) for _ in range(bulk.MAX_CHOSEN)]
        doubled = [post for post in posts for _ in range(2)]
        page = send(client, *doubled).content.decode()
        assert all(f'name="post" value="{post.pk}"' in page for post in posts)

    def test_the_page_that_asks_can_be_sent_as_it_is(self, client, old, new):
        posts = [PostFactory(board=old) for _ in range(2)]
        page = send(client, *posts).content.decode().split("form-page")[1].split("</form>")[0]
        sent = dict[str, list[str]]()
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page):
            sent.setdefault(name, []).append(value)
        sent["category_there"] = [str(category(new, "news").pk)]
        assert client.post(PATH, sent)["Location"] == "/boards/old/"
        assert [where(post) for post in posts] == [("new", "news")] * 2

    @pytest.mark.parametrize("chosen", ["", "x", "0", "9" * 30, "\0"])
    def test_none_chosen_is_told_and_moves_nothing(self, client, old, new, chosen):
        post = PostFactory(board=old, title="그대로 있는 글")
        response = send(client, post, category_there=chosen)
        page = response.content.decode()
        assert response.status_code == 422
        assert "말머리를 골라 주세요." in page
        assert "그대로 있는 글" in page
        assert where(post) == ("old", "")

    def test_a_category_of_another_board_is_none(self, client, old, new):
        post = PostFactory(board=old, category=category(old, "gone"))
        for wrong in (category(old, "gone"), category(new, "retired"), CategoryFactory()):
            assert send(client, post, category_there=wrong.pk).status_code == 422
        assert where(post) == ("old", "gone")

    def test_no_category_can_be_chosen_unless_the_board_wants_one(self, client, old, new):
        post = PostFactory(board=old, category=category(old, "question"))
        require_category(new)
        response = send(client, post, category_there="none")
        assert response.status_code == 422
        assert NEEDED in response.content.decode()
        assert 'value="none"' not in response.content.decode()
        new.category_required = False
        new.save()
        send(client, post, category_there="none")
        assert where(post) == ("new", "")

    def test_the_same_as_now_leaves_alone_what_has_none_there(self, client, old, new):
        require_category(new)
        posts = [
            PostFactory(board=old, category=category(old, "question")),
            PostFactory(board=old, category=category(old, "gone")),
            PostFactory(board=old),
        ]
        response = send(client, *posts, category_there="same")
        assert [where(post) for post in posts] == [
            ("new", "question"), ("old", "gone"), ("old", ""),
        ]  # fmt: skip
        page = client.get(response["Location"], headers={"accept-language": "ko"})
        assert NEEDED in page.content.decode()

    def test_a_board_without_categories_asks_nothing(self, client, moderator, old):
        BoardFactory(slug="new", moderators=[moderator])
        post = PostFactory(board=old, category=category(old, "gone"))
        assert send(client, post).status_code == 302
        assert where(post) == ("new", "")
        assert "옛 gone" in LogEntry.objects.get().change_message

    def test_titles_of_other_boards_are_not_told(self, client, old, new):
        post = PostFactory(title="남의 글")
        assert "남의 글" not in send(client, post, PostFactory(board=old)).content.decode()

    def test_where_nothing_can_go_there_nothing_is_asked(self, client, old, new):
        for post in (PostFactory(), PostFactory(board=new)):
            response = send(client, post)
            assert response["Location"] == "/boards/old/"
            page = client.get("/boards/old/", headers={"accept-language": "ko"})
            assert "옮길 수 있는 글이 없습니다." in page.content.decode()

    def test_the_article_page_moves_its_post_and_changes_its_category(self, client, old, new):
        post = PostFactory(board=old)
        panel = client.get(post.get_absolute_url()).content.decode()
        panel = panel.split('<details class="moderation">')[1].split("</section>")[0]
        panel = panel.split("list-below")[0]
        assert f'name="post" value="{post.pk}"' in panel
        assert 'name="verb" value="move"' in panel
        assert 'name="verb" value="category"' in panel
        assert f'<option value="{new.slug}">' in panel
        assert f'<option value="{old.slug}">' not in panel


class TestInTheListBelowAnArticle:
    def test_other_posts_are_chosen_and_lead_back_to_the_article(self, client, old, new):
        article, other = PostFactory(board=old), PostFactory(board=old)
        path = article.get_absolute_url()
        page = client.get(path).content.decode()
        below = page.split('class="list-below"')[1]
        assert f'type="checkbox" name="post" value="{other.pk}"' in below
        assert f'type="checkbox" name="post" value="{article.pk}"' not in page
        assert f'name="next" value="{path}#list-below"' in below
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        sent = {"post": [other.pk], "verb": "hide", "next": f"{path}#list-below"}
        assert client.post(PATH, sent)["Location"] == f"{path}#list-below"

    def test_categories_are_those_of_the_list(self, client, old, new):
        path = PostFactory(board=old).get_absolute_url()
        below = client.get(path).content.decode().split('class="list-below"')[1]
        assert 'value="category"' in below
        below = client.get(f"{path}?list=all").content.decode().split('class="list-below"')[1]
        assert 'value="category"' not in below

    def test_members_get_none_of_it(self, client, old):
        path = PostFactory(board=old).get_absolute_url()
        client.force_login(MemberFactory())
        assert PATH not in client.get(path).content.decode()


class TestTheAction:
    def test_a_category_that_was_retired_or_deleted_meanwhile_is_refused(self, moderator, old, new):
        loaded = Board.objects.with_categories().get(pk=new.pk)
        news, question = (loaded.category_at(slug) for slug in ("news", "question"))
        category(new, "news").delete()
        Category.objects.filter(pk=question.pk).update(is_retired=True)
        asked = category(old, "question")
        post = PostFactory(board=old, category=asked)
        for given in (news, question, "same"):
            with pytest.raises(ValidationError) as refused:
                move_post(post=post, by=moderator, board=loaded, category=given)
            assert list(refused.value.error_dict) == ["category"]
        assert where(post) == ("old", "question")

    def test_a_board_that_was_deleted_meanwhile_is_refused(self, old):
        chief, board = AdminFactory(), BoardFactory()
        loaded = Board.objects.get(pk=board.pk)
        board.delete()
        post = PostFactory(board=old)
        with pytest.raises(ValidationError) as refused:
            move_post(post=post, by=chief, board=loaded)
        assert list(refused.value.error_dict) == ["board"]

    def test_a_board_that_wants_a_category_since_is_heeded(self, moderator, old, new):
        loaded = Board.objects.with_categories().get(pk=new.pk)
        require_category(new)
        with pytest.raises(ValidationError):
            move_post(post=PostFactory(board=old), by=moderator, board=loaded, category=None)

    def test_a_required_category_is_not_left_out(self, moderator, old, new):
        require_category(new)
        for by in (moderator, None):
            post = PostFactory(board=old)
            for given in ({}, {"category": None}):
                with pytest.raises(ValidationError) as refused:
                    move_post(post=post, by=by, board=new, **given)
                assert list(refused.value.error_dict) == ["category"]
            assert where(post) == ("old", "")

    def test_both_changes_are_logged(self, moderator, old, new):
        post = PostFactory(board=old, category=category(old, "gone"))
        move_post(post=post, by=moderator, board=new, category=category(new, "news"))
        message = LogEntry.objects.get().change_message
        assert new.name_en in message
        assert "옛 gone" in message
        assert "새 news" in message


class TestInTheAdmin:
    @pytest.fixture(autouse=True)
    def _admin(self, client, moderator):
        client.force_login(AdminFactory())

    def change(self, client: Client, post: Post, **fields: Any) -> HttpResponse:
        url = reverse("admin:boards_posts_post_change", args=[post.pk])
        form = client.get(url).context["adminform"].form
        sent = {name: form[name].value() or "" for name in form.fields}
        sent |= {"posted_at_0": "2024-05-01", "posted_at_1": "10:00", **fields}
        return client.post(url, sent, headers={"accept-language": "ko"})

    def test_the_form_moves_and_gives_a_category_at_once(self, client, old, new):
        post = PostFactory(board=old, category=category(old, "gone"))
        chosen = category(new, "news").pk
        assert self.change(client, post, board=new.pk, category=chosen).status_code == 302
        assert where(post) == ("new", "news")

    @pytest.mark.parametrize(("slug", "title"), [("gone", "새 제목"), ("", "새 제목")])
    def test_the_form_says_what_is_missing_and_loses_nothing(self, client, old, new, slug, title):
        require_category(new)
        own = category(old, slug) if slug else None
        post = PostFactory(board=old, title="옛 제목", category=own)
        response = self.change(client, post, board=new.pk, title=title)
        assert response.context["adminform"].form.errors["category"]
        assert title in response.content.decode()
        post.refresh_from_db()
        assert (post.title, where(post)) == ("옛 제목", ("old", slug))

    def test_several_are_moved_with_the_category_chosen_beside(self, client, old, new):
        posts = [PostFactory(board=old) for _ in range(2)]
        self.move(client, posts, new, category(new, "news").pk)
        assert [where(post) for post in posts] == [("new", "news")] * 2

    def test_several_without_one_stay_and_it_is_told(self, client, old, new):
        require_category(new)
        posts = [
            PostFactory(board=old),
            PostFactory(board=old, category=category(old, "question")),
        ]
        page = self.move(client, posts, new, "")
        assert NEEDED in page
        assert [where(post) for post in posts] == [("old", ""), ("new", "question")]

    def test_the_same_as_now_and_no_category_are_two_choices(self, client, old, new):
        posts = [PostFactory(board=old, category=category(old, "question")) for _ in range(2)]
        page = client.get(reverse("admin:boards_posts_post_changelist")).content.decode()
        field = page.split('name="category"')[1].split("</select>")[0]
        assert '<option value="none">' in field
        assert field.count('value=""') == 1
        self.move(client, posts[:1], new, "")
        self.move(client, posts[1:], new, "none")
        assert [where(post) for post in posts] == [("new", "question"), ("new", "")]

    def test_no_category_is_refused_where_one_is_wanted(self, client, old, new):
        require_category(new)
        post = PostFactory(board=old, category=category(old, "question"))
        assert NEEDED in self.move(client, [post], new, "none")
        assert where(post) == ("old", "question")

    def test_a_board_must_be_chosen(self, client, old):
        post = PostFactory(board=old)
        assert "운영하는 게시판을 골라 주세요." in self.move(client, [post], None, "")
        assert where(post) == ("old", "")

    @staticmethod
    def move(client: Client, posts: list[Post], board: Board | None, chosen: Any) -> str:
        sent = {
            "action": "move_posts",
            "board": board.pk if board else "",
            "category": chosen,
            "_selected_action": [post.pk for post in posts],
        }
        url = reverse("admin:boards_posts_post_changelist")
        response = client.post(url, sent, follow=True, headers={"accept-language": "ko"})
        return response.content.decode()
