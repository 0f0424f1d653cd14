"""Recommends posts and comments, and undoes recommendations.

One row a member and one addition to the count stand in one transaction, and the row's constraint
decides who is first: however many click at once, the count is the number of rows.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts import permissions
from boards.posts.comments import permissions as comment_permissions
from boards.posts.counting import add_to_counts, take_from_counts
from boards.posts.models import Comment, CommentRecommendation, Post, Recommendation
from boards.posts.signals import (
    comment_recommend_undone,
    comment_recommended,
    post_recommend_undone,
    post_recommended,
)
from boards.posts.states import GONE


@transaction.atomic
def recommend_post(*, post: Post, by: Member, network: int | None = None) -> None:
    """Add the member's recommend to a post.

    Args:
        network: from where, hashed by `hashed_network`; None where that is not known.

    Raises:
        PermissionDenied: when `by` may not read the post, or it is not published.
        Silenced: when moderators keep `by` from writing on the board.
        ValidationError: with the code `own` for one's own post, `twice` for a second time.
    """
    if not permissions.can_read(by, post):
        raise PermissionDenied
    permissions.check_can_recommend(by, post)
    _store(Recommendation(post=post, member=by, network=network))
    add_to_counts(post.pk, recommends=1)
    post_recommended.send(sender=Post, post=post, by=by)


@transaction.atomic
def undo_recommend_post(*, post: Post, by: Member) -> None:
    """Undo the member's recommendation of a post.

    Raises:
        ValidationError: with the code `twice`, when there is none.
    """
    own = Recommendation.objects.filter(post=post, member=by)
    removed, _each = own.counting().delete()
    if not removed:
        _undo_void(own)
        return
    take_from_counts(post.pk, recommends=1)
    post_recommend_undone.send(sender=Post, post=post, by=by)


@transaction.atomic
def recommend_comment(*, comment: Comment, by: Member, network: int | None = None) -> None:
    """Add the member's recommend to a comment.

    Args:
        network: as of a post.

    Raises:
        PermissionDenied: when `by` may not read the comment, or it is hidden.
        Silenced: when moderators keep `by` from writing on the board.
        ValidationError: with the code `own` for one's own comment, `twice` for a second time,
            `deleted` when the comment is gone.
    """
    comment = _locked(comment)
    if not comment_permissions.can_open(by, comment):
        raise PermissionDenied
    comment_permissions.check_can_recommend(by, comment, post=comment.post)
    _store(CommentRecommendation(comment=comment, member=by, network=network))
    Comment.objects.filter(pk=comment.pk).update(recommends=F("recommends") + 1)
    comment_recommended.send(sender=Comment, comment=comment, by=by)


@transaction.atomic
def undo_recommend_comment(*, comment: Comment, by: Member) -> None:
    """Undo the member's recommendation of a comment.

    Raises:
        ValidationError: with the code `twice`, when there is none.
    """
    # The comment first, as who recommends it does: the other way round, two wait for each other.
    Comment.objects.select_for_update(no_key=True).filter(pk=comment.pk).first()
    own = CommentRecommendation.objects.filter(comment=comment, member=by)
    removed, _each = own.counting().delete()
    if not removed:
        _undo_void(own)
        return
    Comment.objects.filter(pk=comment.pk).update(recommends=F("recommends") - 1)
    comment_recommend_undone.send(sender=Comment, comment=comment, by=by)


def _undo_void(own: "QuerySet[Any]") -> None:
    """Undo what a moderator has voided: no count has it, and nobody hears of it.

    None but that: another may have been made since the look for one that counts.
    """
    removed, _each = own.filter(is_void=True).delete()
    if not removed:
        raise _undone_twice()


def _store(recommend: Recommendation | CommentRecommendation) -> None:
    """Insert a recommend; its constraint refuses the second of one member.

    It is not looked for first: it may be taken back between the look and the insert.
    """
    try:
        with transaction.atomic():
            recommend.save(force_insert=True)
    except IntegrityError as error:
        raise _twice() from error


def _locked(comment: Comment) -> Comment:
    """Reload a comment and hold its row: it must not be deleted under the recommendation."""
    found = (
        Comment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("post__board", "parent")
        .filter(pk=comment.pk)
        .exclude(state__in=GONE)
        .first()
    )
    if found is None:
        raise ValidationError(_("This comment was deleted."), code="deleted")
    return found


def _twice() -> ValidationError:
    return ValidationError(_("You have already recommended this."), code="twice")


def _undone_twice() -> ValidationError:
    return ValidationError(_("You have not recommended this."), code="twice")
