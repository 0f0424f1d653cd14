"""Warns, silences or suspends a member."""

from django.db import transaction

from boards.members.models import Member
from boards.moderation.sanctions.giving import Terms, give, with_decision
from boards.sanctions.models import Sanction, SanctionKind


@transaction.atomic
def sanction_member(
    kind: SanctionKind, *, member: Member, by: Member, terms: Terms, known: int | None = None
) -> Sanction:
    """Give a member a sanction, against which the member can appeal once; the rest as `give` says.

    A warning takes nothing away; who is silenced reads and does not write, on one board or on the
    whole site; who is suspended is a guest from this moment on.
    """
    return with_decision(give(kind, member=member, by=by, terms=terms, known=known))
