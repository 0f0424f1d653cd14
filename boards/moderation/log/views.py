"""The log of the moderators, as a page and as CSV."""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.db.keys import key_in
from boards.limits.limited import READING, limited
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.models import Board
from boards.moderation.log import reading
from boards.moderation.log.csv_rows import csv_of
from boards.moderation.log.verbs import VERBS
from boards.posts.member_views import for_moderators


@require_safe
@for_moderators
def log(request: HttpRequest, moderated: Sequence[Board]) -> HttpResponse:
    """What was done on the boards that the visitor moderates."""
    viewer = cast(Member, request.user)
    filters = reading.filters_in(request.GET)
    before = key_in(request.GET.get("before", ""))
    entries = reading.entries_for(viewer, moderated, filters)
    lines, older = reading.page_of(entries, viewer, moderated, before=before)
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "lines": lines,
        "older": older,
        "query": query.urlencode(),
        "path": request.get_full_path(),
        "filters": filters,
        "boards": moderated,
        "verbs": VERBS,
        "moderators": _moderators_of(moderated, viewer),
    }
    return render(request, "moderation/log.html", context)


@require_safe
@limited("export", methods=READING)
@for_moderators
def log_csv(request: HttpRequest, moderated: Sequence[Board]) -> HttpResponseBase:
    """The same as a file, with all lines of the filters."""
    viewer = cast(Member, request.user)
    entries = reading.entries_for(viewer, moderated, reading.filters_in(request.GET))
    response = StreamingHttpResponse(
        csv_of(reading.lines_of(entries, viewer)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="moderation-log.csv"'
    return response


def _moderators_of(boards: Sequence[Board], viewer: Member) -> list[tuple[int, str]]:
    members = Member.objects.filter(moderated_boards__in=[board.pk for board in boards])
    return [(member.pk, name_for(viewer, member)) for member in members.distinct().order_by("pk")]
