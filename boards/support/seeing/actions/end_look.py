"""Ends seeing the site as a member does."""

from django.db import transaction
from django.utils import timezone

from boards.moderation.log.actions.write_entry import write_entry
from boards.support.models import Look


@transaction.atomic
def end_look(*, look: Look) -> None:
    """Store and log the end of a look, once; one whose time is up ended then."""
    held = Look.objects.select_for_update(of=("self",)).select_related("by").get(pk=look.pk)
    if held.ended_at is not None:
        return
    held.ended_at = min(timezone.now(), held.ends_at)
    held.save(update_fields=["ended_at"])
    write_entry(
        kind="member",
        target_id=held.member_id,
        by=held.by,
        verb="look_end",
        board=None,
        after={"ends_at": held.ended_at.isoformat(timespec="minutes")},
    )
