"""Folds another member's posts and comments away."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.models import Block, Member


def block_member(*, blocker: Member, blocked: Member) -> None:
    """Store that `blocker` does not want to read `blocked`; blocking twice changes nothing.

    The blocked member is told nothing.

    Raises:
        ValidationError: when both are the same member.
    """
    if blocker.pk == blocked.pk:
        raise ValidationError(_("You cannot block yourself."), code="oneself")
    Block.objects.get_or_create(blocker=blocker, blocked=blocked)
