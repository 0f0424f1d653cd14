"""Takes away what a member who leaves wrote to the moderators, and what these wrote about them."""

from django.db import transaction

from boards.members.models import Member
from boards.moderation.log.actions.empty_reasons import empty_reasons
from boards.moderation.models import Appeal, Case, Decision, Report

NOTHING = "-"  # what stays of an appeal: it wants a text


@transaction.atomic
def forget_words(member: Member) -> None:
    """Empty the words of the member's reports and appeals, and of decisions about the member.

    What was decided stays, and so do the counts: reports of who left weigh as before.
    """
    Report.objects.filter(reporter=member).update(text="")
    Appeal.objects.filter(decision__case__author=member).update(text=NOTHING, reason="")
    Decision.objects.filter(case__author=member).update(reason="")
    Case.objects.filter(author=member).update(title="")
    empty_reasons(kind="member", target_ids=[member.pk])
