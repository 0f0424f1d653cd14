"""Beginning to see the site as a member does, ending it, and what the member is told of it."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.db.keys import key_in, page_before
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.members.staff_behind import staff_behind
from boards.members.viewers import name_for
from boards.posts.refused_page import CONFLICT, STATUS_OF
from boards.support.models import Look
from boards.support.opening import only_for
from boards.support.permissions import can_see_as, can_see_as_members
from boards.support.seeing.actions.begin_look import begin_look
from boards.support.seeing.actions.end_look import end_look
from boards.support.seeing.forms import LookForm
from boards.support.seeing.middleware import IN_SESSION

PAGE = 30  # looks


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@only_for(can_see_as_members)
def see_as(request: HttpRequest, viewer: Member, pk: int) -> HttpResponse:
    """Ask why, and begin."""
    member = get_object_or_404(Member, pk=pk, deleted_at=None)
    if request.method != "POST":
        return _form_page(request, viewer, member, LookForm())
    form = LookForm(request.POST)
    if not form.is_valid():
        return _form_page(request, viewer, member, form, status=422)
    try:
        look = begin_look(member=member, by=viewer, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error)
        status = STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
        return _form_page(request, viewer, member, form, status=status)
    request.session[IN_SESSION] = look.pk
    return redirect("posts:home")


@require_POST
@limited("moderate")
@never_cache
def end(request: HttpRequest) -> HttpResponse:
    """Be oneself again; where nothing goes on, there is nothing to end."""
    look = getattr(request, "look", None)
    if look is None or staff_behind(request) is None:
        return redirect("posts:home")
    end_look(look=look)
    request.session.pop(IN_SESSION, None)
    messages.success(request, gettext("You see the site as yourself again."))
    return redirect("posts:home")


@require_safe
@never_cache
def looks(request: HttpRequest) -> HttpResponse:
    """Who of the staff has seen the site as the member, when and why."""
    member = signed_in_member(request)
    rows, older = page_before(
        Look.objects.filter(member=member).select_related("by"),
        key_in(request.GET.get("before", "")),
        size=PAGE,
    )
    told = [(row, name_for(member, row.by) if row.by else "") for row in rows]
    return render(request, "support/looks.html", {"rows": told, "older": older})


def _form_page(
    request: HttpRequest, viewer: Member, member: Member, form: LookForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "member": member,
        "name": name_for(viewer, member),
        "form": form,
        "may": can_see_as(viewer, member),
        "minutes": settings.SEE_AS_MINUTES,
    }
    return render(request, "support/see_as.html", context, status=status)
