"""Throws away what a member has typed and not sent."""

from boards.members.models import Member
from boards.posts.models import Draft


def discard_draft(*, member: Member, form: str) -> None:
    """Delete the draft of one form, if there is one."""
    Draft.objects.filter(member=member, form=form).delete()
