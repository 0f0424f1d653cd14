"""Empties what was typed about the things of a member who leaves."""

from collections.abc import Collection

from boards.moderation.models import ModerationEntry


def empty_reasons(*, kind: str, target_ids: Collection[int]) -> None:
    """Take the reasons from the log's lines about some things; the lines themselves stay.

    The only door to a change of the log: the database refuses every other one.
    """
    lines = ModerationEntry.objects.filter(kind=kind, target_id__in=map(str, target_ids))
    lines.exclude(reason="").update(reason="")
