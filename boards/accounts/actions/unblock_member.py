"""Unfolds another member's posts and comments."""

from boards.members.models import Block, Member


def unblock_member(*, blocker: Member, blocked: Member) -> None:
    """Take a block back; unblocking whoever is not blocked changes nothing."""
    Block.objects.filter(blocker=blocker, blocked=blocked).delete()
