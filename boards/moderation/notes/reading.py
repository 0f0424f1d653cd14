"""The notes about a member that a moderator reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet

from boards.db.keys import page_before
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.models import Board
from boards.moderation.models import MemberNote
from boards.moderation.notes.permissions import can_delete_note, of_moderator

PAGE = 30  # notes


@dataclass(frozen=True)
class NoteRow:
    """One note, as a moderator sees it."""

    note: MemberNote
    by_name: str
    can_delete: bool


def notes_about(
    member: Member, viewer: Member, boards: Sequence[Board], *, before: int | None
) -> tuple[list[NoteRow], int | None]:
    """Return the latest notes, and the key from which the next page goes on; None for no more."""
    notes = MemberNote.objects.filter(of_moderator(viewer, boards), member=member)
    rows, last = page_before(notes.select_related("by", "board"), before, size=PAGE)
    return [_row(note, viewer) for note in rows], last


def count_about(member: Member, viewer: Member, boards: Sequence[Board]) -> int:
    """Return how many notes there are about a member for a moderator of these boards."""
    return MemberNote.objects.filter(of_moderator(viewer, boards), member=member).count()


def counted_for(
    viewer: Member, boards: Sequence[Board], *, member: str
) -> "QuerySet[MemberNote, Any]":
    """Return the count for a column of another query; empty for who reads their own.

    Args:
        member: the name of that query's column with the key of whom the notes are about.
    """
    notes = MemberNote.objects.filter(of_moderator(viewer, boards), member=OuterRef(member))
    others = notes.exclude(member=viewer.pk).order_by().values("member")
    return others.annotate(times=Count("pk")).values("times")


def _row(note: MemberNote, viewer: Member) -> NoteRow:
    return NoteRow(
        note=note,
        by_name=name_for(viewer, note.by) if note.by else "",
        can_delete=can_delete_note(viewer, note),
    )
