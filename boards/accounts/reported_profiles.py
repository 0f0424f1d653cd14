"""Profiles, as things that are reported: for a picture or a line that should not be there."""

from collections.abc import Collection

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.accounts.actions.remove_from_profile import remove_from_profile
from boards.caching.paths import cached_reverse
from boards.http.refusals import Gone
from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.moderation.kinds import ReportableKind, Shown, register
from boards.moderation.models import Outcome


class ProfileKind(ReportableKind):
    """The picture and the line of a member; it belongs to no board, and is never hidden."""

    code = "member"
    label = _("profile")
    outcomes = (Outcome.KEEP, Outcome.DELETE)
    labels = {Outcome.DELETE: pgettext_lazy("decision", "Remove the picture and the line")}

    def open_for(self, viewer: Viewer, pk: int) -> Member:
        member = Member.objects.filter(pk=pk).first()
        if member is not None and member.deleted_at:
            raise Gone
        if member is None or not member.is_active:
            raise Http404
        return member

    def load(self, pks: Collection[int]) -> dict[int, Member]:
        return Member.objects.filter(deleted_at=None).in_bulk(pks)

    def shown(self, thing: Member, viewer: Viewer) -> Shown:
        name = name_for(viewer, thing)
        return Shown(
            title=name,
            excerpt=thing.about,
            path=thing.get_absolute_url(),
            author_name=name,
            is_hidden=False,
        )

    def title(self, thing: Member) -> str:
        return ""

    def author_id(self, thing: Member) -> int:
        return thing.pk

    def board(self, thing: Member) -> None:
        return None

    def path(self, pk: int) -> str:
        return cached_reverse("accounts:profile", pk)

    def may_be_hidden_by_reports(self, thing: Member) -> bool:
        return False

    def delete(self, thing: Member, *, by: Member) -> None:
        remove_from_profile(member=thing, part="picture", by=by)
        remove_from_profile(member=thing, part="about", by=by)


def connect() -> None:
    """Let profiles be reported."""
    register(ProfileKind())
