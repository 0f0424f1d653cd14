"""The member's copy of their data: the order, and the download."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from boards.accounts.actions.ask_for_export import ask_for_export
from boards.accounts.models import EXPORT_INTERVAL, EXPORT_LIFETIME, DataExport
from boards.limits.limited import READING, limited
from boards.members.models import Member

FILE_NAME = "my-data.zip"


@require_http_methods(["GET", "HEAD", "POST"])
@limited("export")
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """What an export holds, the latest one, and the button that asks for one."""
    member = cast(Member, request.user)
    if request.method != "POST":
        return _export_page(request, member)
    try:
        ask_for_export(member=member)
    except ValidationError as error:
        response = _export_page(request, member, refusal=error.messages[0], status=429)
        response.headers["Retry-After"] = str(int(EXPORT_INTERVAL.total_seconds()))
        return response
    messages.success(request, _("Your data is being put together. We will e-mail you the link."))
    return redirect("accounts:export")


@require_safe
@limited("download", methods=READING)
@never_cache
@login_required
def download(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """The ZIP, for its owner alone and for as long as it lasts."""
    order = get_object_or_404(DataExport, pk=token, member=cast(Member, request.user))
    if order.is_expired:
        return render(
            request, "accounts/export_gone.html", {"lifetime": EXPORT_LIFETIME}, status=410
        )
    if not order.is_ready:
        raise Http404
    return FileResponse(order.file.open("rb"), as_attachment=True, filename=FILE_NAME)


def _export_page(
    request: HttpRequest, member: Member, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    latest = DataExport.objects.filter(member=member).order_by("-asked_at").first()
    context = {"latest": latest, "refusal": refusal, "lifetime": EXPORT_LIFETIME}
    return render(request, "accounts/export.html", context, status=status)
