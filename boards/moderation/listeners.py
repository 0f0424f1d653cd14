"""Writes to the log what moderators do in the rooms below, and lets cases follow their things."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from boards.members.holding import hold_member
from boards.members.models import Member
from boards.models import Board
from boards.moderation.actions.forget_words import forget_titles
from boards.moderation.holds import held_by_cases
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.log.verbs import OF_SYSTEM
from boards.moderation.models import Case, CaseState, CleanUpItem, ModerationEntry
from boards.moderation.permissions import Decider
from boards.moments import site_time
from boards.posts.models import Comment, Post
from boards.posts.signals import (
    comment_deleted,
    comments_moved,
    comments_purged,
    moderated,
    post_deleted,
    post_purged,
    secret_comments_read,
    secret_read,
    unhiding,
)
from boards.posts.trash.holding import use_hold


def connect() -> None:
    """Listen to what moderators do."""
    moderated.connect(_write_to_log, dispatch_uid="boards_moderation.log")
    moderated.connect(_move_cases, sender=Post, dispatch_uid="boards_moderation.move_cases")
    unhiding.connect(_leave_to_others, dispatch_uid="boards_moderation.leave_to_others")
    moderated.connect(_count_anew, dispatch_uid="boards_moderation.count_anew")
    secret_read.connect(_log_secret_reading, dispatch_uid="boards_moderation.secret_reading")
    secret_comments_read.connect(
        _log_reading_of_comments, dispatch_uid="boards_moderation.reading_of_comments"
    )
    for deleted in (post_deleted, comment_deleted):
        deleted.connect(_forget_title, dispatch_uid="boards_moderation.forget_title")
    post_purged.connect(_forget_title_of_post, dispatch_uid="boards_moderation.purged_post")
    comments_purged.connect(
        _forget_titles_of_comments, dispatch_uid="boards_moderation.purged_comments"
    )
    use_hold(held_by_cases)
    comments_moved.connect(_move_cases_of_comments, dispatch_uid="boards_moderation.moved_comments")


def _write_to_log(
    *, row: models.Model, by: Member | None, verb: str, signal: Any, sender: Any, **details: Any
) -> None:
    if by is not None or verb in OF_SYSTEM:
        kind = row._meta.model_name or ""
        write_entry(kind=kind, target_id=row.pk, by=by, verb=verb, board=_board_of(row), **details)


def _log_secret_reading(*, post: Post, by: Member, **kwargs: Any) -> None:
    """Write that a moderator reads a secret post, once a day of the site for each of the two."""
    _log_once_a_day("read_secret", post, by)


def _log_reading_of_comments(*, post: Post, by: Member, **kwargs: Any) -> None:
    """Do the same for the secret comments below a post, all in one line."""
    _log_once_a_day("read_secret_comments", post, by)


def _log_once_a_day(verb: str, post: Post, by: Member) -> None:
    since = site_time.midnight(site_time.today())
    of_today = {"kind": "post", "target_id": str(post.pk), "by": by, "verb": verb}
    # Of two windows of one moderator, the second waits for the line of the first.
    if ModerationEntry.objects.filter(**of_today, at__gte=since).exists():
        return
    hold_member(by.pk)
    if not ModerationEntry.objects.filter(**of_today, at__gte=since).exists():
        write_entry(kind="post", target_id=post.pk, by=by, verb=verb, board=post.board)


def _board_of(row: models.Model) -> Board | None:
    if isinstance(row, Comment):
        return row.post.board
    return row.board if isinstance(row, Post) else None


def _move_cases(*, row: Post, verb: str, **kwargs: Any) -> None:
    """Let the cases of a post follow it to the moderators of its new board.

    After the transaction: whoever decides a case holds it before the post.
    """
    if verb == "move":
        post, board = row.pk, row.board_id
        transaction.on_commit(lambda: _of_post(post).update(board=board))


def _move_cases_of_comments(*, target: Post, comment_ids: list[int], **kwargs: Any) -> None:
    """Let the cases of comments follow them to the moderators of another post's board."""
    cases = Case.objects.filter(kind="comment", target_id__in=comment_ids)
    board = target.board_id
    transaction.on_commit(lambda: cases.exclude(board=board).update(board=board))


def _leave_to_others(*, row: Post | Comment, by: Member | None, **kwargs: Any) -> None:
    """Refuse who would show again what is their own, and was hidden by reports or by a decision."""
    if by is None or by.pk != row.author_id:
        return
    cases = Case.objects.filter(kind=row._meta.model_name, target_id=row.pk).unsettled()
    if any(map(Decider(by).must_leave_to_others, cases)):
        raise ValidationError(_("It is about something of yours: others decide."), code="own")


def _count_anew(*, row: models.Model, verb: str, **kwargs: Any) -> None:
    """Forget that reports, or a clean-up, had hidden what a moderator shows again.

    Only later reports weigh, and undoing the clean-up leaves it as it is then.
    """
    if verb == "unhide":
        of_row = {"kind": row._meta.model_name, "target_id": row.pk}
        CleanUpItem.objects.filter(**of_row, is_released=False).update(is_released=True)
        cases = Case.objects.filter(
            kind=row._meta.model_name, target_id=row.pk, state=CaseState.OPEN
        )
        transaction.on_commit(lambda: cases.update(was_hidden_by_reports=False, weight=0))


def _of_post(post: int) -> "models.QuerySet[Case]":
    own = models.Q(kind="post", target_id=post)
    comments = Comment.objects.filter(post=post).values("pk")
    return Case.objects.filter(own | models.Q(kind="comment", target_id__in=comments))


def _forget_title(
    *, by: Member | None, post: Post | None = None, comment: Comment | None = None, **kwargs: Any
) -> None:
    """Take the title of what its author deleted; what moderators deleted is still called so."""
    row = comment or post
    if row is None or by is None or by.pk != row.author_id:
        return
    kind, pk = row._meta.model_name or "", row.pk
    transaction.on_commit(lambda: forget_titles(Case.objects.filter(kind=kind, target_id=pk)))


def _forget_title_of_post(*, post: Post, **kwargs: Any) -> None:
    """After the transaction: whoever decides a case holds it before the post."""
    _forget_titles("post", [post.pk])


def _forget_titles_of_comments(*, comment_ids: list[int], **kwargs: Any) -> None:
    _forget_titles("comment", comment_ids)


def _forget_titles(kind: str, pks: list[int]) -> None:
    transaction.on_commit(lambda: forget_titles(Case.objects.filter(kind=kind, target_id__in=pks)))
