"""The button of the log that undoes a line."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from boards.http.way_back import way_back
from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.moderation.log.reading import Filters, entries_for
from boards.moderation.undoing.actions.undo_entry import undo_entry
from boards.posts.member_views import for_moderators


@require_POST
@limited("moderate")
@for_moderators
def undo(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Undo a line that the visitor may read; `next` is the part of the log to come back to."""
    viewer = cast(Member, request.user)
    entry = get_object_or_404(entries_for(viewer, moderated, Filters()), pk=pk)
    try:
        undo_entry(entry=entry, by=viewer)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("Undone. The log has a line for it, too."))
    return redirect(way_back(request, default=reverse("moderation:log")))
