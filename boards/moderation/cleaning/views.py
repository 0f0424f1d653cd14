"""Cleaning up after a spammer: the button, the page that tells how far it is, and undoing it."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from boards.http.progress_page import looks_again
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.models import Board
from boards.moderation.cleaning.actions.clean_up import clean_up
from boards.moderation.cleaning.actions.undo_clean_up import undo_clean_up
from boards.moderation.cleaning.chunks import go_on
from boards.moderation.cleaning.forms import WHAT_STAYS, CleanUpForm
from boards.moderation.models import CleanUp
from boards.moderation.sanctions.reading import Scope
from boards.moderation.sanctions.views import member_page
from boards.moderation.tasks import go_on_in_background
from boards.posts.member_views import for_moderators
from boards.posts.refused_page import CONFLICT, STATUS_OF
from boards.sanctions.permissions import can_sanction_on


@require_POST
@limited("moderate")
@for_moderators
def begin(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Hide all that a member has published; the first part at once, the rest in the background."""
    found = get_object_or_404(Member, pk=pk, deleted_at=None)
    scope = Scope.of(cast(Member, request.user), moderated)
    form = CleanUpForm(request.POST, boards=scope.boards, everywhere=scope.everywhere)
    if not form.is_valid():
        return member_page(request, found, scope, clean_up_form=form, status=422)
    try:
        with transaction.atomic():
            begun = clean_up(member=found, by=scope.viewer, **form.values)
            go_on_in_background.enqueue(begun.pk)
    except ValidationError as error:
        form.add_error(None, error)
        status = STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
        return member_page(request, found, scope, clean_up_form=form, status=status)
    return _work(begun)


@require_safe
@for_moderators
def show(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """How far a clean-up is; the page looks again by itself as long as it is at work."""
    begun = _opened(request, pk)
    context = {
        "clean_up": begun,
        "name": name_for(request.user, begun.member),
        "what_stays": WHAT_STAYS,
        "hidden": begun.items.filter(is_released=False).count(),
    }
    page = render(request, "moderation/cleaning/clean_up.html", context)
    return looks_again(page, is_at_work=begun.is_at_work)


@require_POST
@limited("moderate")
@for_moderators
def undo(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Show again what a clean-up has hidden."""
    begun = _opened(request, pk)
    try:
        with transaction.atomic():
            undo_clean_up(clean_up=begun, by=cast(Member, request.user))
            go_on_in_background.enqueue(begun.pk)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("moderation:clean-up", begun.pk)
    return _work(begun)


def _work(begun: CleanUp) -> HttpResponse:
    """Do a first part at once, which is all for most, and lead to the page of it."""
    for _part in range(2):
        if not go_on(begun):
            break
    return redirect("moderation:clean-up", begun.pk)


def _opened(request: HttpRequest, pk: int) -> CleanUp:
    """Return a clean-up; to who may not sanction there it is not there."""
    found = get_object_or_404(CleanUp.objects.select_related("member", "board", "by"), pk=pk)
    if not can_sanction_on(request.user, found.board):
        raise Http404
    return found
