"""Categories as moderators change them: one by one, in bulk, by moving, in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from boards.accounts.exporting import content
from boards.models import Category
from boards.posts.models import Post
from boards.posts.moderation.actions.change_category import change_category
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.bulk import VERBS, moderate_chosen
from boards.posts.writing.actions.publish_post import publish_post
from boards.search.querying.finding import find
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CategoryFactory,
    MemberFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    """Make a moderator of no board yet."""
    return MemberFactory()


@pytest.fixture
def board(moderator):
    """Make the moderator's board, with the categories 질문 and 정보."""
    board = BoardFactory(moderators=[moderator], slug="talk")
    CategoryFactory(board=board, slug="question", name_ko="질문", name_en="Question")
    CategoryFactory(board=board, slug="info", name_ko="정보")
    return board


def category(slug):
    """Return the category with this slug."""
    return Category.objects.get(slug=slug)


class TestChangeCategory:
    def test_is_stored_and_logged(self, board, moderator):
        post = PostFactory(board=board, category=category("question"))
        change_category(post=post, by=moderator, category=category("info"))
        post.refresh_from_db()
        assert post.category == category("info")
        assert "정보" in LogEntry.objects.get().change_message

    def test_the_same_again_writes_nothing(self, board, moderator):
        post = PostFactory(board=board, category=category("question"))
        change_category(post=post, by=moderator, category=category("question"))
        assert not LogEntry.objects.exists()

    def test_is_for_moderators_of_the_board(self, board):
        post = PostFactory(board=board)
        with pytest.raises(PermissionDenied):
            change_category(post=post, by=MemberFactory(), category=category("info"))

    def test_refuses_another_board_s_and_retired_ones(self, board, moderator):
        post = PostFactory(board=board)
        for wrong in (CategoryFactory(), CategoryFactory(board=board, is_retired=True)):
            with pytest.raises(ValidationError):
                change_category(post=post, by=moderator, category=wrong)

    def test_refuses_what_was_retired_or_deleted_since_it_was_loaded(self, board, moderator):
        post = PostFactory(board=board)
        question, info = category("question"), category("info")
        Category.objects.filter(pk=question.pk).update(is_retired=True)
        Category.objects.filter(pk=info.pk).delete()
        for gone in (question, info):
            with pytest.raises(ValidationError) as refused:
                change_category(post=post, by=moderator, category=gone)
            assert list(refused.value.error_dict) == ["category"]

    def test_refuses_none_where_one_is_required(self, board, moderator):
        board.category_required = True
        board.save()
        post = PostFactory(board=board, category=category("info"))
        with pytest.raises(ValidationError):
            change_category(post=post, by=moderator, category=None)

    def test_many_at_once_say_of_each_what_became_of_it(self, board, moderator):
        posts = [PostFactory(board=board), PostFactory(), PostFactory(board=board)]
        delete_post(post=posts[2], by=None)
        outcome = moderate_chosen(
            posts=[post.pk for post in posts],
            verb=VERBS["category"],
            fields={"category": str(category("info").pk)},
            by=moderator,
        )
        assert (outcome.done, outcome.refused.total()) == (1, 2)
        assert Post.objects.filter(category=category("info")).count() == 1


@pytest.mark.parametrize(("slug", "is_retired", "kept"), [
    ("question", False, True), ("question", True, False), ("other", False, False),
])  # fmt: skip
def test_a_moved_post_keeps_a_category_of_the_same_slug(board, slug, is_retired, kept):
    target = BoardFactory()
    same = CategoryFactory(board=target, slug=slug, is_retired=is_retired)
    post = PostFactory(board=board, category=category_of(board))
    move_post(post=post, by=None, board=target)
    post.refresh_from_db()
    assert post.category == (same if kept else None)


def category_of(board):
    """Return the board's category with the slug `question`."""
    return board.categories.get(slug="question")


class TestSearch:
    def test_finds_a_category_by_name_or_slug_in_both_languages(self, board):
        author = MemberFactory()
        for title, chosen in (("세금 하나", category("question")), ("세금 둘", None)):
            publish(board, author, title, chosen)
        for typed in (
            "category:question", "category:질문", "말머리:질문", "말머리:[질문]",
            "category:Question 세금",
        ):  # fmt: skip
            assert titles(find(None, typed)) == ["세금 하나"], typed
        assert titles(find(None, "세금 -category:질문")) == ["세금 둘"]

    def test_an_unknown_category_is_told(self, board):
        publish(board, MemberFactory(), "글 하나", None)
        found = find(None, "category:없음")
        assert [hint.value for hint, _ in found.query.hints][:1] == ["unknown_category"]

    def test_a_closed_board_s_category_is_nobody_s(self, board):
        board.read_access = "moderators"
        board.save()
        found = find(None, "category:질문")
        assert [hint.value for hint, _ in found.query.hints][:1] == ["unknown_category"]

    def test_follows_a_change_and_shows_it(self, board, moderator, client):
        post = publish(board, MemberFactory(), "세금 하나", category("question"))
        change_category(post=post, by=moderator, category=category("info"))
        assert titles(find(None, "category:info")) == ["세금 하나"]
        assert titles(find(None, "category:question")) == []
        assert "[정보]" in client.get("/search/?q=세금").content.decode()


