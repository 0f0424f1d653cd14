"""What was deleted and can still be restored."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.done_by import done_by
from boards.models import Board
from boards.posts.models.comment import Comment
from boards.posts.models.post import Post
from boards.posts.states import GONE, State

_BEFORE = [(state.value, state.label) for state in State if state not in GONE]


class TrashedQuerySet(models.QuerySet[Any]):
    """What is in the trash, in the domain's words."""

    def restorable_by_moderators(self) -> Self:
        """Keep what moderators or the system deleted, and of which nothing is erased yet."""
        return self.filter(is_own=False, is_purging=False)


class Trashed(models.Model):
    """A post or a comment in the trash (휴지통): until it is restored, or purged."""

    post = models.ForeignKey(
        Post,
        on_delete=models.CASCADE,
        related_name="trashed",
        verbose_name=_("post"),
        help_text=_("What was deleted, or the post of the comment that was."),
    )
    comment = models.OneToOneField(
        Comment,
        on_delete=models.CASCADE,
        null=True,
        related_name="trashed",
        verbose_name=_("comment"),
    )
    # That of the post, so that the trash of a board is read by one index.
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("board"),
    )
    by = done_by(_("deleted by"), db_index=False)
    is_own = models.BooleanField(
        _("deleted by its author"), help_text=_("Then nobody but the author can restore it.")
    )
    at = models.DateTimeField(_("deleted"), default=timezone.now)
    is_purging = models.BooleanField(
        default=False, help_text=_("Some of it is erased, so that nobody can restore it.")
    )
    state_before = models.CharField(_("state before"), max_length=10, choices=_BEFORE)

    objects = TrashedQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing in the trash")
        verbose_name_plural = _("things in the trash")
        indexes = [
            models.Index(fields=["board", "is_own", "-id"], name="trashed_of_board"),
            models.Index(fields=["by", "-id"], name="trashed_by"),
            models.Index(fields=["at", "id"], name="trashed_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=models.Q(comment__isnull=True),
                name="trashed_post_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state_before__in=[state for state, _label in _BEFORE]),
                name="trashed_state_before_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row._meta.model_name} {self.row.pk}"

    @property
    def row(self) -> Post | Comment:
        """The post or the comment."""
        return self.comment or self.post

    @property
    def purged_at(self) -> datetime:
        """When it is purged, unless something holds it back."""
        return self.at + timedelta(days=settings.TRASH_DAYS)
