"""The command that proves the counts of comments and recommendations."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.models import Comment, Post, PostCounts
from boards.posts.reactions.actions.recommend import recommend_comment, recommend_post
from tests.factories import CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


def reconcile(*arguments):
    """Run the command and return what it says."""
    said = StringIO()
    call_command("reconcile_counts", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def comment():
    """A post with two comments, one of them hidden, and a recommendation of each kind."""
    comment = CommentFactory()
    hide_comment(comment=CommentFactory(post=comment.post), by=None)
    member = MemberFactory()
    recommend_post(post=comment.post, by=member)
    recommend_comment(comment=comment, by=member)
    PostFactory()
    return comment


def test_right_counts_pass(comment):
    assert "Posts: 2 checked, 0 wrong." in reconcile()
    assert "Comments: 2 checked, 0 wrong." in reconcile()


def test_wrong_counts_fail_until_they_are_fixed(comment):
    PostCounts.objects.update(comments=7, recommends=0)
    Comment.objects.update(recommends=5)
    with pytest.raises(CommandError, match="3 counts"):
        reconcile()
    reconcile("--fix")
    assert "1 wrong" not in reconcile()
    post = Post.objects.get(pk=comment.post_id)
    comment.refresh_from_db()
    assert (post.comment_count, post.recommend_count, comment.recommends) == (1, 1, 1)


def test_a_missing_row_is_made(comment):
    PostCounts.objects.all().delete()
    reconcile("--fix")
    assert Post.objects.get(pk=comment.post_id).comment_count == 1
