"""Erases words for good; what is left of a post says at its address that it is gone."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from boards.posts.comments.places import remove_branch
from boards.posts.models import (
    AnonymousNumber,
    Comment,
    Draft,
    Poll,
    Post,
    PostCounts,
    Recommendation,
    Revision,
    Scrap,
    TaggedPost,
    Trashed,
    Upload,
)
from boards.posts.signals import comments_purged, post_purged
from boards.posts.states import GONE, State

NOTHING = "-"  # what stays of a text: the tables want one


def wipe_post(post: Post) -> None:
    """Erase what a deleted post said, in every version, its poll, files, tags and drafts.

    The row stays, with its number, board, author and time. Nobody can restore it any more. The
    caller holds it.
    """
    Revision.objects.filter(post=post).delete()
    TaggedPost.objects.filter(content_object=post).delete()
    Draft.objects.filter(form=f"post:{post.pk}").delete()
    Poll.objects.filter(post=post).delete()
    empty_admin_log(Post, [post.pk])
    Trashed.objects.filter(post=post, comment=None).update(is_purging=True)
    post.title = NOTHING
    post.source = post.link = ""
    post.set_body("")
    post.thumbnail = None
    post.has_poll = False
    texts = ["title", "source", "link", "body", "body_text"]
    post.save(update_fields=[*texts, "has_image", "has_poll", "thumbnail"])
    post_purged.send(sender=Post, post=post)


def forget_readers(post: Post) -> None:
    """Remove what members had of a post that is purged: votes, saved posts, anonymous numbers."""
    Recommendation.objects.filter(post=post).delete()
    Scrap.objects.filter(post=post).delete()
    AnonymousNumber.objects.filter(post=post).delete()
    PostCounts.objects.filter(post=post).update(recommends=0, comments=0)


def wipe_comments_of(post: Post, *, at_most: int) -> bool:
    """Erase the latest comments of a deleted post, and say whether there are more."""
    latest = Comment.objects.filter(post=post).order_by("-pk").values_list("pk", flat=True)
    pks = list(latest[: at_most + 1])
    some = pks[:at_most]
    if some:
        _announce(some)
        # Replies have higher numbers than what they answer, so none is left without its parent.
        Comment.objects.filter(pk__in=some).delete()
    return len(pks) > at_most


def wipe_comment(comment: Comment) -> None:
    """Erase a deleted comment; below an empty place there is nothing but its replies.

    The caller holds the row of its post.
    """
    _announce([comment.pk])
    Trashed.objects.filter(comment=comment).delete()
    if not comment.replies.exists():
        remove_branch(comment)
        return
    comment.revisions.all().delete()
    comment.recommended.all().delete()
    Upload.objects.filter(comment=comment).delete()  # its files go in the background
    comment.text, comment.body, comment.recommends = NOTHING, "", 0
    comment.save(update_fields=["text", "body", "recommends"])


def is_wiped_post() -> models.Q:
    """What tells a post of which nothing is left."""
    return models.Q(state=State.DELETED, title=NOTHING, body="", source="", link="")


def is_wiped_comment() -> models.Q:
    """What tells a comment of which nothing is left but its place."""
    return models.Q(state__in=GONE, text=NOTHING, body="")


def empty_admin_log(model: type[models.Model], pks: list[int]) -> None:
    """Take from the admin's log how things were called, and what moderators typed about them."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=map(str, pks)
    )
    entries.update(object_repr=NOTHING, change_message="")


def _announce(pks: list[int]) -> None:
    empty_admin_log(Comment, pks)
    comments_purged.send(sender=Comment, comment_ids=pks)
