"""Questions about texts that wait, in the domain's words."""

from typing import Self, TypeVar

from django.db import models

from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.states import HELD, State

WaitingRow = TypeVar("WaitingRow", bound=models.Model)


class WaitingQuerySet(models.QuerySet[WaitingRow]):
    """Texts that wait or are marked; the oldest first."""

    def undecided(self) -> Self:
        """Keep what no moderator has decided, and what is still there to decide."""
        waits = models.Q(comment__isnull=True, post__state=State.WAITING) | models.Q(
            comment__state=State.WAITING
        )
        marked = models.Q(is_held=False)
        return (
            self.filter(decided_at__isnull=True)
            .filter(waits | marked)
            .exclude(post__state=State.DELETED)
            .exclude(comment__state=State.DELETED)
        )

    def decidable_by(self, moderator: Viewer) -> Self:
        """Keep what stands on the boards that somebody moderates."""
        return self.filter(post__board__in=Board.objects.moderated_by(moderator).values("pk"))

    def of(self, member: Viewer) -> Self:
        """Keep what one member wrote, and what is still held of it."""
        is_own = models.Q(comment__isnull=True, post__author=member.pk, post__state__in=HELD)
        is_own_comment = models.Q(comment__author=member.pk, comment__state__in=HELD)
        return self.filter(is_own | is_own_comment, is_held=True)

    def oldest_first(self) -> Self:
        """Order as moderators read them."""
        return self.order_by("held_at", "id")
