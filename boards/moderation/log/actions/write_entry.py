"""Writes one line of the log."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from boards.members.characters import first_characters
from boards.members.models import Member
from boards.models import Board
from boards.moderation.models import ModerationEntry

MAX_REASON_LENGTH = 1000  # characters


def write_entry(
    *,
    kind: str,
    target_id: int | str | UUID,
    by: Member | None,
    verb: str,
    board: Board | None,
    from_board: Board | None = None,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Store who did what to a thing, in the transaction that does it.

    Args:
        kind, target_id: of the thing, whether or not it still exists.
        from_board: where it was before, when it was moved.
        by: None for the system.
        verb: one of `boards.moderation.log.verbs`.
        before, after: what changed, small, by names of fields.
    """
    ModerationEntry.objects.create(
        by=by,
        is_by_system=by is None,
        verb=verb,
        kind=kind,
        target_id=str(target_id),
        board=board,
        from_board=from_board,
        reason=first_characters(reason, MAX_REASON_LENGTH),
        before=dict(before or {}),
        after=dict(after or {}),
    )
