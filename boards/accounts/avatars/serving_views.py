"""Hands out profile pictures, to members.

Browsers keep them for good, as nothing at these URLs changes; caches that people share do not.
"""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from boards.accounts.avatars.storing import avatar_file
from boards.members.models import Member
from boards.posts.uploads.image_worker import SQUARE_SIDES

FOR_ITS_BROWSER = "private, max-age=31536000, immutable"


@require_safe
def avatar(request: HttpRequest, key: UUID, side: int) -> HttpResponseBase:
    """A member's picture; to guests it is not there, nor is one that was removed to anybody."""
    if side not in SQUARE_SIDES or not isinstance(request.user, Member):
        raise Http404
    if not Member.objects.filter(avatar=key, is_active=True).exists():
        raise Http404
    etag = f'"{key}-{side}"'
    response = get_conditional_response(request, etag) or _file(key, side)
    response["Cache-Control"] = FOR_ITS_BROWSER
    response["ETag"] = etag
    return response


def _file(key: UUID, side: int) -> HttpResponse:
    try:
        with default_storage.open(avatar_file(key, side)) as content:
            return HttpResponse(content.read(), content_type="image/webp")
    except FileNotFoundError as error:
        raise Http404 from error
