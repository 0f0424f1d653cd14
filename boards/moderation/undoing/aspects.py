"""Which lines of the log can be undone, and which later ones say that somebody was there since.

What a line changed is one aspect of a thing: whether it is seen, where it is, its text. Only the
latest line about an aspect can be undone, so that nothing that others did is overwritten.
"""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.fields.json import KT

from boards.duties import Duties
from boards.moderation.models import ModerationEntry
from boards.sanctions.models import SanctionKind

# What the log has besides what people read: which sanction it was, and the version before an edit.
SANCTION_KEY, VERSION_KEY = "_sanction", "_version"


@dataclass(frozen=True)
class Aspect:
    """Something of a thing that verbs change.

    Attributes:
        kinds: of the things that have it.
        undoable: the verbs that can be undone.
        others: verbs that change it as well.
        duty: what a moderator is there for who may undo them.
    """

    kinds: tuple[str, ...]
    undoable: tuple[str, ...]
    others: tuple[str, ...]
    duty: Duties

    @property
    def verbs(self) -> tuple[str, ...]:
        """All that change it."""
        return self.undoable + self.others


ASPECTS = (
    Aspect(
        ("post", "comment"),
        ("hide", "unhide", "delete"),
        ("restore", "approve", "refuse", "takedown_remove", "takedown_restore"),
        Duties.CONTENT,
    ),
    Aspect(("post",), ("move", "change_category"), (), Duties.CONTENT),
    Aspect(("post",), ("lock", "unlock", "merge_comments"), ("undo_merge",), Duties.CONTENT),
    Aspect(("post",), ("pin", "unpin"), ("reschedule",), Duties.NOTICES),
    Aspect(("post", "comment"), ("correct",), ("restore_version",), Duties.CONTENT),
)
_SANCTIONS = tuple(kind.value for kind in SanctionKind)


def duty_for(entry: ModerationEntry) -> Duties:
    """Return what a moderator is there for who may undo a line; nothing where it cannot be."""
    if entry.kind == "member" and entry.verb in _SANCTIONS:
        return Duties.SANCTIONS
    if entry.verb == "correct" and entry.after.get(VERSION_KEY) is None:
        return Duties.NONE  # of whom it is, and not what it says
    aspect = _aspect_of(entry)
    return aspect.duty if aspect else Duties.NONE


def _aspect_of(entry: ModerationEntry) -> Aspect | None:
    found = (each for each in ASPECTS if entry.verb in each.undoable and entry.kind in each.kinds)
    return next(found, None)


def is_latest(entry: ModerationEntry) -> bool:
    """Say whether no later line changed what this one did, whoever wrote it.

    Sanctions stand beside each other: each says by itself whether it is in force.
    """
    aspect = _aspect_of(entry)
    if aspect is None:
        return True
    later = ModerationEntry.objects.filter(
        kind=entry.kind, target_id=entry.target_id, pk__gt=entry.pk, verb__in=aspect.verbs
    )
    return not later.exists()


def with_latest(entries: "QuerySet[ModerationEntry]") -> "QuerySet[ModerationEntry]":
    """Give each line `is_undoable`, as far as the log knows, within the query of the lines."""
    of_thing = ModerationEntry.objects.filter(
        kind=OuterRef("kind"), target_id=OuterRef("target_id"), pk__gt=OuterRef("pk")
    )
    whens = [
        When(
            Q(kind__in=aspect.kinds, verb__in=aspect.undoable),
            then=~Exists(of_thing.filter(verb__in=aspect.verbs)),
        )
        for aspect in ASPECTS
    ]
    lifts = of_thing.annotate(lifted=KT(f"after__{SANCTION_KEY}"))
    lifts = lifts.filter(lifted=OuterRef("given"), verb__startswith="lift_")
    whens.append(When(Q(kind="member", verb__in=_SANCTIONS), then=~Exists(lifts)))
    return entries.annotate(given=KT(f"after__{SANCTION_KEY}")).annotate(
        is_undoable=Case(*whens, default=Value(False), output_field=BooleanField())
    )
