"""Pictures and attachments in the HTML of posts."""

import re
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from boards.posts.models import Upload
from boards.posts.text.sanitising import IMAGE, attributes_of

ADDRESS = re.compile(r"/uploads/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
# The width of an article's text: 44rem, or the screen where that is narrower.
SIZES = "(min-width: 46rem) 44rem, 100vw"


def upload_ids(markup: str) -> set[UUID]:
    """Return the ids of the uploads that some HTML shows or links to."""
    return {UUID(found) for found in ADDRESS.findall(markup)}


def pictures_in(markup: str) -> Iterator[UUID]:
    """Give the ids of the uploads that sanitised HTML shows as images, in their order."""
    for image in IMAGE.finditer(markup):
        address = ADDRESS.match(attributes_of(image).get("src", ""))
        if address:
            yield UUID(address[1])


def with_picture_sizes(markup: str) -> str:
    """Return sanitised HTML whose uploaded pictures have their sizes, and load when they are near.

    Other images, and those whose upload is gone, stay as they are. The same HTML gives the same
    result, so that an edit which changed nothing is recognised.
    """
    ids = upload_ids(markup)
    if not ids:
        return markup
    pictures = Upload.objects.filter(kind=Upload.FileKind.PICTURE).in_bulk(list(ids))
    return IMAGE.sub(lambda image: _with_sizes(image, pictures), markup) if pictures else markup


def markup_of(upload: Upload, *, alt: str = "") -> SafeString:
    """Return a paragraph with the picture, or with a link to the attachment."""
    if upload.kind == Upload.FileKind.ATTACHMENT:
        return format_html('<p><a href="{}">{}</a></p>', upload.get_absolute_url(), upload.name)
    return format_html('<p><img src="{}" alt="{}"></p>', upload.get_absolute_url(), alt)


def _with_sizes(image: re.Match[str], pictures: Mapping[UUID, Upload]) -> str:
    attributes = attributes_of(image)
    address = ADDRESS.match(attributes.get("src", ""))
    picture = pictures.get(UUID(address[1])) if address else None
    if picture is None:
        return image[0]
    widest = picture.widths[-1]
    return format_html(
        '<img src="{}" alt="{}" width="{}" height="{}" srcset="{}" sizes="{}" loading="lazy">',
        picture.get_absolute_url(),
        mark_safe(attributes.get("alt", "")),  # noqa: S308 - escaped by the sanitiser
        widest,
        picture.height_of(widest),
        ", ".join(f"{picture.url_of(width)} {width}w" for width in picture.widths),
        SIZES,
    )
