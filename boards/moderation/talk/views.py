"""Where moderators talk about a case: below it, on its page."""

from collections.abc import Sequence
from typing import cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.moderation.models import Case
from boards.moderation.queue.case_page import case_page
from boards.moderation.talk.actions.add_message import add_message
from boards.moderation.talk.forms import MessageForm
from boards.posts.member_views import for_moderators
from boards.posts.refused_page import CONFLICT


@require_POST
@limited("talk")
@for_moderators
def add(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Add a message to the thread of a case."""
    form = MessageForm(request.POST)
    if not form.is_valid():
        return case_page(request, moderated, pk, message_form=form, status=422)
    case = get_object_or_404(Case, pk=pk)
    try:
        add_message(case=case, by=cast(Member, request.user), text=form.cleaned_data["text"])
    except PermissionDenied as error:
        raise Http404 from error  # as the page of the case answers, or has no form
    except ValidationError as error:
        form.add_error(None, error)
        return case_page(request, moderated, pk, message_form=form, status=CONFLICT)
    return redirect(f"{reverse('moderation:case', args=[pk])}#talk")
