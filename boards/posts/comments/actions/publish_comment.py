"""Publishes what a member says under a post."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BigAutoField, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.db.inserting import insert
from boards.db.prepared import Param, prepared
from boards.members.models import Member
from boards.posts.comments.anonymous_numbers import anonymous_number_for
from boards.posts.comments.permissions import can_read_text, check_can_comment
from boards.posts.comments.pictures import (
    free_picture,
    give_picture,
    markup_of_picture,
    picture_of,
)
from boards.posts.comments.texts import as_stored, set_text
from boards.posts.counting import add_to_counts
from boards.posts.locking import locked_post
from boards.posts.models import Comment, Post, Upload
from boards.posts.permissions import can_moderate
from boards.posts.screening import screened
from boards.posts.signals import comment_held, comment_published
from boards.posts.states import GONE


def publish_comment(
    *,
    post: Post,
    author: Member,
    text: str,
    parent: Comment | None = None,
    is_secret: bool = False,
    is_anonymous: bool = False,
    picture: UUID | None = None,
    alt: str = "",
    submission_key: UUID | None = None,
    posted_at: datetime | None = None,
) -> Comment:
    """Store a comment; the same one sent again with its key is the comment of then.

    Args:
        text: as it was typed: plain text, 1 to 3000 characters; none beside a picture.
        parent: the comment it replies to. The reply to a secret comment is secret too.
        picture: the id of an upload of the author, which nothing shows yet.
        alt: what the picture shows.
        submission_key: names one sending of a form, so that a double click makes one comment.
        posted_at: None for now.

    A text that waits for a moderator's approval is stored and not published: see its state.

    Raises:
        PermissionDenied: when the author may not read the post or the parent.
        ValidationError: for the field `text`, `is_anonymous` or `picture`; or with one of the
            codes of `check_can_comment`, or `parent_gone` when the parent is no longer there.
    """
    said = (text, picture, alt)
    given = _Given(post, author, *said, parent, is_secret, is_anonymous, posted_at)
    try:
        return _store(given, submission_key)
    except (IntegrityError, PermissionDenied, ValidationError):
        # Asked only now: hardly anything is sent twice.
        sent_before = submission_key and _sent_before(author, submission_key)
        if not sent_before:
            raise
    with transaction.atomic():
        locked_post(post)
    if _is_the_same(sent_before, given):
        return sent_before
    return _store(given, None)  # another text from the same form, as after Back


class _Given(NamedTuple):
    """What the caller gave."""

    post: Post
    author: Member
    text: str
    picture: UUID | None
    alt: str
    parent: Comment | None
    is_secret: bool
    is_anonymous: bool
    posted_at: datetime | None


@transaction.atomic
def _store(given: _Given, submission_key: UUID | None) -> Comment:
    post, author = locked_post(given.post), given.author
    check_can_comment(author, post)
    if given.is_anonymous and not post.board.allows_anonymous:
        raise ValidationError(
            {"is_anonymous": _("Anonymous posting is not allowed on this board.")}
        )
    comment = Comment(
        post=post, author=author, submission_key=submission_key, is_secret=given.is_secret
    )
    comment.posted_at = given.posted_at or timezone.now()
    if given.parent is not None:
        _put_under(comment, parent_id=given.parent.pk)
    has_picture = given.picture is not None
    mentioned = set_text(comment, given.text, writer=author, has_picture=has_picture)
    if given.is_anonymous:
        comment.anonymous_number = anonymous_number_for(post=post, member=author)
    upload = None if given.picture is None else free_picture(given.picture, comment)
    if upload is not None:
        comment.body += markup_of_picture(upload, alt=given.alt)
    stored = screened(comment, by=author)
    insert(comment)
    if upload is not None:
        give_picture(comment, upload)
    stored()
    if not comment.is_published:
        comment_held.send(sender=Comment, comment=comment)
        return comment
    add_to_counts(post.pk, comments=1)
    comment_published.send(sender=Comment, comment=comment, mentioned=mentioned)
    return comment


def _sent_before(author: Member, key: UUID) -> Comment | None:
    return Comment.objects.filter(author=author, submission_key=key).first()


def _is_the_same(comment: Comment, given: _Given) -> bool:
    place = (given.post.pk, given.parent.pk if given.parent else None)
    same_place = (comment.post_id, comment.parent_id) == place
    if not same_place or comment.state in GONE or comment.text != as_stored(given.text):
        return False
    return bool(comment.text) or _shows_the_same(comment, given)


def _shows_the_same(comment: Comment, given: _Given) -> bool:
    """Whether both have the same file as their picture; each sending stores it anew."""
    if given.picture is None:
        return False
    shown = picture_of(comment)
    sent = Upload.objects.filter(pk=given.picture, owner=given.author).first()
    if shown is None or sent is None:
        return True
    return (shown.name, shown.size) == (sent.name, sent.size)


def _put_under(comment: Comment, *, parent_id: int) -> None:
    """Put a comment under another one of the same post, as it is now."""
    post = comment.post
    parent = _parents().first(pk=parent_id, post=post.pk)
    if parent is None or not parent.is_published:
        raise ValidationError(_("The comment you are replying to was removed."), code="parent_gone")
    author = comment.author
    may_read = can_read_text(
        author,
        parent,
        post=post,
        parent=parent.parent,
        can_moderate=parent.is_secret and can_moderate(author, post),
    )
    if not may_read:
        raise PermissionDenied
    comment.parent = parent
    comment.root_id = parent.root_id or parent.pk
    comment.is_secret = comment.is_secret or parent.is_secret


@prepared
def _parents() -> "QuerySet[Comment]":
    place = {"pk": Param("pk", BigAutoField()), "post": Param("post", BigAutoField())}
    return Comment.objects.select_related("parent").filter(**place).order_by()