def publish(board, author, title, chosen):
    """Publish a post as a member does."""
    return publish_post(board=board, author=author, title=title, body="글", category=chosen)


def titles(found):
    """Return the titles of what was found."""
    return [result.post.title for result in found.results]


def test_the_export_names_the_category(board):
    post = PostFactory(board=board, category=category("question"))
    [row] = content.posts(post.author)
    assert row["category"] == "질문"


class TestAdmin:
    @pytest.fixture
    def admin(self, client):
        """Sign a superuser in."""
        admin = AdminFactory()
        client.force_login(admin)
        return admin

    def test_a_board_s_page_has_its_categories(self, client, admin, board):
        url = reverse("admin:boards_board_change", args=[board.pk])
        page = client.get(url, headers={"accept-language": "ko"}).content.decode()
        assert 'value="질문"' in page
        assert "말머리" in page

    def test_a_used_category_is_not_deleted_but_retired(self, client, admin, board):
        used = category("question")
        PostFactory(board=board, category=used)
        url = reverse("admin:boards_board_change", args=[board.pk])
        sent = sent_board(board)
        sent["categories-0-DELETE"] = "on"
        response = client.post(url, sent, headers={"accept-language": "en"})
        assert response.status_code == 200
        assert "Mark it as retired instead." in response.content.decode()
        del sent["categories-0-DELETE"]
        sent["categories-0-is_retired"] = "on"
        assert client.post(url, sent).status_code == 302
        used.refresh_from_db()
        assert used.is_retired

    def test_an_unused_one_goes_and_a_new_one_gets_its_slug(self, client, admin, board):
        sent = sent_board(board)
        sent["categories-1-DELETE"] = "on"
        sent["categories-2-name_ko"] = "모임 후기"
        url = reverse("admin:boards_board_change", args=[board.pk])
        assert client.post(url, sent).status_code == 302
        slugs = board.categories.values_list("slug", flat=True)
        assert sorted(slugs) == ["question", "모임-후기"]

    def test_one_name_twice_is_told(self, client, admin, board):
        sent = sent_board(board)
        sent["categories-2-name_ko"] = "질문"
        url = reverse("admin:boards_board_change", args=[board.pk])
        response = client.post(url, sent)
        assert response.status_code == 200
        assert board.categories.count() == 2

    def test_the_action_changes_many(self, client, admin, board):
        posts = [PostFactory(board=board), PostFactory(board=board), PostFactory()]
        sent = {
            "action": "change_category",
            "category": category("info").pk,
            "_selected_action": [post.pk for post in posts],
        }
        url = reverse("admin:boards_posts_post_changelist")
        page = client.post(url, sent, follow=True).content.decode()
        assert Post.objects.filter(category=category("info")).count() == 2
        assert posts[2].title in page

    @pytest.mark.parametrize(
        ("chosen", "left"), [("none", None), ("", "question"), ("x", "question")]
    )
    def test_the_action_takes_it_away_only_where_that_is_chosen(
        self, client, admin, board, chosen, left
    ):
        post = PostFactory(board=board, category=category("question"))
        sent = {
            "action": "change_category",
            "category": chosen,
            "_selected_action": [post.pk],
        }
        client.post(reverse("admin:boards_posts_post_changelist"), sent)
        post.refresh_from_db()
        assert (post.category and post.category.slug) == left

    def test_the_form_of_a_post_changes_it(self, client, admin, board):
        post = PostFactory(board=board)
        url = reverse("admin:boards_posts_post_change", args=[post.pk])
        form = client.get(url).context["adminform"].form
        sent = {name: form[name].value() or "" for name in form.fields}
        sent |= {
            "category": category("info").pk,
            "posted_at_0": "2024-05-01",
            "posted_at_1": "10:00",
        }
        response = client.post(url, sent)
        assert response.status_code == 302, response.context["adminform"].form.errors
        post.refresh_from_db()
        assert post.category == category("info")


def sent_board(board):
    """Return what the form of a board sends unchanged, with an empty row for a category."""
    names = (
        "name_ko", "name_en", "slug", "description_ko", "description_en", "position",
        "read_access", "write_access",
    )  # fmt: skip
    sent = {name: getattr(board, name) for name in names}
    rows = list(board.categories.order_by("position", "pk"))
    sent |= {
        "allows_comments": "on",
        "categories-TOTAL_FORMS": len(rows) + 1,
        "categories-INITIAL_FORMS": len(rows),
        "categories-2-colour": "grey",
        "categories-2-position": 100,
    }
    for number, row in enumerate(rows):
        for name in ("id", "name_ko", "name_en", "slug", "colour", "position"):
            sent[f"categories-{number}-{name}"] = getattr(row, name)
    return sent


def test_none_is_enough_where_every_category_is_retired(board, moderator):
    board.category_required = True
    board.save()
    post = PostFactory(board=board, category=category("info"))
    board.categories.update(is_retired=True)
    change_category(post=post, by=moderator, category=None)
    post.refresh_from_db()
    assert post.category is None
