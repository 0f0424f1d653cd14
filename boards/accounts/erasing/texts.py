"""Takes away what somebody said."""

from collections.abc import Iterator
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import models, transaction

from boards.members.models import Member
from boards.moderation.log.actions.empty_reasons import empty_reasons
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.places import leave_place
from boards.posts.models import Comment, Post
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.states import GONE, State
from boards.posts.trash.locking import locked_deleted_post
from boards.posts.trash.wiping import is_wiped_comment, is_wiped_post, wipe_comment, wipe_post

BATCH = 500  # ids that are in memory at once


def remove_texts(member: Member) -> None:
    """Delete the member's comments and posts, and wipe what they said, with all versions.

    None of it rests in the trash. Rows of posts stay, so that their addresses answer 410, and so do
    comments with replies. Each text is a transaction of its own: nobody waits for long, a run that
    is cut off goes on where it stopped when it is called again, and two at once do no harm.
    """
    # Replies before what they answer: so that only strangers' replies leave empty places.
    comments = Comment.objects.filter(author=member).exclude(is_wiped_comment())
    for comment_id in _latest_first(comments):
        _remove_comment(comment_id)
    for post_id in _latest_first(Post.objects.filter(author=member).exclude(is_wiped_post())):
        _remove_post(post_id)


def _latest_first(rows: models.QuerySet) -> Iterator[int]:
    """Yield ids downwards; no query is open while one of them is worked on."""
    ids = list(rows.order_by("-pk").values_list("pk", flat=True)[:BATCH])
    while ids:
        yield from ids
        ids = list(rows.filter(pk__lt=ids[-1]).order_by("-pk").values_list("pk", flat=True)[:BATCH])


def _remove_comment(comment_id: int) -> None:
    empty_reasons(kind="comment", target_ids=[comment_id])
    comment = Comment.objects.select_related("post").filter(pk=comment_id).first()
    if comment is None:
        return
    # Deleted before, or its post was: that takes no more counting, but the words are still there.
    with suppress(ValidationError):
        delete_comment(comment=comment, by=None)
    _wipe_comment(comment)


@transaction.atomic
def _wipe_comment(comment: Comment) -> None:
    locked_deleted_post(comment.post_id)
    held = Comment.objects.select_for_update(of=("self",)).filter(pk=comment.pk).first()
    if held is None:
        return
    if held.state not in GONE:
        leave_place(held)
    wipe_comment(held)


@transaction.atomic
def _remove_post(post_id: int) -> None:
    post = locked_deleted_post(post_id)
    if post.state != State.DELETED:
        post = delete_post(post=post, by=None)
    empty_reasons(kind="post", target_ids=[post.pk])
    wipe_post(post)
