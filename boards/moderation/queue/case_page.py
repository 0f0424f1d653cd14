"""The page of one case, however its viewer got there."""

from collections.abc import Sequence
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from boards.members.models import Member
from boards.models import Board
from boards.moderation.permissions import can_moderate_case
from boards.moderation.queue import reading
from boards.moderation.queue.reading import CaseRow
from boards.moderation.talk.forms import MessageForm
from boards.moderation.talk.permissions import can_talk_about
from boards.moderation.talk.reading import thread_of


def opened_row(request: HttpRequest, moderated: Sequence[Board], pk: int) -> CaseRow:
    """Return the case; to who does not moderate its board it is not there."""
    row = reading.row_of(pk, cast(Member, request.user), moderated)
    if row is None or not can_moderate_case(request.user, row.case):
        raise Http404
    return row


def case_page(
    request: HttpRequest,
    moderated: Sequence[Board],
    pk: int,
    *,
    refusals: Sequence[str] = (),
    message_form: MessageForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a case with what was typed, what was refused, and the thread of the moderators."""
    row, viewer = opened_row(request, moderated, pk), cast(Member, request.user)
    is_shared = can_talk_about(viewer, row.case)
    context = {
        "row": row,
        "refusals": refusals,
        "typed": request.POST.get("reason", ""),
        "typed_text": request.POST.get("body", ""),
        "thread": thread_of(row.case, viewer) if is_shared else None,
        "message_form": message_form or MessageForm(),
        "in_full": True,
    }
    return render(request, "moderation/case.html", context, status=status)
