"""Sanctions, as what a case can be about: so that a second moderator decides about an appeal."""

from collections.abc import Collection
from typing import Any, Never

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from boards.caching.paths import cached_reverse
from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.models import Board
from boards.moderation.kinds import ReportableKind, Shown, register
from boards.moderation.permissions import SANCTION
from boards.sanctions.models import Sanction


class SanctionKind(ReportableKind):
    """A sanction that was given by itself; nobody reports one."""

    code = SANCTION
    label = _("sanction")
    outcomes = ()

    def open_for(self, viewer: Viewer, pk: int) -> Never:
        raise Http404

    def load(self, pks: Collection[int]) -> dict[int, Sanction]:
        return Sanction.objects.select_related("member", "board").in_bulk(pks)

    def shown(self, thing: Sanction, viewer: Viewer) -> Shown:
        name = name_for(viewer, thing.member)
        return Shown(
            title=f"{thing.get_kind_display()}: {name}",
            excerpt=thing.reason,
            path=cached_reverse("moderation:member", thing.member_id),
            author_name=name,
            is_hidden=False,
        )

    def title(self, thing: Sanction) -> str:
        return str(thing.get_kind_display())

    def author_id(self, thing: Sanction) -> int:
        return thing.member_id

    def board(self, thing: Sanction) -> Board | None:
        return thing.board

    def path(self, pk: int) -> str:
        return f"{cached_reverse('moderation:sanctions')}#sanction-{pk}"

    def delete(self, thing: Any, *, by: Member) -> None:
        """Nobody: a sanction is lifted."""
        raise NotImplementedError

    def may_be_hidden_by_reports(self, thing: Any) -> bool:
        return False


def connect() -> None:
    """Let there be cases about sanctions."""
    register(SanctionKind())
