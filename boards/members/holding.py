"""Holds the row of a member while something about the member is written."""

from boards.members.models import Member


def hold_member(pk: int) -> Member | None:
    """Return a member as stored now, whose row is held until the transaction ends; None for none.

    Rows that refer to the member can be written meanwhile: a text of theirs waits for nobody here,
    and nobody who holds it waits in a circle.
    """
    return Member.objects.select_for_update(no_key=True).filter(pk=pk).first()
