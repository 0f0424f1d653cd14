"""Erases for good what has been in the trash for TRASH_DAYS."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.posts.models import Comment, Trashed
from boards.posts.trash.holding import held_back
from boards.posts.trash.locking import locked_deleted_post
from boards.posts.trash.wiping import (
    forget_readers,
    wipe_comment,
    wipe_comments_of,
    wipe_post,
)

BATCH = 100  # things whose holds are asked for at once
COMMENTS = 200  # of a purged post, in one transaction


@dataclass(frozen=True)
class Step:
    """One thing whose time has come, and what became of it."""

    trashed: Trashed
    is_purged: bool


def due() -> "QuerySet[Trashed]":
    """Return what is to be purged, the oldest first."""
    before = timezone.now() - timedelta(days=settings.TRASH_DAYS)
    return Trashed.objects.filter(at__lte=before).order_by("at", "pk")


def purge_due() -> Iterator[Step]:
    """Purge all that is due, a thing at a time; what is held back stays for another run.

    A run that is cut off goes on where it stopped when it is called again; two at once do no harm.
    """
    last: Trashed | None = None
    while batch := list(_after(last)[:BATCH]):
        held = held_back(batch)
        for trashed in batch:
            yield Step(trashed, trashed.pk not in held and purge(trashed=trashed))
        last = batch[-1]


def _after(last: Trashed | None) -> "QuerySet[Trashed]":
    found = due().select_related("post", "comment")
    if last is None:
        return found
    return found.filter(at__gte=last.at).exclude(at=last.at, pk__lte=last.pk)


def purge(*, trashed: Trashed) -> bool:
    """Erase one thing for good; False when it was restored, purged, or is held back by now.

    A post with many comments is erased in several transactions, its own words in the first one.
    """
    while True:
        with transaction.atomic():
            is_done = _purge_some(trashed)
        if is_done is not None:
            return is_done


def _purge_some(trashed: Trashed) -> bool | None:
    """Do one part; return whether it is purged, or None while there is more to do."""
    post = locked_deleted_post(trashed.post_id)
    held = Trashed.objects.select_for_update(of=("self",)).filter(pk=trashed.pk).first()
    if held is None or (not held.is_purging and held_back([held])):
        return False
    if held.comment_id is not None:
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=held.comment_id)
        comment.post = post
        wipe_comment(comment)
        return True
    if not held.is_purging:
        wipe_post(post)
    if wipe_comments_of(post, at_most=COMMENTS):
        return None
    forget_readers(post)
    held.delete()
    return True
