"""Takes away what a member who leaves wrote to the moderators, and what these wrote about them."""

from django.db import transaction
from django.db.models import QuerySet

from boards.members.models import Member
from boards.moderation.log.actions.empty_reasons import empty_reasons
from boards.moderation.models import (
    Appeal,
    BulkRun,
    Case,
    CaseMessage,
    CleanUp,
    Decision,
    MemberNote,
    Report,
)
from boards.sanctions.models import Sanction

NOTHING = "-"  # what stays of a text that must be there


@transaction.atomic
def forget_words(member: Member) -> None:
    """Empty the words of the member's reports and appeals, and of decisions about the member.

    Notes about the member go, and what moderators said to each other about cases of theirs.
    What was decided stays, and so do the counts: reports of who left weigh as before. Of sanctions
    and clean-ups the kind, the place and the times stay.
    """
    # Cases first, as who decides holds them.
    about = Case.objects.select_for_update().filter(author=member).order_by("pk")
    list(about.values_list("pk", flat=True))
    forget_titles(Case.objects.filter(author=member))
    Report.objects.filter(reporter=member).update(text="", title="")
    Appeal.objects.filter(decision__case__author=member).update(text=NOTHING, reason="")
    Decision.objects.filter(case__author=member).update(reason="")
    Sanction.objects.filter(member=member).update(reason=NOTHING)
    CleanUp.objects.filter(member=member).update(reason=NOTHING)
    BulkRun.objects.filter(member=member).update(fields={})
    MemberNote.objects.filter(member=member).delete()
    CaseMessage.objects.filter(case__author=member).update(text=NOTHING)
    empty_reasons(kind="member", target_ids=[member.pk])


@transaction.atomic
def forget_titles(cases: "QuerySet[Case]") -> None:
    """Empty how things are called in their cases, and in the reports that they got."""
    cases.update(title="")
    Report.objects.filter(case__in=cases).exclude(title="").update(title="")
