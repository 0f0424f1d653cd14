"""Begins a bulk run."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board
from boards.moderation.bulk_runs.lists import MAX_POSTS, WholeList
from boards.moderation.models import BulkItem, BulkRun
from boards.permissions import can_moderate
from boards.posts.moderation.bulk import VERBS, Fields

BATCH = 1_000  # rows of one statement


@transaction.atomic
def begin_run(*, whole: WholeList, by: Member, verb: str, fields: Fields) -> BulkRun:
    """Store which posts a verb is to be done to: those that the list has now.

    `slices.go_on` does it, some posts at a time; each is asked for and logged as one by one.

    Args:
        verb: the name of a bulk verb.
        fields: what the form says besides, as the verb takes it.

    Raises:
        PermissionDenied: when `by` does not moderate the content of the board, or there is no such
            verb.
        CategoryNotChosen: as `moderate_chosen` says.
        ValidationError: with the code `conflict`, when another run is at work on the board; with
            `many` or `none`, for how many posts there are; or as the verb says of its fields.
    """
    if not can_moderate(by, whole.board) or verb not in VERBS:
        raise PermissionDenied
    VERBS[verb].prepare(fields, by)
    # Of two who begin at once the second waits here: there is no row of the run yet.
    Board.objects.select_for_update(no_key=True).only("pk").get(pk=whole.board.pk)
    if BulkRun.objects.filter(board=whole.board, finished_at=None).exists():
        raise ValidationError(
            _("Another one is at work on this board. Wait until it is finished."), code="conflict"
        )
    keys = list(whole.posts().values_list("pk", flat=True)[: MAX_POSTS + 1])
    if not keys:
        raise ValidationError(_("The list has no posts any more."), code="none")
    if len(keys) > MAX_POSTS:
        message = _("These are more than %(limit)s posts. Choose a smaller list.")
        raise ValidationError(message, code="many", params={"limit": f"{MAX_POSTS:,}"})
    noted = {**fields, **whole.noted}
    begun = BulkRun.objects.create(
        **whole.criteria, verb=verb, fields=noted, by=by, total=len(keys)
    )
    items = (BulkItem(run=begun, post_id=key) for key in keys)
    BulkItem.objects.bulk_create(items, batch_size=BATCH)
    return begun
