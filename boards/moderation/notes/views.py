"""The page of the notes about a member."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from boards.db.keys import key_in
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.models import Board
from boards.moderation.models import MemberNote
from boards.moderation.notes import reading
from boards.moderation.notes.actions.delete_note import delete_note
from boards.moderation.notes.actions.write_note import write_note
from boards.moderation.notes.forms import NoteForm
from boards.moderation.notes.permissions import can_read_notes_about, of_moderator
from boards.posts.member_views import for_moderators
from boards.posts.refused_page import CONFLICT, STATUS_OF
from boards.sanctions.permissions import can_sanction_everywhere


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@for_moderators
def notes(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """What moderators noted about a member, and the form for another note."""
    viewer = cast(Member, request.user)
    member = get_object_or_404(Member, pk=pk, deleted_at=None)
    if not can_read_notes_about(viewer, member.pk):
        raise Http404
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        boards=moderated,
        everywhere=can_sanction_everywhere(viewer),
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            write_note(member=member, by=viewer, board=form.chosen_board, text=text)
        except ValidationError as error:
            form.add_error(None, error)
            status = STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
        else:
            messages.success(request, gettext("Noted. Moderators alone read it."))
            return redirect("moderation:member-notes", member.pk)
    rows, older = reading.notes_about(
        member, viewer, moderated, before=key_in(request.GET.get("before", ""))
    )
    context = {
        "member": member,
        "name": name_for(viewer, member),
        "form": form,
        "rows": rows,
        "older": older,
    }
    return render(request, "moderation/notes/notes.html", context, status=status)


@require_POST
@limited("moderate")
@for_moderators
def delete(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Delete a note; to who may not read it, it is not there."""
    viewer = cast(Member, request.user)
    seen = MemberNote.objects.filter(of_moderator(viewer, moderated)).exclude(member=viewer)
    note = get_object_or_404(seen.select_related("board"), pk=pk)
    try:
        delete_note(note=note, by=viewer)
    except PermissionDenied as error:
        raise Http404 from error  # the page has no button for it either
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("The note is deleted."))
    return redirect("moderation:member-notes", note.member_id)
