"""Triggers by which the database refuses to change or delete what the log says.

What may be done is emptying: the member who did it, the boards, and the reason, each to nothing and
never to anything else. Foreign keys do the first three; `actions/empty_reasons.py` is the only door
to the third. Emptying a whole database, as tests do, asks no trigger.
"""

from boards.db.triggers import Trigger, TriggerSet, refusal

TABLE = "boards_moderation_moderationentry"
REFUSED = "The moderation log is append-only."

_FIXED = ("id", "at", "is_by_system", "verb", "kind", "target_id", "before", "after")
_MAY_BE_NULL = ("by_id", "board_id", "from_board_id")


def _changed(differs: str) -> str:
    """Return the condition of a change that is not emptying.

    Args:
        differs: the operator that takes NULL for a value, which the databases name differently.
    """
    fixed = [f"NEW.{column} {differs} OLD.{column}" for column in _FIXED]
    filled = [
        f"(NEW.{column} IS NOT NULL AND NEW.{column} {differs} OLD.{column})"
        for column in _MAY_BE_NULL
    ]
    return " OR ".join([*fixed, *filled, "(NEW.reason <> '' AND NEW.reason <> OLD.reason)"])


def _triggers(vendor: str) -> list[Trigger]:
    refuse = refusal(vendor, REFUSED, code="integrity_constraint_violation")
    changed = _changed("IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM")
    triggers = [
        Trigger("moderation_entry_changed", "BEFORE UPDATE", TABLE, refuse, changed),
        Trigger("moderation_entry_deleted", "BEFORE DELETE", TABLE, refuse),
    ]
    if vendor == "sqlite":
        # Its INSERT OR REPLACE deletes a line without asking the trigger for that.
        is_there = f"NEW.id IN (SELECT id FROM {TABLE})"  # noqa: S608 - no value of anybody's
        replaced = "moderation_entry_replaced"
        triggers.append(Trigger(replaced, "BEFORE INSERT", TABLE, refuse, is_there))
    return triggers


LOG_TRIGGERS = TriggerSet(_triggers)
