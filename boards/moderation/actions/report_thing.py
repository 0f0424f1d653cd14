"""Reports something (신고), and hides it when enough members did."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from boards.members.characters import beginning_of
from boards.members.models import Member
from boards.moderation.kinds import ReportableKind
from boards.moderation.models import Case, CaseState, Report, ReportReason
from boards.moderation.models.report import MAX_CASE_TITLE_LENGTH
from boards.moderation.weights import weight_of


@transaction.atomic
def report_thing(
    *, kind: ReportableKind, thing: Any, by: Member, reason: ReportReason, text: str = ""
) -> Report:
    """Add a report to the open case of a thing, and open one if there is none.

    A member reports a thing once in each case: what was decided can be reported again.

    When the reports weigh `settings.REPORTS_HIDE_AT`, the thing is hidden by the system until a
    moderator has looked; once, however many come at the same time. Notices and what moderators of
    the board wrote under their name stay.

    Args:
        thing: one that `by` may see.
        text: what they say besides, checked by the form.

    Raises:
        PermissionDenied: when `by` is switched off.
        ValidationError: with the code `own`, `again` or `deleted`.
    """
    if not by.is_active:
        raise PermissionDenied
    case = _open_case(kind, thing)
    check_may_report(kind, thing, by)  # while its case is held, so that nobody reports it twice
    # After its case, as whoever decides does; a move waits, and takes the case along.
    present = kind.locked(thing)
    case.board = kind.board(present)
    report: Report = case.reports.create(
        reporter=by, reason=reason, text=text, title=_title(kind, thing)
    )
    case.weight += weight_of(by)
    if _is_enough(case) and kind.may_be_hidden_by_reports(present):
        kind.hide(present, by=None)
        case.was_hidden_by_reports = True
    case.save(update_fields=["board", "weight", "was_hidden_by_reports"])
    return report


def check_may_report(kind: ReportableKind, thing: Any, member: Member) -> None:
    """Refuse what is the member's own, and what waits for moderators by a report of theirs.

    Raises:
        ValidationError: with the code `own` or `again`.
    """
    if kind.author_id(thing) == member.pk:
        raise ValidationError(_("You cannot report what is your own."), code="own")
    reports = Report.objects.filter(reporter=member, case__state=CaseState.OPEN)
    if reports.filter(case__kind=kind.code, case__target_id=thing.pk).exists():
        message = _("You have reported this before. Moderators have it.")
        raise ValidationError(message, code="again")


def _open_case(kind: ReportableKind, thing: Any) -> Case:
    """Return the open case of a thing, held until the transaction ends; a new one if need be."""
    key = {"kind": kind.code, "target_id": thing.pk}
    found = _locked(key)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            Case.objects.create(
                **key,
                title=_title(kind, thing),
                board=kind.board(thing),
                author_id=kind.author_id(thing),
                is_anonymous=kind.is_anonymous(thing),
            )
    except IntegrityError:
        pass  # somebody reported it in this very moment
    return _locked(key) or _open_case(kind, thing)


def _title(kind: ReportableKind, thing: Any) -> str:
    return beginning_of(kind.title(thing), MAX_CASE_TITLE_LENGTH, counts_ellipsis=True)


def _locked(key: dict[str, Any]) -> Case | None:
    return Case.objects.select_for_update().filter(**key, state=CaseState.OPEN).first()


def _is_enough(case: Case) -> bool:
    limit: int = settings.REPORTS_HIDE_AT
    return bool(limit) and case.weight >= limit and not case.was_hidden_by_reports
