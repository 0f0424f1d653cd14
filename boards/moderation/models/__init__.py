"""What is stored of reports, cases, decisions, appeals, and of what moderators did."""

from boards.moderation.models.case import (
    AGAINST_AUTHOR,
    HIDING,
    SANCTIONING,
    Appeal,
    Case,
    CaseState,
    Decision,
    Outcome,
)
from boards.moderation.models.cleanup import CleanUp, CleanUpItem
from boards.moderation.models.entry import ModerationEntry
from boards.moderation.models.report import Report, ReportReason
from boards.moderation.takedowns.models import TakedownRequest, TakedownTarget

__all__ = [
    "AGAINST_AUTHOR",
    "HIDING",
    "SANCTIONING",
    "Appeal",
    "Case",
    "CaseState",
    "CleanUp",
    "CleanUpItem",
    "Decision",
    "ModerationEntry",
    "Outcome",
    "Report",
    "ReportReason",
    "TakedownRequest",
    "TakedownTarget",
]
