"""What was written as secret or without a name is never published otherwise."""

import re

import pytest
from django.test import Client

from boards.models import Board
from boards.posts.models import Comment, Post
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

TEXT = "아무도 보면 안 되는 글"


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(MemberFactory())
    return client


def offered_at(browser: Client, path: str) -> list[str]:
    page = browser.get(path).content.decode()
    return re.findall(r'name="offered" value="(\w+)"', page)


@pytest.mark.parametrize("choice", ["is_secret", "is_anonymous"])
def test_a_post_is_not_published_when_its_board_took_the_choice_back(
    browser: Client, choice: str
) -> None:
    board = BoardFactory(allows_secret=True, allows_anonymous=True)
    path = f"{board.get_absolute_url()}write/"
    form = {"title": "제목", "body": TEXT, choice: "on", "offered": offered_at(browser, path)}
    assert choice in form["offered"]
    Board.objects.update(allows_secret=False, allows_anonymous=False)
    answer = browser.post(path, form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert TEXT in page and "is not published" in page
    assert not Post.objects.exists()
    assert 'value="' + choice not in page
    del form["offered"]
    assert browser.post(path, form).status_code == 302


def test_a_comment_is_not_published_under_a_name_that_was_to_be_hidden(browser: Client) -> None:
    post = PostFactory(board=BoardFactory(allows_anonymous=True))
    offered = offered_at(browser, post.get_absolute_url())
    form = {"text": TEXT, "is_anonymous": "on", "offered": offered}
    Board.objects.update(allows_anonymous=False)
    answer = browser.post(f"/posts/{post.pk}/comments/", form)
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    assert not Comment.objects.exists()


def test_what_was_typed_into_a_comment_that_is_gone_comes_back(browser: Client) -> None:
    answer = browser.post("/comments/999/edit/", {"text": TEXT})
    assert answer.status_code == 404
    assert TEXT in answer.content.decode()
