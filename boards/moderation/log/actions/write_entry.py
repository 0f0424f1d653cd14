"""Writes one line of the log."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from boards.members.characters import first_characters
from boards.members.models import Member
from boards.models import Board
from boards.moderation.models import ModerationEntry

MAX_REASON_LENGTH = 1000  # characters


def write_entry(
    *,
    row: models.Model,
    by: Member | None,
    verb: str,
    board: Board | None,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Store who did what to a row, in the transaction that does it.

    Args:
        by: None for the system.
        verb: one of `boards.moderation.log.verbs`.
        before, after: what changed, small, by names of fields.
    """
    ModerationEntry.objects.create(
        by=by,
        is_by_system=by is None,
        verb=verb,
        kind=row._meta.model_name or "",
        target_id=str(row.pk),
        board=board,
        reason=first_characters(reason, MAX_REASON_LENGTH),
        before=dict(before or {}),
        after=dict(after or {}),
    )
