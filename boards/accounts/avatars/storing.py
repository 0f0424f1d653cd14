"""Where the files of a profile picture lie, and how they come and go.

Names are made of the picture's random key alone: they do not say whose it is.
"""

from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django_tasks import task

from boards.posts.uploads.image_worker import SQUARE_SIDES
from boards.posts.uploads.storing import remove_folder


def avatar_file(key: UUID, side: int) -> str:
    """Return the name under which the picture of this side, in pixels, is stored."""
    return f"{_folder_of(key)}/{side}.webp"


def avatar_files(key: UUID) -> list[str]:
    """Return the names of all files of a picture, from small to large."""
    return [avatar_file(key, side) for side in SQUARE_SIDES]


def store_avatar(key: UUID, folder: Path) -> None:
    """Store the squares that were made in a local folder."""
    for side in SQUARE_SIDES:
        with (folder / f"{side}.webp").open("rb") as picture:
            default_storage.save(avatar_file(key, side), File(picture))


def remove_avatar(key: UUID) -> None:
    """Remove whatever is stored of a picture; nothing there is no error."""
    remove_folder(_folder_of(key))


@task()
def remove_avatar_in_background(key: str) -> None:
    """Remove the files of a picture that no member has any more."""
    remove_avatar(UUID(key))


def _folder_of(key: UUID) -> str:
    return f"avatars/{key.hex[:2]}/{key}"
