"""Copies of a removed picture: found by what they look like, and removed until confirmed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from boards.moderation.takedowns.models import TakedownRequest, TakedownTarget
from boards.moderation.takedowns.things import pictures_of
from boards.posts.models import PictureFingerprint, RefusedPicture, Upload
from boards.posts.uploads.actions.withhold_upload import withhold_upload
from boards.posts.uploads.locking import locked_upload

MAX_PICTURES = 100  # that one request removes, with what its posts show
MAX_COPIES = 200  # of each of them

State = TakedownTarget.State
Source = TakedownTarget.Source


def remove_pictures(request: TakedownRequest, things: Iterable[Any]) -> None:
    """Withhold the pictures of what was removed; from now on, such as look like them are refused.

    Their copies follow, by `remove_copies`.
    """
    pictures = pictures_of(things).order_by("post_id", "pk")[:MAX_PICTURES]
    own = [picture.pk for picture in pictures]
    for pk in own:
        _add(request, pk, State.REMOVED)
    fingerprints = PictureFingerprint.objects.filter(upload__in=own).exclude(bits=None)
    RefusedPicture.objects.bulk_create(
        RefusedPicture(
            request_number=request.pk, **RefusedPicture.objects.with_bits(fingerprint.bits)
        )
        for fingerprint in fingerprints.order_by("upload")
    )


def remove_copies(request: TakedownRequest) -> None:
    """Withhold what looks like the pictures that a request removed, until somebody confirms it.

    Each copy in a transaction of its own. What is one of the request's things already stays as it
    is, so that this may run twice.
    """
    for refused in RefusedPicture.objects.filter(request_number=request.pk).order_by("pk"):
        copies = PictureFingerprint.objects.like(refused.bits, at_most=MAX_COPIES)
        for copy in copies:
            _add(request, copy.upload_id, State.UNCONFIRMED)


def accept_again(request_number: int) -> None:
    """Take pictures again that look like those of a request that was undone."""
    RefusedPicture.objects.filter(request_number=request_number).delete()


def record_copy(upload: Upload, request_number: int) -> None:
    """Add a copy that somebody sent again to the request by which it is refused."""
    request = TakedownRequest.objects.filter(pk=request_number).first()
    if request is not None:
        _add(request, upload.pk, State.UNCONFIRMED)


@transaction.atomic
def _add(request: TakedownRequest, pk: UUID, state: str) -> None:
    """Withhold a picture as one of the request's things; one that is one already stays so."""
    picture = locked_upload(pk)
    if picture is None:
        return
    _target, is_new = TakedownTarget.objects.get_or_create(
        request=request,
        kind="upload",
        target_id=str(pk),
        defaults={
            "board": picture.post.board if picture.post else None,
            "source": Source.IDENTICAL,
            "state": state,
            "was_public": True,
        },
    )
    if is_new:
        withhold_upload(upload=picture)
