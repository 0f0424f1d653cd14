"""Erases by whom old takedown requests were."""

from django.db import transaction
from django.utils import timezone

from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.takedowns.models import TakedownRequest

_ERASED = dict.fromkeys(
    ("name", "email", "phone", "postal_address", "signature", "explanation", "work"), ""
)


@transaction.atomic
def forget_senders() -> int:
    """Erase what the senders of long decided requests said; return of how many.

    The request, what it named and the decision stay.
    """
    old = TakedownRequest.objects.with_senders_to_forget().select_for_update()
    keys = list(old.values_list("pk", flat=True))
    now = timezone.now()
    TakedownRequest.objects.filter(pk__in=keys).update(**_ERASED, sender_erased_at=now)
    for key in keys:
        write_entry(kind="takedown", target_id=key, by=None, verb="takedown_erase", board=None)
    return len(keys)
