"""What a member reads of their own level: what it is, and what the next one takes."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from boards.levels.facts import progress_of
from boards.members.levels import Level
from boards.members.models import Member


class Part(NamedTuple):
    """One thing that a level takes, how much of it, and how much there is."""

    label: str
    there: int
    takes: int

    @property
    def is_done(self) -> bool:
        """Whether there is enough."""
        return self.there >= self.takes


def own_level(member: Member) -> dict[str, Any]:
    """Return what `accounts/_own_level.html` shows."""
    shown: dict[str, Any] = {"own_level": Level(member.level).label}
    progress = progress_of(member)
    if progress is None:
        return shown
    labels = (_("Days since joining"), _("Posts and comments"), _("Members who recommended one"))
    pairs = (progress.days, progress.texts, progress.recommenders)
    parts = [Part(label, *pair) for label, pair in zip(labels, pairs, strict=True)]
    return {
        **shown,
        "next_level": progress.level.label,
        "progress": [part for part in parts if part.takes],
    }
