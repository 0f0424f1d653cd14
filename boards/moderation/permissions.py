"""Who may work on cases and read the log."""

from django.db.models import Q, QuerySet

from boards import permissions as board_permissions
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.models import Board
from boards.moderation.models import Case, Decision


def can_moderate_case(viewer: Viewer | None, case: Case) -> bool:
    """Say whether the viewer may see and decide a case: who moderates its board.

    What belongs to no board, a profile, is for the moderators of any.
    """
    if not isinstance(viewer, Member) or not viewer.is_active:
        return False
    if case.board is not None:
        return board_permissions.can_moderate(viewer, case.board)
    return viewer.is_superuser or viewer.moderated_boards.exists()


def is_about(viewer: Viewer, case: Case) -> bool:
    """Say whether a case is about something of the viewer's."""
    return case.author_id is not None and case.author_id == viewer.pk


def must_leave_to_others(viewer: Member, case: Case) -> bool:
    """Say whether a case is about something of the viewer's, and others can decide it.

    Where nobody else could, a superuser decides: a case is never without an end.
    """
    if not is_about(viewer, case):
        return False
    return not viewer.is_superuser or _others_for(case, than=viewer).exists()


def can_decide_appeal(viewer: Member, decision: Decision) -> bool:
    """Say whether the viewer, who may moderate the case, is a second moderator for its appeal.

    A superuser may decide about an own decision where nobody else could.
    """
    if viewer.pk != decision.by_id:
        return True
    return viewer.is_superuser and not _others_for(decision.case, than=viewer).exists()


def _others_for(case: Case, *, than: Member) -> "QuerySet[Member]":
    moderates = Q(is_superuser=True)
    if case.board_id is None:
        moderates |= Q(moderated_boards__isnull=False)
    else:
        moderates |= Q(moderated_boards=case.board_id)
    author = case.author_id or 0
    return Member.objects.filter(moderates, is_active=True).exclude(pk__in=(than.pk, author))


def moderates_anything(viewer: Viewer) -> bool:
    """Say whether the queue and the log are there for the viewer."""
    return viewer.is_active and Board.objects.moderated_by(viewer).exists()
