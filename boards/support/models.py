"""What is stored of staff who see the site as a member, and of merged accounts."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.done_by import done_by


class Look(models.Model):
    """One time that somebody of the staff sees the site as a member does."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="looks",
        db_index=False,
        verbose_name=_("member"),
    )
    by = done_by(_("by"))
    reason = models.TextField(_("reason"), help_text=_("The member reads it."))
    began_at = models.DateTimeField(_("began"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends at the latest"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("look as a member")
        verbose_name_plural = _("looks as members")
        permissions = [("see_as_member", "Can see the site as a member does")]
        indexes = [models.Index(fields=["member", "-id"], name="look_of_member")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="look_has_reason"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("began_at")), name="look_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.began_at:%Y-%m-%d %H:%M}"

    @property
    def is_over(self) -> bool:
        """Whether it was ended, or its time is up."""
        return self.ended_at is not None or self.ends_at <= timezone.now()

    @property
    def until(self) -> datetime:
        """When it ended, or ends at the latest."""
        return self.ended_at or self.ends_at


class Merge(models.Model):
    """An account that became part of another one of the same person, as far as that has come."""

    gone = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="merged_away",
        verbose_name=_("account that goes"),
    )
    kept = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="merges",
        verbose_name=_("account that stays"),
    )
    by = done_by(_("by"))
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    was_active = models.BooleanField(_("was active"), default=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    undone_by = done_by(_("undone by"))
    undone_at = models.DateTimeField(_("undone"), null=True)
    undoing_finished_at = models.DateTimeField(_("undoing finished"), null=True)

    class Meta:
        verbose_name = _("merge of two accounts")
        verbose_name_plural = _("merges of accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=models.Q(undoing_finished_at=None),
                name="merge_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(gone=models.F("kept")), name="merge_of_two_accounts"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="merge_has_reason"),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | models.Q(finished_at__isnull=False),
                name="merge_undone_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"

    @property
    def is_at_work(self) -> bool:
        """Whether something is still being moved, or moved back."""
        if self.finished_at is None:
            return True
        return self.undone_at is not None and self.undoing_finished_at is None


class MovedRows(models.Model):
    """Some rows that a merge has moved, or taken away: enough to undo exactly that."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="moved")
    reference = models.CharField(
        max_length=100, help_text=_("The column, such as boards_posts.Post.author.")
    )
    keys: Any = models.JSONField(default=list, help_text=_("Of rows that refer to the other now."))
    # Of votes that would have counted twice, or for the voter's own text.
    removed: Any = models.JSONField(default=list, help_text=_("What it takes to make rows anew."))
    is_undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("rows moved by a merge")
        verbose_name_plural = _("rows moved by merges")
        indexes = [
            models.Index(
                fields=["merge", "-id"],
                condition=models.Q(is_undone=False),
                name="moved_rows_to_undo",
            )
        ]

    def __str__(self) -> str:
        return f"{self.merge_id} {self.reference}"
