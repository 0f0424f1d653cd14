"""Changing what one shows of oneself, and removing what is improper from a profile."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.accounts.actions.change_profile import change_profile
from boards.accounts.actions.remove_from_profile import Part, remove_from_profile
from boards.accounts.profile_form import ProfileForm
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.restrictions import Silenced
from boards.posts.form_versions import sent_again, stored_values

PARTS: tuple[Part, ...] = ("picture", "about")


@require_http_methods(["GET", "HEAD", "POST"])
@limited("avatar")
@login_required
def edit(request: HttpRequest) -> HttpResponse:
    """The member's picture and line."""
    member = _stored(request)
    if request.method != "POST":
        return _page(request, ProfileForm(instance=member))
    form = ProfileForm(request.POST, request.FILES, instance=member)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.is_of_older_profile:
        return _changed_meanwhile(request)
    try:
        change_profile(
            member=member,
            about=form.cleaned_data["about"],
            picture=form.cleaned_data["picture"],
        )
    except Silenced as error:
        form.add_error(None, error)
        return _page(request, form, status=422)
    except ValidationError as error:
        form.add_error("picture", error)
        return _page(request, form, status=422)
    messages.success(request, _("Saved."))
    return redirect("accounts:edit-profile")


@require_POST
@limited("settings")
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the picture or the line, whichever `part` names."""
    member = get_object_or_404(Member, pk=pk, deleted_at__isnull=True)
    part = next((part for part in PARTS if part == request.POST.get("part")), None)
    if part is None:
        raise BadRequest
    visitor = cast(Member, request.user)
    remove_from_profile(member=member, part=part, by=visitor)
    messages.success(request, _("Removed."))
    return redirect("accounts:edit-profile" if visitor.pk == member.pk else member)


def _changed_meanwhile(request: HttpRequest) -> HttpResponse:
    """Give back what was typed, beside what another window has stored."""
    shown = ProfileForm(instance=_stored(request))
    form = ProfileForm(sent_again(request.POST, shown.shown_version), instance=_stored(request))
    stored = [stored_values(shown)[1]]
    return _page(request, form, status=409, stored=stored)


def _page(
    request: HttpRequest, form: ProfileForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    # The form writes what was sent on its own row.
    member = _stored(request)
    context = {"form": form, "member": member, **more}
    return render(request, "accounts/profile_edit.html", context, status=status)


def _stored(request: HttpRequest) -> Member:
    return Member.objects.get(pk=cast(Member, request.user).pk)
