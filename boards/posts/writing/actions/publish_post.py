"""Publishes what a member wrote."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from boards.db.inserting import insert
from boards.members.models import Member
from boards.models import Board, Category
from boards.permissions import can_write
from boards.posts.models import AnonymousNumber, Post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.polls.actions.store_poll import poll_to_store, store_poll
from boards.posts.polls.content import NO_POLL, PollContent
from boards.posts.screening import screened
from boards.posts.signals import post_held, post_published
from boards.posts.states import Scope
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.writing.categories import check_category
from boards.posts.writing.composing import compose
from boards.posts.writing.tagging import tag_new_post


@dataclass(frozen=True)
class NoticePlace:
    """Where a new post is pinned, from when and until when.

    Without a start that is at once, without an end until it is unpinned.
    """

    scope: Scope | str
    ends_at: datetime | None = None
    starts_at: datetime | None = None


def publish_post(
    *,
    board: Board,
    author: Member,
    title: str,
    body: str,
    tags: Sequence[str] = (),
    category: Category | None = None,
    source: str = "",
    link: str = "",
    posted_at: datetime | None = None,
    is_secret: bool = False,
    is_anonymous: bool = False,
    comments_open: bool = True,
    submission_key: UUID | None = None,
    notice: NoticePlace | None = None,
    poll: PollContent = NO_POLL,
) -> Post:
    """Store a published post with its tags, and pin it in the same transaction if it is a notice.

    Args:
        body: HTML from anywhere; its safe part is kept.
        tags: names; a tag that exists in another case is used as it is.
        category: one of the board's; the author must be among those who may choose it.
        posted_at: None for now.
        is_secret: for the author and the moderators only.
        is_anonymous: the author is shown as a number.
        submission_key: names one sending of a form; whoever sends it again gets the same post.
        notice: where and how long the post is pinned; None for an ordinary post.
        poll: what readers are asked; without choices, nothing.

    A text that waits for a moderator's approval is stored and not published: see its state.

    Raises:
        PermissionDenied: when the author may not write on this board, or not in this way.
        ValidationError: when the title or the body is empty, something is too long or is not
            allowed here, a picture in the body is not the author's, the category is missing or
            not to be had, or a notice would end before it is shown; that of a notice has the names
            of its fields with `notice_` before them. For a poll that cannot be stored, too: its
            fields have `poll_` before their names.
    """
    if not can_write(author, board):
        raise PermissionDenied
    if (is_secret and not board.allows_secret) or (is_anonymous and not board.allows_anonymous):
        raise PermissionDenied
    if category is not None or board.category_required:
        check_category(category, board=board, by=author)
    post = Post(
        board=board,
        category=category,
        author=author,
        posted_at=posted_at or timezone.now(),
        is_secret=is_secret,
        anonymous_number=0 if is_anonymous else None,
        comments_open=comments_open,
        submission_key=submission_key,
    )
    try:
        compose(post, title=title, body=body, tags=tags, source=source, link=link)
        _check(post)
        asked = poll_to_store(post=post, wanted=poll)
        _store(post, tags, notice, asked)
    except (IntegrityError, ValidationError):
        # Asked only now: hardly anything is sent twice, and the database alone sees a second
        # sending at the same moment.
        if submission_key and (sent_before := _sent_before(author, submission_key)):
            sent_before.was_sent_before = True
            return sent_before
        raise
    return post


TYPED = {"title", "source", "link", "posted_at"}
NOT_TYPED = {field.name for field in Post._meta.fields} - TYPED


def _check(post: Post) -> None:
    """Check the fields that somebody filled in; the others are as this action makes them."""
    post.full_clean(exclude=NOT_TYPED, validate_unique=False, validate_constraints=False)


@transaction.atomic
def _store(post: Post, tags: Sequence[str], notice: NoticePlace | None, poll: PollContent) -> None:
    asking = poll.question, poll.choices
    stored = screened(post, by=post.author, tags=tags, asking=asking)
    insert(post)
    if poll.is_there:
        store_poll(post=post, content=poll)
    attach_uploads(post=post, body=post.body)
    if post.is_anonymous:
        AnonymousNumber.objects.create(post=post, member_id=post.author_id, number=0)
    given = tag_new_post(post=post, names=tags)
    stored()
    if not post.is_published:
        post_held.send(sender=Post, post=post)
        return
    if notice is not None:
        _pin(post, notice)
    post_published.send(sender=Post, post=post, tags=given)


def _pin(post: Post, notice: NoticePlace) -> None:
    try:
        pin_notice(post=post, by=post.author, **asdict(notice))
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        raise ValidationError(
            {f"notice_{name}": errors for name, errors in error.error_dict.items()}
        ) from error


def _sent_before(author: Member, key: UUID) -> Post | None:
    return Post.objects.filter(author=author, submission_key=key).first()
