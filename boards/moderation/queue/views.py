"""The queue, one case, and the buttons beside it."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.actions.decide_case import decide_case
from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.models import Case, Outcome
from boards.moderation.queue import reading
from boards.moderation.queue.case_page import case_page, opened_row
from boards.moderation.queue.edit_forms import EditForm
from boards.moderation.queue.forms import AppealDecisionForm, DecisionForm
from boards.moderation.queue.placing import wanted_of
from boards.moderation.queue.reading import CaseRow
from boards.posts.form_versions import sent_again
from boards.posts.member_views import for_moderators
from boards.posts.refused_page import CONFLICT, STATUS_OF
from boards.posts.writing.editor import EXTENSIONS


@require_safe
@for_moderators
def queue(request: HttpRequest, moderated: Sequence[Board]) -> HttpResponse:
    """What waits for a decision on the boards that the visitor moderates."""
    viewer = cast(Member, request.user)
    page = reading.page_of(viewer, moderated, after=request.GET.get("after", ""))
    return render(request, "moderation/queue.html", {"page": page})


@require_safe
@for_moderators
def case(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """One case, waiting or decided."""
    return case_page(request, moderated, pk)


@require_POST
@limited("moderate")
@for_moderators
def decide(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Keep, hide, move or delete what was reported, or sanction its author."""

    def act(opened: Case, by: Member, data: dict[str, Any]) -> None:
        outcome = data["decision"]
        wanted = wanted_of(outcome, moderated, category=data["category"], place=data["place"])
        decide_case(case=opened, by=by, outcome=outcome, reason=data["reason"], wanted=wanted)

    return _decided(request, moderated, pk, DecisionForm(request.POST), act, _told())


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@for_moderators
def edit(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Change the text of what was reported; that decides its case."""
    row = opened_row(request, moderated, pk)
    if not any(choice.value == Outcome.EDIT for choice in row.choices) or row.is_for_others:
        refused = DecidedMeanwhile().messages if request.method == "POST" else []
        return case_page(request, moderated, pk, refusals=refused, status=CONFLICT)
    texts = row.kind.texts(row.thing)
    form = EditForm(request.POST if request.method == "POST" else None, texts=texts)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            decide_case(
                case=row.case,
                by=cast(Member, request.user),
                outcome=Outcome.EDIT,
                reason=form.cleaned_data["reason"],
                wanted=form.wanted,
            )
        except PermissionDenied as error:
            raise Http404 from error  # as its page answers
        except ValidationError as error:
            code = getattr(error, "code", "")
            form = _refused_form(form, error, row)
            status = 422 if hasattr(error, "error_dict") else STATUS_OF.get(code, CONFLICT)
        else:
            messages.success(request, _told())
            return redirect("moderation:queue")
    context = {"row": row, "form": form, "texts": texts, "extensions": EXTENSIONS}
    return render(request, "moderation/case_edit.html", context, status=status)


def _refused_form(form: EditForm, error: ValidationError, row: CaseRow) -> EditForm:
    """Return the form with what was typed and why it did not do, on the texts as they are now."""
    present = row.kind.find(row.case.target_id)
    texts = row.kind.texts(row.thing if present is None else present)
    again = EditForm(sent_again(form.data, texts.version), texts=texts)
    again.is_valid()
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: [error]}
    for name, errors in by_field.items():
        field = "body" if name == "text" else name
        again.add_error(field if field in again.fields else None, errors)
    return again


def _told() -> str:
    return gettext("Decided. The author and the reporters are told the reason.")


@require_POST
@limited("moderate")
@for_moderators
def decide_about_appeal(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Uphold or reverse a decision."""

    def act(opened: Case, by: Member, data: dict[str, Any]) -> None:
        decide_appeal(case=opened, by=by, result=data["decision"], reason=data["reason"])

    told = gettext("Decided. The author is told the reason.")
    return _decided(request, moderated, pk, AppealDecisionForm(request.POST), act, told)


def _decided(
    request: HttpRequest,
    moderated: Sequence[Board],
    pk: int,
    form: DecisionForm,
    act: Callable[[Case, Member, dict[str, Any]], None],
    told: str,
) -> HttpResponse:
    """Act as the form says; give back the case with what was typed where that does not do."""
    if not form.is_valid():
        return case_page(request, moderated, pk, refusals=form.said, status=422)
    try:
        act(get_object_or_404(Case, pk=pk), cast(Member, request.user), form.cleaned_data)
    except PermissionDenied as error:
        raise Http404 from error  # as its page answers
    except ValidationError as error:
        status = STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
        return case_page(request, moderated, pk, refusals=error.messages, status=status)
    messages.success(request, told)
    return redirect("moderation:queue")
