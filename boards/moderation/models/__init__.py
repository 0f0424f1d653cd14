"""What is stored of reports, cases, decisions, appeals, and of what moderators did."""

from boards.moderation.models.bulk_run import BulkItem, BulkRun
from boards.moderation.models.case import (
    AGAINST_AUTHOR,
    CHANGING,
    HIDING,
    SANCTIONING,
    TOLD_AUTHOR,
    Appeal,
    Case,
    CaseState,
    Decision,
    Outcome,
)
from boards.moderation.models.change import CaseChange
from boards.moderation.models.cleanup import CleanUp, CleanUpItem
from boards.moderation.models.entry import ModerationEntry
from boards.moderation.models.note import CaseMessage, MemberNote
from boards.moderation.models.report import Report, ReportReason
from boards.moderation.takedowns.models import TakedownRequest, TakedownTarget

__all__ = [
    "AGAINST_AUTHOR",
    "CHANGING",
    "HIDING",
    "SANCTIONING",
    "TOLD_AUTHOR",
    "Appeal",
    "BulkItem",
    "BulkRun",
    "Case",
    "CaseChange",
    "CaseMessage",
    "CaseState",
    "CleanUp",
    "CleanUpItem",
    "Decision",
    "MemberNote",
    "ModerationEntry",
    "Outcome",
    "Report",
    "ReportReason",
    "TakedownRequest",
    "TakedownTarget",
]
