"""The pages on which moderators sanction members, and lift that."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.db.keys import key_in
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.models import Board
from boards.moderation.cleaning.forms import CleanUpForm
from boards.moderation.notes.reading import count_about
from boards.moderation.sanctions import reading
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from boards.moderation.sanctions.actions.sanction_member import sanction_member
from boards.moderation.sanctions.forms import SanctionForm
from boards.moderation.sanctions.giving import SanctionedMeanwhile
from boards.posts.member_views import for_moderators
from boards.posts.refused_page import CONFLICT, STATUS_OF
from boards.posts.text.sanitising import storable
from boards.readable import moderated_of
from boards.sanctions.models import Sanction, SanctionKind
from boards.sanctions.permissions import is_above


@require_safe
@for_moderators
def sanctions(request: HttpRequest, moderated: Sequence[Board]) -> HttpResponse:
    """What holds now, or will, where the visitor moderates."""
    scope = reading.Scope.of(cast(Member, request.user), moderated)
    rows, older = reading.in_force(scope, before=_before(request))
    context = {"rows": rows, "older": older, "everywhere": scope.everywhere}
    return render(request, "moderation/sanctions/sanctions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@for_moderators
def member(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """The sanctions of one member, and the form for another one."""
    found = get_object_or_404(Member, pk=pk, deleted_at=None)
    scope = reading.Scope.of(cast(Member, request.user), moderated)
    if request.method != "POST":
        return member_page(request, found, scope)
    form = _form(found, scope, request.POST)
    if not form.is_valid():
        return member_page(request, found, scope, form=form, status=422)
    data = form.cleaned_data
    kind, known = SanctionKind(data["kind"]), data["known"] or 0
    try:
        sanction_member(kind, member=found, by=scope.viewer, terms=form.terms, known=known)
    except SanctionedMeanwhile as conflict:
        again = request.POST.copy()
        again["known"] = str(reading.latest_of(found))
        form = _form(found, scope, again)
        form.add_error(None, conflict)
        return member_page(request, found, scope, form=form, status=CONFLICT)
    except ValidationError as error:
        form.add_error(None, error)
        is_of_field = hasattr(error, "error_dict")
        status = 422 if is_of_field else STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
        return member_page(request, found, scope, form=form, status=status)
    messages.success(request, gettext("Done. The member is told why."))
    return redirect("moderation:member", found.pk)


@require_POST
@limited("moderate")
@for_moderators
def lift(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Lift a sanction before its end."""
    sanction = get_object_or_404(Sanction.objects.select_related("board"), pk=pk)
    try:
        lift_sanction(
            sanction=sanction,
            by=cast(Member, request.user),
            reason=storable(request.POST.get("reason", "")).strip(),
        )
    except PermissionDenied as error:
        raise Http404 from error  # it is not in their list either
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("Lifted."))
    return redirect("moderation:member", sanction.member_id)


def _form(found: Member, scope: reading.Scope, data: Any = None) -> SanctionForm:
    known = reading.latest_of(found)
    return SanctionForm(data, boards=scope.boards, everywhere=scope.everywhere, known=known)


def member_page(
    request: HttpRequest,
    found: Member,
    scope: reading.Scope,
    *,
    form: SanctionForm | None = None,
    clean_up_form: CleanUpForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of a member's sanctions, with the forms as they were sent."""
    rows, older = reading.history_of(found, scope, before=_before(request))
    context = {
        "member": found,
        "name": name_for(scope.viewer, found),
        "can_sanction": is_above(scope.viewer, found),
        "is_own": scope.viewer.pk == found.pk,
        "notes": count_about(found, scope.viewer, scope.boards),
        "form": form or _form(found, scope),
        "clean_up_form": clean_up_form
        or CleanUpForm(boards=scope.boards, everywhere=scope.everywhere),
        "bulk_boards": moderated_of(scope.boards),
        "clean_ups": reading.clean_ups_of(found, scope),
        "rows": rows,
        "older": older,
    }
    return render(request, "moderation/sanctions/member.html", context, status=status)


def _before(request: HttpRequest) -> int | None:
    return key_in(request.GET.get("before", ""))
