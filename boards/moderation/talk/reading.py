"""The thread of a case, as one moderator reads it."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext

from boards.members.models import Member
from boards.members.viewers import name_for
from boards.moderation.models import Case, CaseMessage
from boards.moderation.models.note import MAX_MESSAGES


@dataclass(frozen=True)
class Said:
    """One message, with the name of who wrote it as the viewer may see it."""

    by_name: str
    text: str
    at: datetime | None = None


def thread_of(case: Case, viewer: Member) -> list[Said]:
    """Return the thread of a case from its beginning; one query."""
    messages = CaseMessage.objects.filter(case=case).select_related("by").order_by("pk")
    return [_said(each.by, each.text, viewer, at=each.at) for each in messages[:MAX_MESSAGES]]


def counted() -> "QuerySet[CaseMessage, Any]":
    """Return the number of messages of each case, for a column of a query of cases."""
    of_case = CaseMessage.objects.filter(case=OuterRef("pk")).order_by().values("case")
    return of_case.annotate(times=Count("pk")).values("times")


def latest() -> "QuerySet[CaseMessage, Any]":
    """Return the latest message of each case, for a column that `latest_said` reads."""
    of_case = CaseMessage.objects.filter(case=OuterRef("pk")).order_by("-pk")
    columns = {"text": F("text"), "pk": F("by_id"), "handle": F("by__handle")}
    return of_case.values(said=JSONObject(**columns, deleted_at=F("by__deleted_at")))[:1]


def latest_said(found: dict[str, Any] | None, viewer: Member) -> Said | None:
    """Return what a column of `latest` holds."""
    if not found:
        return None
    by = SimpleNamespace(**found) if found["pk"] else None
    return _said(by, found["text"], viewer)


def _said(by: Any, text: str, viewer: Member, *, at: datetime | None = None) -> Said:
    return Said(name_for(viewer, by) if by else gettext("Former member"), text, at)
