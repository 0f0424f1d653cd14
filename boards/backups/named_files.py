"""Which files of the storage the rows of the default database name."""

from collections.abc import Iterator
from itertools import chain

from django.apps import apps
from django.db import models

from boards.accounts.avatars.storing import avatar_files
from boards.members.models import Member
from boards.posts.models import Upload
from boards.posts.uploads.storing import picture_file, thumbnail_file
from boards.previews.models import LinkPreview
from boards.previews.pictures import picture_file as preview_file

ROWS_AT_ONCE = 2_000


def named_files() -> Iterator[str]:
    """Yield the name of each file, once."""
    seen: set[str] = set()
    files = (_files_of_fields(), _avatars(), _pictures_of_uploads(), _pictures_of_previews())
    for name in chain.from_iterable(files):
        if name and name not in seen:
            seen.add(name)
            yield name


def _files_of_fields() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                names = model._base_manager.values_list(field.attname, flat=True)
                yield from names.iterator(ROWS_AT_ONCE)


def _avatars() -> Iterator[str]:
    keys = Member.objects.exclude(avatar=None).values_list("avatar", flat=True)
    for key in keys.iterator(ROWS_AT_ONCE):
        if key is not None:
            yield from avatar_files(key)


def _pictures_of_uploads() -> Iterator[str]:
    pictures = Upload.objects.filter(kind=Upload.FileKind.PICTURE).values_list("pk", "widths")
    for pk, widths in pictures.iterator(ROWS_AT_ONCE):
        yield from (picture_file(pk, width) for width in widths)
        yield thumbnail_file(pk)


def _pictures_of_previews() -> Iterator[str]:
    keys = LinkPreview.objects.exclude(picture=None).values_list("picture", flat=True)
    for key in keys.iterator(ROWS_AT_ONCE):
        if key is not None:
            yield preview_file(key)
