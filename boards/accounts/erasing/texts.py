"""Takes away what somebody said."""

from collections.abc import Iterator

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction

from boards.members.models import Member
from boards.moderation.log.actions.empty_reasons import empty_reasons
from boards.posts.comments.actions.delete_comment import NOTHING, delete_comment
from boards.posts.models import Comment, Poll, Post, Revision, TaggedPost
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.states import State

BATCH = 500  # ids that are in memory at once


def remove_texts(member: Member) -> None:
    """Delete the member's comments and posts, and wipe what they said, with all versions.

    Rows of posts stay, so that their addresses answer 410, and so do comments with replies. Each
    text is a transaction of its own: nobody waits for long, a run that is cut off goes on where
    it stopped when it is called again, and two at once do no harm.
    """
    # Replies before what they answer: so that only strangers' replies leave stubs.
    comments = Comment.objects.filter(author=member).exclude(text=NOTHING, state=State.DELETED)
    for comment_id in _latest_first(comments):
        _remove_comment(comment_id)
    for post_id in _latest_first(Post.objects.filter(author=member).exclude(_is_wiped())):
        _remove_post(post_id)


def _is_wiped() -> models.Q:
    return models.Q(state=State.DELETED, title=NOTHING, body="", source="", link="")


def _latest_first(rows: models.QuerySet) -> Iterator[int]:
    """Yield ids downwards; no query is open while one of them is worked on."""
    ids = list(rows.order_by("-pk").values_list("pk", flat=True)[:BATCH])
    while ids:
        yield from ids
        ids = list(rows.filter(pk__lt=ids[-1]).order_by("-pk").values_list("pk", flat=True)[:BATCH])


def _remove_comment(comment_id: int) -> None:
    empty_reasons(kind="comment", target_ids=[comment_id])
    _empty_admin_log(Comment, comment_id)
    comment = Comment.objects.select_related("post").filter(pk=comment_id).first()
    if comment is None:
        return
    try:
        delete_comment(comment=comment, by=None)
    except ValidationError:
        # Its post was deleted before, and takes no more counting; the text is still there.
        _wipe_comment(comment)


def _empty_admin_log(model: type[models.Model], pk: int) -> None:
    """Take from the admin's log how a thing was called, and what moderators typed about it."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id=str(pk)
    )
    entries.update(object_repr=NOTHING, change_message="")


@transaction.atomic
def _wipe_comment(comment: Comment) -> None:
    comment.revisions.all().delete()
    Comment.objects.filter(pk=comment.pk).update(text=NOTHING, body="", state=State.DELETED)


@transaction.atomic
def _remove_post(post_id: int) -> None:
    post = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post_id)
    if post.state != State.DELETED:
        post = delete_post(post=post, by=None)
    Revision.objects.filter(post=post).delete()
    TaggedPost.objects.filter(content_object=post).delete()
    Poll.objects.filter(post=post).delete()
    _empty_admin_log(Post, post.pk)
    empty_reasons(kind="post", target_ids=[post.pk])
    post.title = NOTHING
    post.source = post.link = ""
    post.set_body("")
    post.thumbnail = None
    post.has_poll = False
    post.save(
        update_fields=[
            "title", "body", "body_text", "has_image", "has_poll", "thumbnail", "source", "link",
        ]
    )  # fmt: skip
