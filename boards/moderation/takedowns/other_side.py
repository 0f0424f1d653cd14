"""The other side of a counter-notice: who asked for what it names to be removed."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from boards.moderation.models import ModerationEntry
from boards.moderation.takedowns.models import TAKEN_DOWN, Claim, TakedownRequest, TakedownTarget

COPY_SENT = "takedown_copy"  # the verb of the log


def other_side_of(request: TakedownRequest) -> Sequence[TakedownRequest]:
    """Return the requests by which copyright took what a counter-notice names; two queries."""
    named = request.targets.filter(source=TakedownTarget.Source.NAMED)
    things = Q()
    for kind, target_id in named.values_list("kind", "target_id"):
        things |= Q(targets__kind=kind, targets__target_id=target_id)
    if not request.is_counter or not things:
        return ()
    # In one condition: that thing was taken down, and not another one of the request.
    taken = things & Q(targets__state__in=TAKEN_DOWN)
    of_copyright = TakedownRequest.objects.filter(claim=Claim.COPYRIGHT)
    return list(of_copyright.filter(taken).distinct().order_by("pk"))


def copy_sent_at(request: TakedownRequest) -> datetime | None:
    """Return when the other side was sent a copy; None where that has not been yet."""
    sent = ModerationEntry.objects.filter(
        kind="takedown", target_id=str(request.pk), verb=COPY_SENT
    )
    return sent.values_list("at", flat=True).first()
