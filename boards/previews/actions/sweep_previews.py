"""Removes previews to which no post links any more."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from boards.background.queueing import enqueue_once
from boards.previews.models import LinkPreview

# Whoever takes a link out may be about to put it back, and one sweep does for many.
SWEPT_AFTER = timedelta(minutes=10)
STEP = 200  # previews


def sweep_previews(*, dry_run: bool = False) -> int:
    """Remove the previews that no post uses, and their pictures; return how many there were.

    Args:
        dry_run: only count them.
    """
    if dry_run:
        return LinkPreview.objects.unused().count()
    swept = 0
    while removed := _remove_some():
        swept += removed
    return swept


def sweep_later() -> None:
    """Have swept in a while what the posts of this moment leave behind."""
    enqueue_once(sweep_previews_in_background, run_after=timezone.now() + SWEPT_AFTER)


@task()
def sweep_previews_in_background() -> None:
    """Remove previews that no post uses; see `sweep_previews`."""
    sweep_previews()


@transaction.atomic
def _remove_some() -> int:
    held = LinkPreview.objects.unused().order_by("address_hash").select_for_update()
    ids = [preview.pk for preview in held[:STEP]]
    # A post that was just being written may have got one while this waited for it.
    unused = list(LinkPreview.objects.filter(pk__in=ids).unused())
    for preview in unused:
        preview.delete()
    return len(unused)
