"""Pictures of previews: made anew, small and without metadata, and kept on this site."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from django.core.files import File
from django.core.files.storage import default_storage
from django_tasks import task

from boards.posts.uploads.pictures import PictureRefusedError, Pictures, make_pictures

NARROWEST_SIDE = 64  # pixels; what is smaller is a symbol, or there to count readers
MAX_RATIO = 4  # of a picture's sides; what is longer shows nothing in a small box


def picture_file(key: UUID) -> str:
    """Return the name under which a picture is stored."""
    return f"previews/{key.hex[:2]}/{key}.webp"


def store_picture(content: bytes) -> UUID | None:
    """Store what other sites sent as a small WebP picture; None when it is none that we show.

    The picture is decoded in a process of its own, as those of members are.
    """
    with TemporaryDirectory() as folder:
        source = Path(folder) / "sent"
        source.write_bytes(content)
        try:
            pictures = make_pictures(source, Path(folder), stage="first")
        except PictureRefusedError:
            return None
        if not _is_worth_showing(pictures):
            return None
        key = uuid4()
        with (Path(folder) / f"{pictures.widths[0]}.webp").open("rb") as picture:
            default_storage.save(picture_file(key), File(picture))
    return key


@task()
def remove_picture_in_background(key: str) -> None:
    """Remove a picture that no preview has any more."""
    default_storage.delete(picture_file(UUID(key)))


def _is_worth_showing(pictures: Pictures) -> bool:
    short, long = sorted((pictures.width, pictures.height))
    return short >= NARROWEST_SIDE and long <= short * MAX_RATIO
