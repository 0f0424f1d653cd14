"""What the upload script of writing pages talks to; all of it answers in JSON."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from boards.http.json_only import answers_json
from boards.limits.limited import as_too_often, limited, limited_by_its_action
from boards.limits.refusals import TooOften
from boards.members.models import Member
from boards.posts.models import Upload
from boards.posts.uploads.actions.discard_upload import discard_upload
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.actions.sweep_uploads import KEPT_UNUSED
from boards.posts.uploads.refusals import FIRST_ONLY, MAX_BYTES, refusal

MAX_REQUEST_BYTES = MAX_BYTES + 64 * 1024  # bytes, with what a form puts around its file
STATUSES = {
    "too_large": 413,
    "too_many_pixels": 413,
    "too_many_frames": 413,
    "not_a_picture": 415,
    "too_many": 429,
    "silenced": 403,
}

MembersView = Callable[..., HttpResponseBase]


def json_member_view(view: MembersView) -> Callable[..., HttpResponseBase]:
    """Hand the view its member; tell guests to sign in."""

    @wraps(view)
    def with_member(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, Member):
            return JsonResponse({"error": gettext("Sign in to send files.")}, status=403)
        return view(request, request.user, *args, **kwargs)

    return with_member


@answers_json
@csrf_exempt
@limited_by_its_action("upload")
@require_POST
@never_cache
@json_member_view
def receive(request: HttpRequest, member: Member) -> HttpResponseBase:
    """Take one file, in the field `file`.

    Guests and requests that are too large are answered before their body is read, which the check
    of the form's token, in `_receive_checked`, would do.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MAX_REQUEST_BYTES:
        return _refused(refusal("too_large"))
    return _receive_checked(request, member)


@csrf_protect
def _receive_checked(request: HttpRequest, member: Member) -> HttpResponseBase:
    file = request.FILES.get("file")
    try:
        if file is None:
            raise refusal("incomplete")
        upload = receive_upload(owner=member, file=file)
    except TooOften as too_often:
        return as_too_often(_refused(too_often), too_often)
    except ValidationError as error:
        return _refused(error)
    return JsonResponse(_description(upload), status=201)


@answers_json
@require_safe
@never_cache
@json_member_view
def progress(request: HttpRequest, member: Member, upload_id: UUID) -> HttpResponse:
    """How far the work on one's own upload is."""
    return JsonResponse(_description(get_object_or_404(Upload, pk=upload_id, owner=member)))


@answers_json
@require_POST
@limited("draft")
@never_cache
@json_member_view
def discard(request: HttpRequest, member: Member, upload_id: UUID) -> HttpResponse:
    """Remove one's own upload, which no post shows yet."""
    upload = get_object_or_404(Upload, pk=upload_id, owner=member)
    try:
        discard_upload(upload=upload, by=member)
    except PermissionDenied:
        return JsonResponse({"error": gettext("This file is used in a post.")}, status=409)
    return JsonResponse({})


def _description(upload: Upload) -> dict[str, Any]:
    shown = upload.shown_width if upload.kind == Upload.FileKind.PICTURE else None
    return {
        "id": str(upload.pk),
        "kind": upload.kind,
        "name": upload.name,
        "url": upload.get_absolute_url(),
        "width": shown,
        "height": shown and upload.height_of(shown),
        "alt": "",
        "note": str(FIRST_ONLY) if upload.is_first_only else "",
        "progress": upload.progress,
        "progress_url": reverse("posts:upload", args=[upload.pk]),
        "discard_url": reverse("posts:discard-upload", args=[upload.pk]),
    }


def _refused(error: ValidationError) -> HttpResponse:
    status = STATUSES.get(error.code or "", 400)
    said = {"error": " ".join(error.messages), "code": error.code}
    response = JsonResponse(said, status=status)
    if error.code == "too_many":  # until some that no post shows are removed
        response.headers["Retry-After"] = str(int(KEPT_UNUSED.total_seconds()))
    return response
