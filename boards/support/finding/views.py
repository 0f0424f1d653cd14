"""The search for members."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from boards.limits.limited import limited
from boards.members.models import Member
from boards.moderation.log.actions.write_entry import write_entry
from boards.support.finding import reading
from boards.support.finding.forms import EmailForm
from boards.support.opening import only_for
from boards.support.permissions import (
    can_find_by_email,
    can_find_members,
    can_merge_members,
    can_see_as_members,
)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("find-members", methods=("GET", "HEAD", "POST"))
@only_for(can_find_members)
def members(request: HttpRequest, viewer: Member) -> HttpResponse:
    """By handle, `?q=`; by e-mail address, what was sent, which is logged."""
    if request.method == "POST":
        return _by_email(request, viewer)
    asked, after = request.GET.get("q", ""), request.GET.get("after", "")
    page = reading.by_handle(asked, viewer=viewer, after=after)
    return _page(request, viewer, page=page, asked=asked)


def _by_email(request: HttpRequest, viewer: Member) -> HttpResponse:
    form = EmailForm(request.POST)
    if not can_find_by_email(viewer):
        return _page(request, viewer, status=403)
    if not form.is_valid():
        return _page(request, viewer, email_form=form, status=422)
    with transaction.atomic():
        page = reading.by_email(form.cleaned_data["email"], viewer=viewer)
        # What was typed is not stored: it is somebody's address, and the log forgets nothing.
        write_entry(
            kind="member",
            target_id="",
            by=viewer,
            verb="find_by_email",
            board=None,
            after={"members": [row.member.pk for row in page.rows]},
        )
    return _page(request, viewer, page=page, email_form=form)


def _page(
    request: HttpRequest,
    viewer: Member,
    *,
    page: reading.FoundPage | None = None,
    asked: str = "",
    email_form: EmailForm | None = None,
    status: int = 200,
) -> HttpResponse:
    query = request.GET.copy()
    query.pop("after", None)
    context: dict[str, Any] = {
        "page": page,
        "asked": asked,
        "query": query.urlencode(),
        "max_length": reading.MAX_LENGTH,
        "max_counted": reading.MAX_COUNTED,
        "is_by_email": email_form is not None,
        "email_form": (email_form or EmailForm()) if can_find_by_email(viewer) else None,
        "may_see_as": can_see_as_members(viewer),
        "may_merge": can_merge_members(viewer),
    }
    return render(request, "support/members.html", context, status=status)
