"""Folds a notice away for one member, and unfolds them again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Notice, NoticeConfirmation, NoticeFold, Post
from boards.posts.notices.placement import locked_notice
from boards.posts.permissions import can_read


@transaction.atomic
def fold_notice(*, post: Post, by: Member) -> None:
    """Let the notice of a post stand above the member's lists no more, until it is asked anew.

    Raises:
        PermissionDenied: when `by` may not read the post.
        ValidationError: with the code `unpinned` for what is no notice any more, and `unread` for
            one that `by` is asked to confirm first.
    """
    if not can_read(by, post):
        raise PermissionDenied
    notice = locked_notice(post)
    if notice is None:
        raise ValidationError(_("This post is no longer pinned."), code="unpinned")
    if notice.must_read and not _has_confirmed(notice, by):
        raise ValidationError(
            _("Confirm first that you have read this notice; then you can fold it away."),
            code="unread",
        )
    NoticeFold.objects.update_or_create(
        notice=notice,
        member=by,
        defaults={"edition": notice.edition, "folded_at": timezone.now()},
    )


@transaction.atomic
def unfold_notices(*, board: Board | None, by: Member) -> None:
    """Show the member again all notices that stand above a list.

    Args:
        board: whose list; None for one of every board.
    """
    shown = Notice.objects.shown_on(board).values("pk")
    NoticeFold.objects.filter(member=by, notice__in=shown).delete()


def _has_confirmed(notice: Notice, member: Member) -> bool:
    of_member = NoticeConfirmation.objects.filter(notice=notice, member=member)
    return of_member.filter(edition=notice.edition).exists()
