"""What a page says of the state of a text: secret, anonymous, edited."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boards.access import Access
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment
from boards.search.index.indexing import index_posts
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

KOREAN = {"accept-language": "ko"}


@pytest.fixture
def board():
    return BoardFactory(moderators=[MemberFactory()], allows_secret=True, allows_anonymous=True)


def korean(viewer=None) -> Client:
    client = Client(headers=KOREAN)
    if viewer is not None:
        client.force_login(viewer)
    return client


def text_of(response) -> str:
    page = response.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


class TestASecretPost:
    @pytest.fixture
    def post(self, board):
        return PostFactory(
            board=board, is_secret=True, title="남몰래 묻습니다", body="<p>속사정</p>"
        )

    @pytest.fixture(params=["article", "comment", "comment-feed"])
    def path(self, request, post):
        comment = CommentFactory(post=post, author=post.author)
        return {
            "article": post.get_absolute_url(),
            "comment": comment.get_absolute_url(),
            "comment-feed": reverse("feeds:comments", args=[post.pk, "atom"]),
        }[request.param]

    @pytest.mark.parametrize("is_member", [False, True])
    def test_says_who_may_read_it(self, post, path, is_member):
        response = korean(MemberFactory() if is_member else None).get(path)
        said = text_of(response)
        assert response.status_code == 403
        assert "비밀글입니다 글쓴이와 운영자만 읽을 수 있습니다." in said
        assert ("로그인해 주세요." in said) is not is_member
        for secret in ("남몰래", "속사정", post.author.handle):
            assert secret not in response.content.decode()

    def test_leads_a_guest_back_after_signing_in(self, post):
        page = korean().get(post.get_absolute_url(), {"board": post.board.slug}).content.decode()
        main = page.split("<main")[1]
        assert f'href="/accounts/login/?next={post.get_absolute_url()}%3Fboard%3D' in main

    def test_is_said_in_english_too(self, post):
        page = text_of(Client(headers={"accept-language": "en"}).get(post.get_absolute_url()))
        assert "This post is secret Only its author and the moderators can read it." in page

    def test_opens_for_its_author_and_its_moderators(self, post):
        for viewer in (post.author, post.board.moderators.get()):
            assert "속사정" in text_of(korean(viewer).get(post.get_absolute_url()))

    def test_says_nothing_on_a_board_that_is_closed_besides(self, post):
        post.board.read_access = Access.MODERATORS
        post.board.save()
        response = korean(MemberFactory()).get(post.get_absolute_url())
        assert response.status_code == 403
        assert "비밀글" not in text_of(response)

    def test_is_named_as_such_in_lists_and_found_by_nobody_else(self, post):
        index_posts([post.pk])
        row = korean().get(post.board.get_absolute_url()).content.decode()
        assert "비밀글입니다</a>" in row
        assert "남몰래" not in row
        assert "남몰래" not in korean().get("/search/", {"q": "속사정"}).content.decode()
        assert "남몰래" not in korean().get("/feed.atom").content.decode()

    def test_is_chosen_by_a_label_that_says_what_it_does(self, board):
        writer = korean(MemberFactory())
        page = text_of(writer.get(reverse("posts:write", args=[board.slug])))
        assert "비밀글로 쓰기" in page
        assert "비밀글입니다" not in page

    def test_versions_are_refused_with_the_same_reason(self, post):
        response = korean(MemberFactory()).get(reverse("posts:history", args=[post.pk]))
        assert response.status_code == 403
        assert "비밀글입니다" in text_of(response)


def test_a_secret_comment_says_who_may_read_it(board):
    comment = CommentFactory(post=PostFactory(board=board), text="속사정", is_secret=True)
    response = korean(MemberFactory()).get(reverse("posts:comment-versions", args=[comment.pk]))
    assert response.status_code == 403
    assert "비밀 댓글입니다 댓글을 쓴 사람과 글쓴이, 운영자만" in text_of(response)
    assert "속사정" not in response.content.decode()


class TestAnAnonymousAuthor:
    @pytest.fixture
    def post(self, board):
        post = PostFactory(
            board=board, anonymous_number=0, title="이름 없는 글", body="<p>본문</p>"
        )
        index_posts([post.pk])
        return post

    def test_is_named_once_on_the_page(self, post):
        for viewer in (None, post.author, MemberFactory()):
            page = korean(viewer).get(post.get_absolute_url()).content.decode()
            byline = page.split('class="byline"')[1].split("</p>")[0]
            assert byline.count("익명") == byline.count("글쓴이") == 1

    def test_is_named_once_among_results(self, post):
        page = korean().get("/search/", {"q": "본문"}).content.decode()
        facts = page.split('class="found__facts"')[1].split("</ul>")[0]
        assert facts.count("익명") == 1
        assert "글쓴이" not in facts

    def test_is_told_from_the_others_once_in_each_comment(self, post):
        for author in (post.author, MemberFactory()):
            publish_comment(post=post, author=author, text="네", is_anonymous=True)
        page = korean().get(post.get_absolute_url()).content.decode()
        bylines = [text.split("</p>")[0] for text in page.split('class="comment__byline"')[1:]]
        assert [byline.count("익명") for byline in bylines] == [1, 1]
        assert [byline.count("글쓴이") for byline in bylines] == [1, 0]


class TestAnEditedText:
    NOW = timezone.now().replace(hour=15, minute=30, second=12, microsecond=0)

    def test_a_post_says_when(self):
        post = PostFactory(posted_at=self.NOW - timedelta(days=9), edited_at=self.NOW)
        page = korean().get(post.get_absolute_url()).content.decode()
        byline = page.split('class="byline"')[1].split("</p>")[0]
        local = timezone.localtime(self.NOW)
        edited = byline.split("수정됨 ")[1]
        assert f">{local:%Y.%m.%d %H:%M}</time>" in edited
        assert f'title="{local:%Y.%m.%d %H:%M:%S} ' in edited
        assert f'datetime="{local.isoformat()}"' in edited

    @pytest.mark.parametrize(
        ("age", "shown"), [(timedelta(hours=3), "3시간 전"), (timedelta(days=2), None)]
    )
    def test_a_comment_says_when(self, age, shown):
        comment = CommentFactory()
        edited_at = self.NOW - age
        Comment.objects.update(posted_at=edited_at - timedelta(days=1), edited_at=edited_at)
        with time_machine.travel(self.NOW, tick=False):
            page = korean().get(comment.post.get_absolute_url()).content.decode()
        byline = page.split('class="comment__byline"')[1].split("</p>")[0]
        local = timezone.localtime(edited_at)
        edited = byline.split("수정됨 ")[1]
        assert f">{shown or local.strftime('%Y.%m.%d %H:%M')}</time>" in edited
        assert f'title="{local:%Y.%m.%d %H:%M:%S} ' in edited

    def test_no_byline_shows_seconds(self):
        comment = CommentFactory(post=PostFactory(posted_at=self.NOW, edited_at=self.NOW))
        Comment.objects.update(posted_at=self.NOW - timedelta(days=2), edited_at=self.NOW)
        for language in ("ko", "en"):
            page = Client().get(comment.post.get_absolute_url(), {"lang": language})
            assert not re.search(r"\d:\d\d:\d\d", text_of(page))
