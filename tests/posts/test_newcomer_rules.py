"""The rules of a board above the first text field of a newcomer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.posts.models import Comment, Post
from boards.posts.newcomers import MAX_SHOWN
from boards.posts.states import State
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

RULES = "서로 존중해요."
HEAD = "이 게시판에 처음 글을 쓰시네요."


@pytest.fixture
def board():
    return BoardFactory(rules_ko=RULES)


@pytest.fixture
def post(board):
    return PostFactory(board=board)


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member)
    return member


def shown_on(client, *paths):
    return [HEAD in client.get(path, {"lang": "ko"}).content.decode() for path in paths]


def forms_of(post):
    return (
        f"{post.board.get_absolute_url()}write/",
        post.get_absolute_url(),
        f"{post.get_absolute_url()}comments/",
    )


def test_stand_above_the_first_post_and_comment(client, post, member):
    assert shown_on(client, *forms_of(post)) == [True, True, True]
    assert RULES in client.get(forms_of(post)[0]).content.decode()


@pytest.mark.parametrize("write", [PostFactory, CommentFactory])
def test_not_after_something_was_published_there(client, post, member, write):
    if write is PostFactory:
        PostFactory(board=post.board, author=member)
    else:
        CommentFactory(post=post, author=member)
    assert shown_on(client, *forms_of(post)) == [False, False, False]


def test_what_was_written_elsewhere_or_is_not_published_does_not_count(client, post, member):
    PostFactory(author=member)
    CommentFactory(author=member)
    PostFactory(board=post.board, author=member, state=State.WAITING)
    Comment.objects.filter(pk=CommentFactory(post=post, author=member).pk).update(
        state=State.HIDDEN
    )
    assert shown_on(client, *forms_of(post)) == [True, True, True]


def test_a_board_without_rules_shows_and_asks_nothing(client, member):
    plain, ruled = (PostFactory(board=BoardFactory(rules_ko=rules)) for rules in ("", RULES))
    CommentFactory(post=ruled, author=member)
    counts = []
    for post in (plain, ruled):
        CommentFactory(post=post)
        client.get(post.get_absolute_url())  # that the member has written there is remembered
        with CaptureQueriesContext(connection) as queries:
            client.get(post.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert shown_on(client, *forms_of(plain)) == [False, False, False]


def test_a_guest_sees_none(client, post):
    assert shown_on(client, post.get_absolute_url()) == [False]


def test_an_edit_has_none(client, member, post):
    own = PostFactory(board=post.board, author=member)
    Post.objects.filter(pk=own.pk).update(board=BoardFactory(rules_ko=RULES))
    assert shown_on(client, f"{own.get_absolute_url()}edit/") == [False]


def test_long_ones_are_folded_and_what_is_too_long_leads_to_its_page(client, board, member):
    long = BoardFactory(rules_ko="가" * (MAX_SHOWN + 1))
    page = client.get(f"{long.get_absolute_url()}write/").content.decode()
    assert "<details>" in page
    assert "가" * MAX_SHOWN in page
    assert "가" * (MAX_SHOWN + 1) not in page
    assert f"{long.get_absolute_url()}rules/" in page
    short = client.get(f"{board.get_absolute_url()}write/").content.decode()
    assert '<div class="newcomer-rules__text">' in short.split("newcomer-rules__head")[1]


def test_markup_in_rules_is_escaped(client, member):
    post = PostFactory(board=BoardFactory(rules_ko="<img src=x>"))
    for path in forms_of(post):
        assert "<img src=x>" not in client.get(path).content.decode()


def test_errors_keep_the_rules_and_what_was_typed(client, post, member):
    write, _article, comments = forms_of(post)
    answer = client.post(write, {"title": "", "body": "적은 내용"}, query_params={"lang": "ko"})
    assert answer.status_code == 422
    assert HEAD in answer.content.decode()
    assert "적은 내용" in answer.content.decode()
    empty = client.post(comments, {"text": ""}, query_params={"lang": "ko"})
    assert empty.status_code == 422
    assert HEAD in empty.content.decode()


def test_members_who_are_new_and_who_are_not_share_no_cached_article(client, post, member):
    CommentFactory(post=post)
    assert shown_on(client, post.get_absolute_url()) == [True]
    other = MemberFactory()
    PostFactory(board=post.board, author=other)
    client.force_login(other)
    assert shown_on(client, post.get_absolute_url()) == [False]
    client.force_login(member)
    assert shown_on(client, post.get_absolute_url()) == [True]


def test_rules_that_change_are_those_of_now(client, post, member):
    client.get(post.get_absolute_url())
    post.board.rules_ko = "새 규칙"
    post.board.save()
    assert "새 규칙" in client.get(post.get_absolute_url()).content.decode()
