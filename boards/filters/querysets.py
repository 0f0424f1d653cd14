"""Questions about texts that wait, in the domain's words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.utils import timezone

from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.states import GONE, HELD, State

if TYPE_CHECKING:
    from boards.members.models import Member
    from boards.posts.models import Post

WaitingRow = TypeVar("WaitingRow", bound=models.Model)

_HIDDEN_FOR_MARK = models.Q(is_held=False, decision="refused")


class WaitingQuerySet(models.QuerySet[WaitingRow]):
    """Texts that wait or are marked; the oldest first."""

    def undecided(self) -> Self:
        """Keep what no moderator has decided, and what is still there to decide."""
        waits = models.Q(is_held=True) & (
            models.Q(comment__isnull=True, post__state=State.WAITING)
            | models.Q(comment__state=State.WAITING)
        )
        # A mark of what waits is decided after that.
        marked = (
            models.Q(is_held=False)
            & ~models.Q(comment__isnull=True, post__state__in=HELD)
            & (models.Q(comment__isnull=True) | ~models.Q(comment__state__in=HELD))
        )
        return (
            self.filter(decided_at__isnull=True)
            .filter(waits | marked)
            .exclude(post__state=State.DELETED)
            .exclude(comment__state__in=GONE)
        )

    def on(self, boards: Iterable[Board]) -> Self:
        """Keep what stands on these boards."""
        return self.filter(post__board__in=[board.pk for board in boards])

    def of(self, member: Viewer) -> Self:
        """Keep what of a member's texts is still held, or was marked and is hidden for that."""
        is_own = models.Q(comment__isnull=True, post__author=member.pk)
        is_own_comment = models.Q(comment__author=member.pk)
        return self.filter(
            (is_own & models.Q(post__state__in=HELD, is_held=True))
            | (is_own_comment & models.Q(comment__state__in=HELD, is_held=True))
            | (is_own & models.Q(post__state=State.HIDDEN) & _HIDDEN_FOR_MARK)
            | (is_own_comment & models.Q(comment__state=State.HIDDEN) & _HIDDEN_FOR_MARK)
        )

    def of_post(self, post: "Post") -> Self:
        """Keep what is about a post itself, and not about its comments."""
        return self.filter(post=post, comment=None)

    def hidden_for_mark(self) -> Self:
        """Keep the marks for which a moderator hid a text that was published."""
        return self.filter(_HIDDEN_FOR_MARK)

    def close(self, by: "Member | None" = None) -> int:
        """Decide what waits of a text that was hidden meanwhile: refused; return how many."""
        return self.filter(is_held=True, decided_at__isnull=True).update(
            decision="refused", decided_by=by, decided_at=timezone.now()
        )

    def oldest_first(self) -> Self:
        """Order as moderators read them."""
        return self.order_by("held_at", "id")
