"""Copies of a removed picture: found by what they look like, and removed until confirmed."""

from collections.abc import Iterable
from typing import Any

from boards.moderation.takedowns.models import TakedownRequest, TakedownTarget
from boards.moderation.takedowns.things import pictures_of
from boards.posts.models import PictureFingerprint, RefusedPicture, Upload
from boards.posts.uploads.actions.withhold_upload import withhold_upload

MAX_PICTURES = 100  # that one request removes, with what its posts show
MAX_COPIES = 200  # of each of them

State = TakedownTarget.State
Source = TakedownTarget.Source


def remove_pictures(request: TakedownRequest, things: Iterable[Any]) -> None:
    """Withhold the pictures of what was removed, and their copies until somebody confirms them.

    From now on, pictures that look like them are refused.
    """
    pictures = list(pictures_of(things).select_related("post__board")[:MAX_PICTURES])
    for picture in pictures:
        _add(request, picture, State.REMOVED)
    own = [picture.pk for picture in pictures]
    for fingerprint in PictureFingerprint.objects.filter(upload__in=own):
        columns = RefusedPicture.objects.with_bits(fingerprint.bits)
        RefusedPicture.objects.create(request_number=request.pk, **columns)
        alike = PictureFingerprint.objects.select_related("upload__post__board")
        for copy in alike.exclude(upload__in=own).like(fingerprint.bits)[:MAX_COPIES]:
            _add(request, copy.upload, State.UNCONFIRMED)


def accept_again(request_number: int) -> None:
    """Take pictures again that look like those of a request that was undone."""
    RefusedPicture.objects.filter(request_number=request_number).delete()


def record_copy(upload: Upload, request_number: int) -> None:
    """Add a copy that somebody sent again to the request by which it is refused."""
    request = TakedownRequest.objects.filter(pk=request_number).first()
    if request is not None:
        _add(request, upload, State.UNCONFIRMED, was_public=True)


def _add(
    request: TakedownRequest, picture: Upload, state: str, *, was_public: bool | None = None
) -> None:
    """Withhold a picture as one of the request's things; one that is one already stays so."""
    public = picture.withheld_at is None if was_public is None else was_public
    board = picture.post.board if picture.post else None
    TakedownTarget.objects.get_or_create(
        request=request,
        kind="upload",
        target_id=str(picture.pk),
        defaults={
            "board": board,
            "source": Source.IDENTICAL,
            "state": state,
            "was_public": public,
        },
    )
    withhold_upload(upload=picture)
