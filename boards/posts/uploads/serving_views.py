"""Hands out the files of uploads, after asking who may see them.

What everybody may see is kept by browsers and caches for good: nothing at these addresses changes.
All the rest is kept by nobody.
"""

from uuid import UUID

from csp.decorators import csp_update
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from boards.posts.models import Upload
from boards.posts.uploads.access import can_fetch, is_public
from boards.posts.uploads.storing import original_file, picture_file, thumbnail_file

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_NOBODY = "private, no-store"


@require_safe
def picture(request: HttpRequest, upload_id: UUID, width: int) -> HttpResponseBase:
    """A picture in one of its widths; the smallest stands in while the others are being made."""
    upload = _upload_for(request, upload_id, kind=Upload.FileKind.PICTURE)
    if width not in upload.widths:
        raise Http404
    if upload.progress != Upload.Progress.READY:
        return _for_nobody(_file(upload, picture_file(upload.pk, upload.widths[0])))
    return _answer(request, upload, name=picture_file(upload.pk, width))


@require_safe
def thumbnail(request: HttpRequest, upload_id: UUID) -> HttpResponseBase:
    """The middle of a picture, in the one shape that lists show."""
    upload = _upload_for(request, upload_id, kind=Upload.FileKind.PICTURE)
    if upload.progress != Upload.Progress.READY:
        return _for_nobody(_file(upload, thumbnail_file(upload.pk)))
    return _answer(request, upload, name=thumbnail_file(upload.pk), kind="thumbnail")


# Should a browser ever show one as a page, it has neither scripts nor the site's cookies.
@csp_update({"sandbox": True})  # type: ignore[arg-type]
@require_safe
def attachment(request: HttpRequest, upload_id: UUID, name: str) -> HttpResponseBase:
    """A file to be downloaded; its name in the address is for people, and decides nothing."""
    upload = _upload_for(request, upload_id, kind=Upload.FileKind.ATTACHMENT)
    return _answer(request, upload, name=original_file(upload.pk))


def _upload_for(request: HttpRequest, upload_id: UUID, *, kind: Upload.FileKind) -> Upload:
    """Return the upload if this visitor may fetch it.

    The visitor is asked for only where it matters: an answer for everybody does not depend on
    cookies, and caches may share it.

    Raises:
        Http404: when there is none, or none for this visitor.
    """
    uploads = Upload.objects.select_related("post__board", "comment__parent")
    upload = uploads.filter(pk=upload_id, kind=kind).first()
    if upload is None or not (is_public(upload) or can_fetch(request.user, upload)):
        raise Http404
    return upload


def _answer(request: HttpRequest, upload: Upload, *, name: str, kind: str = "") -> HttpResponseBase:
    """Return the stored file, or that the asker has it already.

    Args:
        kind: tells what was made of the upload, where one address has another file than another.
    """
    if not is_public(upload):
        return _for_nobody(_file(upload, name))
    etag, sent = f'"{upload.pk}{kind}"', int(upload.sent_at.timestamp())
    response = get_conditional_response(request, etag, sent) or _file(upload, name)
    response["Cache-Control"] = FOR_GOOD
    response["ETag"] = etag
    response["Last-Modified"] = http_date(sent)
    return response


def _for_nobody(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = FOR_NOBODY
    return response


def _file(upload: Upload, name: str) -> FileResponse:
    try:
        content = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        content,
        content_type=upload.media_type,
        as_attachment=upload.kind == Upload.FileKind.ATTACHMENT,
        filename=upload.name if upload.kind == Upload.FileKind.ATTACHMENT else "picture.webp",
    )
