"""The work of a merge, some rows at a time, each time in one transaction.

A run that is cut off goes on where it stopped when it is called again; two at once wait for each
other at the row of the merge.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from boards.members.models import Member
from boards.posts.models import Scrap
from boards.sanctions.restricting import store_restrictions
from boards.support.merging.references import MOVED, Part
from boards.support.models import Merge, MovedRows

ATTEMPTS = 5  # at rows that their owner stores again at the same moment
_BY_LABEL = {column.label: column for column in MOVED}


def go_on(merge: Merge) -> bool:
    """Move some rows, or move some back; say whether there is more to do."""
    for attempt in range(ATTEMPTS):
        try:
            return _go_on(merge.pk)
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    return False


@transaction.atomic
def _go_on(pk: int) -> bool:
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=pk)
    if not merge.is_at_work:
        return False
    # Whoever still writes in the name of the account that goes is waited for.
    Member.objects.select_for_update().get(pk=merge.gone_id)
    return _undo_some(merge) if merge.undone_at else _move_some(merge)


def _move_some(merge: Merge) -> bool:
    for column in MOVED:
        part = column.move_some(merge.gone_id, merge.kept_id)
        if part:
            note(merge, column.label, part)
            return True
    merge.finished_at = timezone.now()
    merge.save(update_fields=["finished_at"])
    return False


def note(merge: Merge, label: str, part: Part) -> None:
    """Store which rows were moved, or taken away."""
    MovedRows.objects.create(
        merge=merge, reference=label, keys=list(map(_plain, part.keys)), removed=list(part.removed)
    )


def _undo_some(merge: Merge) -> bool:
    # The latest first: saved posts before their folders, votes before the texts.
    rows = MovedRows.objects.filter(merge=merge, is_undone=False).order_by("-pk").first()
    if rows is None:
        _finish_undoing(merge)
        return False
    column = _BY_LABEL[rows.reference]
    column.move_back(Part(rows.keys, rows.removed), merge.gone_id, merge.kept_id)
    rows.is_undone = True
    rows.save(update_fields=["is_undone"])
    return True


def _finish_undoing(merge: Merge) -> None:
    both = [merge.gone_id, merge.kept_id]
    held = Member.objects.select_for_update(no_key=True).filter(pk__in=both).order_by("pk")
    members = {member.pk: member for member in held}
    for pk, member in members.items():
        store_restrictions(member)
        # What was filed meanwhile into a folder that went back lies in none.
        own = Scrap.objects.filter(member=pk, folder__isnull=False)
        own.exclude(folder__member=pk).update(folder=None)
    gone = members[merge.gone_id]
    gone.is_active, gone.merged_into = merge.was_active, None
    gone.save(update_fields=["is_active", "merged_into"])
    merge.undoing_finished_at = timezone.now()
    merge.save(update_fields=["undoing_finished_at"])


def _plain(key: object) -> int | str:
    return key if isinstance(key, int) else str(key)
