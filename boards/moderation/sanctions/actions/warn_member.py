"""Warns a member."""

from django.db import transaction

from boards.members.models import Member
from boards.moderation.sanctions.giving import Terms, give, with_decision
from boards.sanctions.models import Sanction, SanctionKind


@transaction.atomic
def warn_member(*, member: Member, by: Member, terms: Terms, known: int | None = None) -> Sanction:
    """Tell a member in words what must not happen again; it takes nothing away.

    The member can appeal against it once. The rest is as `give` says.
    """
    return with_decision(give(SanctionKind.WARN, member=member, by=by, terms=terms, known=known))
