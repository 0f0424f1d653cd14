"""Hands out the pictures of previews."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from boards.posts.uploads.serving_views import FOR_GOOD
from boards.previews.models import LinkPreview
from boards.previews.pictures import picture_file


@require_safe
def picture(request: HttpRequest, picture_key: UUID) -> HttpResponseBase:
    """A picture that another site shows to everybody; its address tells nothing to who has none."""
    if not LinkPreview.objects.filter(picture=picture_key).exists():
        raise Http404
    etag = f'"{picture_key}"'
    response = get_conditional_response(request, etag) or _file(picture_key)
    response["Cache-Control"] = FOR_GOOD
    response["ETag"] = etag
    return response


def _file(key: UUID) -> HttpResponse:
    try:
        with default_storage.open(picture_file(key)) as content:
            return HttpResponse(content.read(), content_type="image/webp")
    except FileNotFoundError as error:
        raise Http404 from error
