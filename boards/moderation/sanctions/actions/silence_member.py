"""Silences a member."""

from django.db import transaction

from boards.members.models import Member
from boards.moderation.sanctions.giving import Terms, give, with_decision
from boards.sanctions.models import Sanction, SanctionKind


@transaction.atomic
def silence_member(
    *, member: Member, by: Member, terms: Terms, known: int | None = None
) -> Sanction:
    """Let a member read and not write, on one board or on the whole site.

    The member can appeal against it once. The rest is as `give` says.
    """
    return with_decision(give(SanctionKind.SILENCE, member=member, by=by, terms=terms, known=known))
