"""Clean-ups: all that a member has published hidden in one step, which can be undone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.done_by import done_by
from boards.models import Board


class CleanUp(models.Model):
    """One such step: on one board or the whole site, as far as it has come."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="clean_ups",
        verbose_name=_("member"),
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("board"),
        help_text=_("Empty for the whole site."),
    )
    by = done_by(_("by"))
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)
    undone_by = done_by(_("undone by"))
    undone_at = models.DateTimeField(_("undone"), null=True)

    class Meta:
        verbose_name = _("clean-up")
        verbose_name_plural = _("clean-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(finished_at=None),
                name="clean_up_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | models.Q(finished_at__isnull=False),
                name="clean_up_undone_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.at:%Y-%m-%d}"

    @property
    def is_at_work(self) -> bool:
        """Whether something is still being hidden, or shown again."""
        if self.finished_at is None:
            return True
        return self.undone_at is not None and self.items.filter(is_released=False).exists()


class CleanUpItem(models.Model):
    """A post or a comment that a clean-up has hidden, or could not hide."""

    clean_up = models.ForeignKey(CleanUp, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20)
    target_id = models.BigIntegerField()
    # Shown again since, by its undoing or by a moderator, or never hidden by it: undoing leaves it
    # as it is then.
    is_released = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("part of a clean-up")
        verbose_name_plural = _("parts of clean-ups")
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "target_id"],
                condition=models.Q(is_released=False),
                name="clean_up_item_of_target",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["clean_up", "kind", "target_id"], name="clean_up_item_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id}"
