"""Whoever has written, or comes from elsewhere, finds the list of its own board below it."""

import pytest

from boards.posts.models import Post
from boards.posts.writing.actions.edit_post import version_of
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member)
    return member


@pytest.fixture
def board():
    PostFactory(title="다른 게시판의 글")
    board = BoardFactory(slug="세금 & talk")
    PostFactory(board=board, title="같은 게시판의 글")
    return board


def check_stays_on_board(response):
    assert response.status_code == 200
    page = response.content.decode()
    below = page[page.index('id="list-below"') :]
    assert "같은 게시판의 글" in below
    assert "다른 게시판의 글" not in below


def test_after_publishing(client, member, board):
    form = {"title": "새 글", "body": "글"}
    check_stays_on_board(client.post(f"{board.get_absolute_url()}write/", form, follow=True))


def test_after_editing(client, member, board):
    post = PostFactory(board=board, author=member)
    form = {"title": "고친 글", "body": "글", "version": version_of(post)}
    check_stays_on_board(client.post(f"/posts/{post.pk}/edit/", form, follow=True))


def test_after_commenting_and_changing_it(client, member, board):
    post = Post.objects.get(board=board)
    path = f"/posts/{post.pk}/comments/"
    check_stays_on_board(client.post(path, {"text": "댓글"}, follow=True))
    comment = post.comments.get()
    check_stays_on_board(
        client.post(f"/comments/{comment.pk}/edit/", {"text": "새 댓글"}, follow=True)
    )
    check_stays_on_board(client.post(f"/comments/{comment.pk}/delete/", follow=True))


def test_after_commenting_on_a_later_page(client, member, board, monkeypatch):
    monkeypatch.setattr("boards.posts.comments.threads.COMMENTS_PER_PAGE", 1)
    post = Post.objects.get(board=board)
    CommentFactory(post=post)
    response = client.post(f"/posts/{post.pk}/comments/", {"text": "댓글"}, follow=True)
    assert "comments=2" in response.redirect_chain[0][0]
    check_stays_on_board(response)


@pytest.mark.parametrize("action", ["recommend", "recommend/undo", "scrap", "scrap/undo"])
def test_after_a_reaction(client, member, board, action):
    post = Post.objects.get(board=board)
    if action == "recommend/undo":
        client.post(f"/posts/{post.pk}/recommend/")
    check_stays_on_board(client.post(f"/posts/{post.pk}/{action}/", follow=True))


def test_after_a_link_from_elsewhere(client, board):
    check_stays_on_board(client.get(Post.objects.get(board=board).get_absolute_url()))


def test_a_link_from_a_list_of_all_has_every_board_below(client, board):
    page = client.get(f"{Post.objects.get(board=board).get_absolute_url()}?list=all")
    below = page.content.decode().split('id="list-below"')[1]
    assert "다른 게시판의 글" in below
