"""Posts whose comments a moderator locked."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from boards.moderation.models import ModerationEntry
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment
from boards.posts.moderation.actions.lock_comments import lock_comments, unlock_comments
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.concurrency import at_once
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def post(moderator):
    return PostFactory(board=BoardFactory(moderators=[moderator]))


def test_nobody_comments_and_what_is_there_stays(client, post, moderator):
    CommentFactory(post=post, text="먼저 쓴 댓글")
    lock_comments(post=post, by=moderator)
    for by in (MemberFactory(), post.author, moderator):
        with pytest.raises(ValidationError) as refused:
            publish_comment(post=post, author=by, text="늦은 댓글")
        assert refused.value.code == "closed"
    client.force_login(MemberFactory())
    page = client.get(post.get_absolute_url()).content.decode()
    assert "먼저 쓴 댓글" in page
    assert "A moderator has locked the comments of this post." in page


def test_its_author_cannot_open_it_again(post, moderator):
    lock_comments(post=post, by=moderator)
    post.refresh_from_db()
    edit_post(
        post=post, by=post.author, version=version_of(post), title="b", body="b", comments_open=True
    )
    with pytest.raises(ValidationError):
        publish_comment(post=post, author=post.author, text="다시")


def test_a_moderator_opens_it_again_and_both_are_logged(post, moderator):
    lock_comments(post=post, by=moderator)
    unlock_comments(post=post, by=moderator)
    publish_comment(post=post, author=MemberFactory(), text="다시")
    assert list(ModerationEntry.objects.values_list("verb", flat=True)) == ["lock", "unlock"]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_log_once(post, moderator):
    at_once(*[partial(lock_comments, post=post, by=moderator)] * 2)
    assert ModerationEntry.objects.count() == 1
    assert not Comment.objects.exists()
