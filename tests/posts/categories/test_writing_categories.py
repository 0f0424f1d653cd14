"""Categories where posts are written: what may be chosen, what is refused, what is kept."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from lxml import html

from boards.models import Category
from boards.posts.models import Draft, Post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, CategoryFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db
TYPED = {"title": "제목", "body": "본문입니다"}


@pytest.fixture
def board():
    """Make a board with 질문, the moderators' 공지 and the retired 이벤트."""
    board = BoardFactory(slug="talk")
    CategoryFactory(board=board, slug="question", name_ko="질문")
    CategoryFactory(board=board, slug="news", name_ko="공지", moderators_only=True)
    CategoryFactory(board=board, slug="event", name_ko="이벤트", is_retired=True)
    return board


@pytest.fixture
def member(client):
    """Sign a member in."""
    member = MemberFactory()
    client.force_login(member)
    return member


def category(slug):
    """Return the category with this slug."""
    return Category.objects.get(slug=slug)


def choices(response):
    """Return the values that the form offers, the chosen one first and again in its place."""
    tree = html.fromstring(response.content.decode())
    [select] = tree.xpath("//select[@name='category']")
    return [select.value, *select.value_options]


def test_a_member_is_offered_what_members_may_choose(client, member, board):
    assert choices(client.get("/boards/talk/write/")) == ["", "", "question"]


def test_a_moderator_is_offered_the_moderators_own_too(client, member, board):
    board.moderators.add(member)
    assert choices(client.get("/boards/talk/write/")) == ["", "", "question", "news"]


def test_from_a_category_s_list_the_form_begins_with_it(client, member, board):
    PostFactory(board=board, category=category("question"))
    listed = client.get("/boards/talk/?category=question").content.decode()
    assert 'href="/boards/talk/write/?category=question"' in listed
    assert choices(client.get("/boards/talk/write/?category=question"))[0] == "question"
    assert choices(client.get("/boards/talk/write/?category=news"))[0] == ""


def test_a_board_without_categories_asks_for_none(client, member):
    board = BoardFactory(category_required=True)
    url = reverse("posts:write", args=[board.slug])
    assert b'name="category"' not in client.get(url).content
    assert client.post(url, TYPED).status_code == 302


def test_what_is_chosen_is_stored(client, member, board):
    client.post("/boards/talk/write/", {**TYPED, "category": "question"})
    assert Post.objects.get().category == category("question")


def test_a_required_category_that_is_missing_is_told_and_the_text_survives(client, member, board):
    board.category_required = True
    board.save()
    response = client.post("/boards/talk/write/", TYPED, headers={"accept-language": "en"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Choose a category." in page
    assert "본문입니다" in page
    assert 'aria-invalid="true"' in page
    assert not Post.objects.exists()


@pytest.mark.parametrize("slug", ["news", "event", "자랑", "none"])
def test_what_is_not_offered_is_refused(client, member, board, slug):
    CategoryFactory(slug="자랑")
    response = client.post("/boards/talk/write/", {**TYPED, "category": slug})
    assert response.status_code == 422
    assert "본문입니다" in response.content.decode()
    assert not Post.objects.exists()


class TestTheAction:
    def test_refuses_the_moderators_own(self, board):
        with pytest.raises(PermissionDenied):
            publish_post(
                board=board,
                author=MemberFactory(),
                title="글",
                body="글",
                category=category("news"),
            )

    def test_refuses_what_is_retired_or_of_another_board(self, board):
        for wrong in (category("event"), CategoryFactory()):
            with pytest.raises(ValidationError) as refused:
                publish_post(
                    board=board, author=MemberFactory(), title="글", body="글", category=wrong
                )
            assert "category" in refused.value.message_dict

    def test_refuses_none_where_one_is_required(self, board):
        board.category_required = True
        with pytest.raises(ValidationError):
            publish_post(board=board, author=MemberFactory(), title="글", body="글")


class TestEditing:
    @pytest.mark.parametrize("slug", ["news", "event"])
    def test_what_the_post_has_may_stay(self, client, member, board, slug):
        post = PostFactory(board=board, author=member, category=category(slug))
        url = reverse("posts:edit", args=[post.pk])
        assert choices(client.get(url))[0] == slug
        version = version_of(post)
        response = client.post(url, {**TYPED, "category": slug, "version": version})
        assert response.status_code == 302
        post.refresh_from_db()
        assert (post.title, post.category) == ("제목", category(slug))

    def test_a_change_leaves_a_version_behind(self, client, member, board):
        post = PostFactory(board=board, author=member, category=category("event"))
        edit_post(
            post=post,
            by=member,
            version=version_of(post),
            title=post.title,
            body=post.body,
            comments_open=True,
            category=category("question"),
        )
        post.refresh_from_db()
        assert post.edited_at is not None
        assert post.revisions.get().category == category("event")
        history = client.get(reverse("posts:history", args=[post.pk])).content.decode()
        assert "<del>이벤트</del>" in history
        assert "<ins>질문</ins>" in history

    def test_a_change_in_another_window_is_told(self, client, member, board):
        post = PostFactory(board=board, author=member, category=category("question"))
        version = version_of(post)
        Post.objects.update(category=None)
        url = reverse("posts:edit", args=[post.pk])
        sent = {**TYPED, "category": "question", "version": version}
        assert client.post(url, sent).status_code == 409


def test_a_draft_keeps_the_category(client, member, board):
    client.post(reverse("posts:draft", args=[f"new:{board.pk}"]), {**TYPED, "category": "question"})
    assert Draft.objects.get().fields["category"] == "question"
    assert choices(client.get("/boards/talk/write/?draft=continue"))[0] == "question"


def test_a_preview_shows_the_category_and_keeps_the_choice(client, member, board):
    sent = {**TYPED, "category": "question", "preview": "1"}
    response = client.post("/boards/talk/write/", sent)
    assert choices(response)[0] == "question"
    assert "[질문]" in response.content.decode()


def test_who_is_signed_out_meanwhile_keeps_the_choice(client, board):
    response = client.post("/boards/talk/write/", {**TYPED, "category": "question"})
    assert response.status_code == 403
    assert '<input type="hidden" name="category" value="question"' in response.content.decode()
