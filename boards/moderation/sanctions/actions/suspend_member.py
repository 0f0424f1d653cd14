"""Suspends a member."""

from django.db import transaction

from boards.members.models import Member
from boards.moderation.sanctions.giving import Terms, give, with_decision
from boards.sanctions.models import Sanction, SanctionKind


@transaction.atomic
def suspend_member(
    *, member: Member, by: Member, terms: Terms, known: int | None = None
) -> Sanction:
    """Keep a member out: who is signed in is a guest from this moment on.

    The member can appeal against it once. The rest is as `give` says.
    """
    return with_decision(give(SanctionKind.SUSPEND, member=member, by=by, terms=terms, known=known))
