"""Merging two accounts: the form, what will move, how far it is, and undoing it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.http.progress_page import looks_again
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.posts.refused_page import CONFLICT, STATUS_OF
from boards.support.merging.actions.merge_members import check_can_merge, merge_members
from boards.support.merging.actions.undo_merge import undo_merge
from boards.support.merging.chunks import go_on
from boards.support.merging.forms import MergeForm
from boards.support.merging.references import MOVED
from boards.support.models import Merge
from boards.support.opening import only_for
from boards.support.permissions import can_merge_members
from boards.support.tasks import go_on_in_background

AT_ONCE = len(MOVED)  # parts: all there is for most accounts


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@only_for(can_merge_members)
def merge(request: HttpRequest, viewer: Member, pk: int) -> HttpResponse:
    """Ask into which account and why; tell what will move; and, once confirmed, begin."""
    gone = get_object_or_404(Member, pk=pk, deleted_at=None)
    if request.method != "POST":
        return _form_page(request, viewer, gone, MergeForm(gone=gone))
    form = MergeForm(request.POST, gone=gone)
    if not form.is_valid():
        return _form_page(request, viewer, gone, form, status=422)
    kept = form.cleaned_data["into"]
    try:
        # Who confirms has seen what moves into this very account.
        if request.POST.get("confirmed") != str(kept.pk):
            check_can_merge(gone, kept)
            return _confirmation(request, viewer, gone, kept, form)
        with transaction.atomic():
            begun = merge_members(
                gone=gone, kept=kept, by=viewer, reason=form.cleaned_data["reason"]
            )
            go_on_in_background.enqueue(begun.pk)
    except ValidationError as error:
        form.add_error(None, error)
        status = STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
        return _form_page(request, viewer, gone, form, status=status)
    return _work(begun)


@require_safe
@only_for(can_merge_members)
def show(request: HttpRequest, viewer: Member, pk: int) -> HttpResponse:
    """How far a merge is; the page looks again by itself as long as it is at work."""
    begun = get_object_or_404(Merge.objects.select_related("gone", "kept"), pk=pk)
    moved = begun.moved.filter(is_undone=False).values_list("keys", "removed")
    context = {
        "merge": begun,
        "gone_name": name_for(viewer, begun.gone),
        "kept_name": name_for(viewer, begun.kept),
        "moved": sum(len(keys) + len(removed) for keys, removed in moved.iterator()),
    }
    page = render(request, "support/merge.html", context)
    return looks_again(page, is_at_work=begun.is_at_work)


@require_POST
@limited("moderate")
@only_for(can_merge_members)
def undo(request: HttpRequest, viewer: Member, pk: int) -> HttpResponse:
    """Move back what a merge has moved."""
    begun = get_object_or_404(Merge, pk=pk)
    try:
        with transaction.atomic():
            undo_merge(merge=begun, by=viewer)
            go_on_in_background.enqueue(begun.pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("support:merge", begun.pk)
    return _work(begun)


def _work(begun: Merge) -> HttpResponse:
    """Do a first part at once, which is all for most, and lead to the page of it."""
    for _part in range(AT_ONCE):
        if not go_on(begun):
            break
    return redirect("support:merge", begun.pk)


def _form_page(
    request: HttpRequest, viewer: Member, gone: Member, form: MergeForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "gone": gone,
        "name": name_for(viewer, gone),
        "form": form,
        "earlier": Merge.objects.filter(gone=gone).order_by("-pk")[:10],
    }
    return render(request, "support/merge_form.html", context, status=status)


def _confirmation(
    request: HttpRequest, viewer: Member, gone: Member, kept: Member, form: MergeForm
) -> HttpResponse:
    counted = [(each.called, each.movable(gone.pk, kept.pk).count()) for each in MOVED]
    context = {
        "gone": gone,
        "kept": kept,
        "gone_name": name_for(viewer, gone),
        "kept_name": name_for(viewer, kept),
        "into": request.POST.get("into", ""),
        "reason": form.cleaned_data["reason"],
        "counted": [(called, number) for called, number in counted if number],
        "is_restricted": bool(gone.restrictions),
    }
    return render(request, "support/merge_confirm.html", context)
