"""Suspicious recommendations, as what moderators decide in the queue; nobody reports them."""

from collections.abc import Collection
from typing import Never

from django.http import Http404
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from boards.caching.paths import cached_reverse
from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.models import Board
from boards.moderation.kinds import ReportableKind, Shown, register
from boards.moderation.models import Case, Outcome
from boards.vote_rings.actions.flag_ring import CASE_KIND
from boards.vote_rings.actions.void_ring import restore_ring, void_ring
from boards.vote_rings.models import VoteRing


class VoteRingKind(ReportableKind):
    """Recommendations that look agreed upon."""

    code = CASE_KIND
    label = _("suspicious recommendations")
    is_public = False
    tells_nobody = True
    outcomes = (Outcome.KEEP, Outcome.HIDE)
    labels = {  # noqa: RUF012
        Outcome.KEEP: pgettext_lazy("decision", "Let them count"),
        Outcome.HIDE: pgettext_lazy("decision", "Void the recommendations"),
    }

    def open_for(self, viewer: Viewer, pk: int) -> Never:
        raise Http404

    def load(self, pks: Collection[int]) -> dict[int, VoteRing]:
        return VoteRing.objects.select_related("board", "author").in_bulk(pks)

    def shown(self, thing: VoteRing, viewer: Viewer) -> Shown:
        return Shown(
            title=str(thing.get_reason_display()),
            excerpt=figures_of(thing),
            path=self.path(thing.pk),
            author_name=name_for(viewer, thing.author) if thing.author else "",
            is_hidden=thing.voided_at is not None,
            is_anonymous=thing.author is None,
        )

    def title(self, thing: VoteRing) -> str:
        return str(thing.get_reason_display())

    def author_id(self, thing: VoteRing) -> int | None:
        return thing.author_id

    def board(self, thing: VoteRing) -> Board:
        return thing.board

    def path(self, pk: int) -> str:
        return cached_reverse("vote_rings:ring", pk)

    def is_concerned(self, thing: VoteRing, member: Member) -> bool:
        return thing.concerns(member)

    def is_hidden(self, thing: VoteRing) -> bool:
        return thing.voided_at is not None

    def hide(self, thing: VoteRing, *, by: Member | None, reason: str = "") -> None:
        if by is not None:
            void_ring(ring=thing, by=by, reason=reason)

    def unhide(self, thing: VoteRing, *, by: Member | None) -> None:
        if by is not None:
            restore_ring(ring=thing, by=by)

    def delete(self, thing: VoteRing, *, by: Member) -> Never:
        """Nobody: what was found stays."""
        raise NotImplementedError

    def may_be_hidden_by_reports(self, thing: VoteRing) -> bool:
        return False

    def can_sanction_author(self, case: Case) -> bool:
        """Not from here: whose posts were recommended may know nothing of it."""
        return False


def figures_of(ring: VoteRing) -> str:
    """Return in words how many members, recommendations and things there are."""
    return gettext(
        "%(members)d members · %(recommendations)d recommendations · %(things)d posts and comments"
    ) % {
        "members": ring.members,
        "recommendations": ring.recommendations,
        "things": ring.things,
    }


def connect() -> None:
    """Let there be cases about recommendations."""
    register(VoteRingKind())
