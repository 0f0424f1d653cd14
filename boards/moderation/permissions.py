"""Who may work on cases and read the log."""

from django.db.models import Q
from django.utils.functional import cached_property

from boards import permissions as board_permissions
from boards.members.models import Member
from boards.members.restrictions import is_suspended
from boards.members.viewers import Viewer
from boards.moderation.models import Case, Decision
from boards.sanctions.permissions import (
    can_give,
    can_sanction_everywhere,
    can_sanction_on,
    who_sanctions_everywhere,
)

SANCTION = "sanction"  # the kind of a case about a sanction that was given by itself


def can_moderate_case(viewer: Viewer | None, case: Case) -> bool:
    """Say whether the viewer may see and decide a case: who moderates the content of its board.

    What belongs to no board, a profile, is for the moderators of any; a sanction for who could
    give it.
    """
    if not isinstance(viewer, Member) or not viewer.is_active:
        return False
    if case.kind == SANCTION:
        return can_sanction_on(viewer, case.board)
    if case.board is not None:
        return board_permissions.can_moderate(viewer, case.board)
    return viewer.moderations.filter(content=True).exists() or can_sanction_everywhere(viewer)


def is_about(viewer: Viewer, case: Case) -> bool:
    """Say whether a case is about something of the viewer's."""
    return case.author_id is not None and case.author_id == viewer.pk


class Decider:
    """A moderator, as who decides cases; who else could is read once, for however many cases."""

    def __init__(self, member: Member) -> None:
        """Take who decides."""
        self.member = member

    def must_leave_to_others(self, case: Case) -> bool:
        """Say whether a case is about something of the member's, and others can decide it.

        Where nobody else could, a superuser decides: a case is never without an end.
        """
        return is_about(self.member, case) and not self._is_last_for(case)

    def can_decide_appeal(self, decision: Decision) -> bool:
        """Say whether the member, who may moderate the case, is a second moderator for its appeal.

        A superuser may decide about an own decision where nobody else could. Where a sanction would
        be lifted, it is for who could give it.
        """
        sanction = decision.sanction
        if sanction is not None and not can_give(self.member, sanction.kind, sanction.board):
            return False
        return self.member.pk != decision.by_id or self._is_last_for(
            decision.case, is_for_site=sanction is not None and sanction.board is None
        )

    def _is_last_for(self, case: Case, *, is_for_site: bool = False) -> bool:
        if not self.member.is_superuser:
            return False
        others = self._others_for(case)
        if is_for_site:
            others &= self._others_on_site
        return others <= {case.author_id}

    def _others_for(self, case: Case) -> set[int]:
        """Who else may decide a case, as `can_moderate_case` has it."""
        if case.kind == SANCTION and case.board_id is None:
            return self._others_on_site
        moderates = {
            pk
            for pk, is_superuser, board_id, content, sanctions in self._others
            if is_superuser
            or ((sanctions if case.kind == SANCTION else content) and board_id == case.board_id)
            or (content and case.board_id is None)
        }
        is_for_anybody = case.kind == SANCTION or case.board_id is None
        return moderates | self._others_on_site if is_for_anybody else moderates

    @cached_property
    def _others_on_site(self) -> set[int]:
        """Who else sanctions on the whole site."""
        return {pk for pk in who_sanctions_everywhere() if pk != self.member.pk}

    @cached_property
    def _others(self) -> list[tuple[int, bool, int | None, bool | None, bool | None]]:
        """Who else moderates: key, whether everything, one board of theirs with its scopes."""
        moderates = Q(is_superuser=True) | Q(moderations__isnull=False)
        others = Member.objects.filter(moderates, is_active=True).exclude(pk=self.member.pk)
        own = ("moderations__board", "moderations__content", "moderations__sanctions")
        rows = others.values_list("restrictions", "pk", "is_superuser", *own)
        return [tuple(row) for restrictions, *row in rows if not is_suspended(restrictions)]
