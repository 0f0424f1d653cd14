"""Begins to make two accounts of one person one."""

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import CleanUp
from boards.sanctions.restricting import store_restrictions
from boards.support.merging.chunks import note
from boards.support.merging.references import SANCTIONS
from boards.support.models import Merge
from boards.support.permissions import can_merge_members, has_no_rank


@transaction.atomic
def merge_members(*, gone: Member, kept: Member, by: Member, reason: str) -> Merge:
    """Switch one account off, which leads to the other from now on; sanctions move at once.

    The rest is moved by `chunks.go_on`, some rows at a time.

    Raises:
        PermissionDenied: when `by` may not merge accounts.
        ValidationError: with the code `own` for one account twice; `missing`, when one is gone;
            `rank`, when the one that goes has rights; `conflict`, when one is merged already, is to
            be deleted, or is in another merge or clean-up that is at work; for the field `reason`,
            when there is none.
    """
    if not can_merge_members(by):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: other moderators read it.")})
    gone, kept = held_both(gone.pk, kept.pk)
    check_can_merge(gone, kept)
    merge = Merge.objects.create(
        gone=gone, kept=kept, by=by, reason=reason, was_active=gone.is_active
    )
    gone.is_active, gone.merged_into = False, kept
    gone.save(update_fields=["is_active", "merged_into"])
    for session in UserSession.objects.filter(user=gone):
        session.end()
    while part := SANCTIONS.move_some(gone.pk, kept.pk):
        note(merge, SANCTIONS.label, part)
    for member in (gone, kept):
        store_restrictions(member)
    log_merge(merge, by=by, verb="merge_member", reason=reason)
    return merge


def held_both(one: int, other: int) -> tuple[Member, Member]:
    """Hold two members until the transaction ends, always in one order, and return them.

    Raises:
        ValidationError: with the code `own` or `missing`.
    """
    if one == other:
        raise ValidationError(_("These are one and the same account."), code="own")
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=[one, other])
    held = {member.pk: member for member in rows.order_by("pk")}
    if len(held) < 2 or any(member.deleted_at for member in held.values()):
        raise ValidationError(_("This account was deleted in the meantime."), code="missing")
    return held[one], held[other]


def check_can_merge(gone: Member, kept: Member) -> None:
    """Return when one account can become part of the other.

    Raises:
        ValidationError: with the code `own`, `rank` or `conflict`.
    """
    both = [gone.pk, kept.pk]
    if gone.pk == kept.pk:
        raise ValidationError(_("These are one and the same account."), code="own")
    if not has_no_rank(gone):
        raise ValidationError(
            _("The account that goes is of staff or a moderator. Take those rights away first."),
            code="rank",
        )
    if gone.merged_into_id or kept.merged_into_id:
        raise ValidationError(_("One of them is merged into another already."), code="conflict")
    if not kept.is_active:
        raise ValidationError(_("The account that stays is switched off."), code="conflict")
    if gone.deletion_asked_at or kept.deletion_asked_at:
        raise ValidationError(
            _("The owner has asked to delete one of them. That has to be cancelled first."),
            code="conflict",
        )
    if CleanUp.objects.filter(member__in=both, finished_at=None).exists():
        raise ValidationError(_("A clean-up of one of them is at work."), code="conflict")
    is_at_work = Q(finished_at=None) | Q(undone_at__isnull=False, undoing_finished_at=None)
    of_both = Q(gone__in=both) | Q(kept__in=both)
    if Merge.objects.filter(is_at_work & of_both).exists():
        raise ValidationError(_("Another merge of one of them is at work."), code="conflict")


def log_merge(merge: Merge, *, by: Member, verb: str, reason: str) -> None:
    """Write to the log what was done: a line about each of the two members."""
    for member in (merge.gone_id, merge.kept_id):
        write_entry(
            kind="member",
            target_id=member,
            by=by,
            verb=verb,
            board=None,
            reason=reason,
            after={"merged": [merge.gone_id], "into": merge.kept_id},
        )
