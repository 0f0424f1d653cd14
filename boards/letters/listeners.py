"""Sweeps whenever background work is put in order."""

from typing import Any

from boards.background.signals import upkeep_is_due
from boards.letters.actions.sweep_letters import sweep_letters


def connect() -> None:
    """Listen for the moments at which each room sweeps."""
    upkeep_is_due.connect(_sweep, dispatch_uid="boards_letters.sweep")


def _sweep(**kwargs: Any) -> None:
    sweep_letters()
