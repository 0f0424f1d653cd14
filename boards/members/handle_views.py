"""The page on which a member changes the handle."""

from typing import cast

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards.members.actions.change_handle import change_handle
from boards.members.forms import ChangeHandleForm
from boards.members.models import Member
from boards.members.restrictions import Silenced


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handle(request: HttpRequest) -> HttpResponse:
    """Show the member's handle and change it to the posted `handle`."""
    member = cast(Member, request.user)
    form = ChangeHandleForm(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        if refused := ratelimit.consume_or_429(request, action="change_handle"):
            return refused
        try:
            change_handle(member=member, handle=form.cleaned_data["handle"])
        except Silenced as error:
            form.add_error(None, error)
        except ValidationError as error:
            form.add_error("handle", error)
        else:
            messages.success(request, _("Your handle was changed."))
            return redirect("members:handle")
    status = 422 if form.is_bound else 200
    return render(request, "account/handle.html", {"form": form}, status=status)
