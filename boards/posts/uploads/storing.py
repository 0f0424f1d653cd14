"""Where the files of an upload lie, and how they come and go.

Names are made of the upload's id alone: they say neither who sent the file nor what it was called.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile


def folder_of(upload_id: UUID) -> str:
    """Return the folder that holds the upload's files and no others."""
    return f"uploads/{upload_id.hex[:2]}/{upload_id}"


def original_file(upload_id: UUID) -> str:
    """Return the name under which the file is stored as it was sent."""
    return f"{folder_of(upload_id)}/sent"


def picture_file(upload_id: UUID, width: int) -> str:
    """Return the name under which the picture of this width is stored."""
    return f"{folder_of(upload_id)}/{width}.webp"


def thumbnail_file(upload_id: UUID) -> str:
    """Return the name under which the picture for lists is stored."""
    return f"{folder_of(upload_id)}/thumbnail.webp"


def store_pictures(upload_id: UUID, folder: Path) -> None:
    """Store every picture that was made in a local folder; what is there is written over."""
    for picture in folder.glob("*.webp"):
        with picture.open("rb") as content:
            default_storage.save(f"{folder_of(upload_id)}/{picture.name}", File(content))


@contextmanager
def local_copy(name: str) -> Iterator[Path]:
    """Give the path of a stored file on this machine's disk, until the block ends."""
    with default_storage.open(name) as stored, NamedTemporaryFile() as copy:
        copyfileobj(stored, copy)
        copy.flush()
        yield Path(copy.name)


@contextmanager
def on_disk(file: UploadedFile) -> Iterator[Path]:
    """Give the path of a file that is sent, which may have come in memory, until the block ends."""
    with NamedTemporaryFile() as copy:
        file.seek(0)
        copy.writelines(file.chunks())
        copy.flush()
        yield Path(copy.name)


def remove_files(upload_id: UUID) -> None:
    """Remove whatever is stored of an upload; nothing there is no error."""
    remove_folder(folder_of(upload_id))


def remove_folder(folder: str) -> None:
    """Remove a folder that holds nothing but files; nothing there is no error."""
    try:
        _, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)  # a folder of its own only exists on a disk
