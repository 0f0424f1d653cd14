"""What was written as secret or without a name is never published otherwise."""

import pytest
from django.test import Client

from boards.posts.models import Comment, Post
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

TEXT = "아무도 보면 안 되는 글"


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(MemberFactory())
    return client


@pytest.mark.parametrize("choice", ["is_secret", "is_anonymous"])
def test_a_post_is_not_published_when_its_board_took_the_choice_back(
    browser: Client, choice: str
) -> None:
    board = BoardFactory(allows_secret=False, allows_anonymous=False)
    form = {"title": "제목", "body": TEXT, choice: "on"}
    answer = browser.post(f"{board.get_absolute_url()}write/", form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert TEXT in page and "is not published" in page
    assert not Post.objects.exists()
    del form[choice]
    assert browser.post(f"{board.get_absolute_url()}write/", form).status_code == 302


def test_a_comment_is_not_published_under_a_name_that_was_to_be_hidden(browser: Client) -> None:
    post = PostFactory(board=BoardFactory(allows_anonymous=False))
    form = {"text": TEXT, "is_anonymous": "on"}
    answer = browser.post(f"/posts/{post.pk}/comments/", form)
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    assert not Comment.objects.exists()


def test_what_was_typed_into_a_comment_that_is_gone_comes_back(browser: Client) -> None:
    answer = browser.post("/comments/999/edit/", {"text": TEXT})
    assert answer.status_code == 404
    assert TEXT in answer.content.decode()
