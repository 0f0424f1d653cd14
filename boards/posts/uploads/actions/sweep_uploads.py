"""Removes files that were sent and never used."""

import json
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from boards.background.queueing import enqueue_once
from boards.posts.models import Draft, Upload
from boards.posts.uploads.markup import upload_ids

KEPT_UNUSED = timedelta(days=1)
STEP = 200  # uploads


def sweep_uploads(*, dry_run: bool = False) -> int:
    """Remove the uploads that neither a post nor a draft shows a day after they were sent.

    Args:
        dry_run: only count them.

    Returns how many there were.
    """
    old = Upload.objects.filter(post__isnull=True, sent_at__lt=timezone.now() - KEPT_UNUSED)
    swept = 0
    for ids in _steps(list(old.values_list("pk", flat=True))):
        unused = set(ids) - _in_drafts(ids)
        swept += len(unused) if dry_run else _remove(unused)
    return swept


@task()
def sweep_uploads_in_background() -> None:
    """Remove files that nobody used, and come back while there are some that are too young."""
    sweep_uploads()
    if Upload.objects.filter(post__isnull=True).exists():
        enqueue_once(sweep_uploads_in_background, run_after=timezone.now() + KEPT_UNUSED)


def _steps(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[start : start + STEP] for start in range(0, len(ids), STEP))


def _in_drafts(ids: list[UUID]) -> set[UUID]:
    drafts = Draft.objects.filter(member__uploads__in=ids).distinct()
    return {
        found for fields in drafts.values_list("fields", flat=True) for found in _ids_in(fields)
    }


def _ids_in(fields: object) -> set[UUID]:
    return upload_ids(json.dumps(fields))


@transaction.atomic
def _remove(ids: set[UUID]) -> int:
    """Remove them unless a post got them since; a post that is just getting one is waited for."""
    unused = Upload.objects.select_for_update().filter(pk__in=ids, post__isnull=True)
    for upload in unused:
        upload.delete()
    return len(unused)
