"""What must not be found out by a side door."""

import pytest
from django.urls import reverse

from boards.access import Access
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment, Post
from boards.posts.writing.actions.edit_post import PostChangedMeanwhile, edit_post, version_of
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return BoardFactory(moderators=[MemberFactory()], allows_secret=True, allows_anonymous=True)


@pytest.mark.parametrize(
    "query",
    ["author={0}", "author__id={0}", "anonymous_number__isnull=False", "author__handle=whisperer"],
)
@pytest.mark.parametrize("model", ["post", "comment"])
def test_the_admin_does_not_sort_the_anonymous_by_who_they_are(client, board, model, query):
    author = MemberFactory(handle="whisperer")
    post = PostFactory(board=board, author=author, anonymous_number=0, title="익명 글")
    publish_comment(post=post, author=author, text="익명 댓글", is_anonymous=True)
    for viewer in (board.moderators.get(), AdminFactory()):
        client.force_login(viewer)
        url = reverse(f"admin:boards_posts_{model}_changelist")
        response = client.get(f"{url}?{query.format(author.pk)}")
        assert response.status_code in (302, 400)


def test_the_admin_does_not_order_posts_by_handle(client, board):
    client.force_login(AdminFactory())
    PostFactory(board=board)
    page = client.get(reverse("admin:boards_posts_post_changelist")).content.decode()
    assert "column-author_name" in page
    assert 'class="sortable column-author_name"' not in page


def test_a_second_tab_does_not_make_a_secret_post_public(board):
    post = PostFactory(board=board)
    begun = version_of(post)
    fields = {"post": post, "by": post.author, "title": post.title, "body": post.body}
    edit_post(**fields, version=begun, is_secret=True, tags=["세금"])
    with pytest.raises(PostChangedMeanwhile):
        edit_post(**{**fields, "body": "<p>딴 내용</p>"}, version=begun)
    assert Post.objects.get().is_secret


def test_a_secret_comment_is_still_secret_after_signing_in(client, board):
    post = PostFactory(board=board)
    path = reverse("posts:comments", args=[post.pk])
    client.post(path, {"text": "비밀 이야기", "is_secret": "on"})
    client.force_login(MemberFactory())
    page = client.get(post.get_absolute_url()).content.decode()
    form = page[page.index('id="comment-form"') :]
    assert "비밀 이야기" in form
    secret = form[form.index('name="is_secret"') - 60 :][:160]
    assert "checked" in secret


def test_a_secret_answer_does_not_tell_who_wrote_an_anonymous_post(client, board):
    author, asker = MemberFactory(), MemberFactory()
    post = PostFactory(board=board, author=author, anonymous_number=0)
    asked = CommentFactory(post=post, author=asker)
    publish_comment(post=post, author=author, text="이름 있는 답", is_secret=True, parent=asked)
    publish_comment(
        post=post, author=author, text="익명의 답", is_secret=True, is_anonymous=True, parent=asked
    )
    client.force_login(asker)
    page = client.get(post.get_absolute_url()).content.decode()
    assert "이름 있는 답" not in page
    assert "익명의 답" in page


def test_tags_of_secret_posts_and_closed_boards_tell_nothing(client, board):
    secret = PostFactory(board=board, is_secret=True)
    secret.tags.add("비밀태그")
    closed = PostFactory(board=BoardFactory(read_access=Access.MEMBERS))
    closed.tags.add("회원태그")
    assert client.get("/tags/비밀태그/").status_code == 404
    assert client.get("/tags/회원태그/").status_code == 404
    assert client.get(board.get_absolute_url(), {"tag": "비밀태그"}).status_code == 404
    client.force_login(secret.author)
    assert client.get("/tags/비밀태그/").status_code == 200


class TestNothingIsLost:
    def test_another_text_from_the_same_form_is_another_comment(self, client, board):
        post = PostFactory(board=board)
        client.force_login(MemberFactory())
        path = reverse("posts:comments", args=[post.pk])
        key = "0c7a5b52-64c1-4b0a-9d0e-2f0cf1a7a111"
        for text in ("하나", "하나", "둘"):
            client.post(path, {"text": text, "submission_key": key})
        assert [comment.text for comment in Comment.objects.order_by("pk")] == ["하나", "둘"]

    def test_a_form_that_was_open_too_long_gives_its_text_back(self, client, board):
        post = PostFactory(board=board)
        client.handler.enforce_csrf_checks = True
        client.force_login(MemberFactory())
        response = client.post(
            reverse("posts:comments", args=[post.pk]), {"text": "오래 쓴 <댓글>"}
        )
        assert response.status_code == 403
        assert "오래 쓴 &lt;댓글&gt;" in response.content.decode()

    def test_an_edit_of_a_comment_that_was_hidden_gives_its_text_back(self, client, board):
        comment = CommentFactory(post=PostFactory(board=board))
        client.force_login(comment.author)
        Comment.objects.update(state="hidden")
        path = reverse("posts:comment-edit", args=[comment.pk])
        response = client.post(path, {"text": "고친 댓글"})
        assert response.status_code in (403, 404, 409)
        assert "고친 댓글" in response.content.decode()


class TestNothingBreaks:
    def test_absurd_pages_of_comments_are_404(self, client):
        path = CommentFactory().post.get_absolute_url()
        for number in ("1000000000000000000", "92233720368547760", "9" * 40):
            assert client.get(path, {"comments": number}).status_code == 404

    def test_an_endless_name_is_refused_at_the_sign_in(self, client):
        form = {"login": "가" * 100_000, "password": "x"}
        assert client.post("/accounts/login/", form).status_code == 422

    @pytest.mark.parametrize("credential", ['{"id":"AA"}', "[]", '"x"', "{}", "null"])
    def test_a_passkeys_answer_that_no_key_gives_is_refused(self, client, credential):
        client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
        response = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
        assert response.status_code < 500

    def test_broken_headers_break_nothing(self, client, board):
        post = PostFactory(board=board)
        client.force_login(MemberFactory())
        headers = {"HX-Request": "true", "HX-Current-URL": "http://[bad", "Origin": "http://[bad"}
        path = reverse("posts:comments", args=[post.pk])
        assert client.post(path, {"text": "글"}, headers=headers).status_code == 200
        client.handler.enforce_csrf_checks = True
        path = reverse("posts:write", args=[board.slug])
        assert client.post(path, {"title": "글"}, headers=headers).status_code == 403

    def test_a_scrap_of_a_post_that_cannot_be_is_no_error(self, client):
        client.force_login(MemberFactory())
        assert client.post(f"/posts/{'9' * 23}/scrap/undo/").status_code == 302


@pytest.mark.parametrize("title", ["\u200b\u200b\u200b", "\u3164\u3164"])
def test_a_title_that_nobody_can_see_is_refused(client, board, title):
    client.force_login(MemberFactory())
    path = reverse("posts:write", args=[board.slug])
    response = client.post(path, {"title": title, "body": "내용", "markup": "text"})
    assert response.status_code == 422


def test_a_mountain_of_marks_is_no_comment(client, board):
    post = PostFactory(board=board)
    client.force_login(MemberFactory())
    path = reverse("posts:comments", args=[post.pk])
    assert client.post(path, {"text": "e" + "\u0301" * 700_000}).status_code == 422
