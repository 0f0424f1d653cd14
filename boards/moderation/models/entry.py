"""The log of the moderators: rows that the database neither changes nor deletes."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.done_by import done_by
from boards.models import Board


class ModerationEntry(models.Model):
    """What somebody did to something, and why.

    Triggers (`boards.moderation.log.triggers`) refuse every change but one: `by`, the boards and
    `reason` may be emptied, for members who leave and boards that go.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    by = done_by(_("who"))
    is_by_system = models.BooleanField(_("by the system"), default=False)
    verb = models.CharField(
        _("what"), max_length=30, help_text=_("A code, said in the language of who reads it.")
    )
    # Of any kind, and maybe deleted since: no reference that the database holds.
    kind = models.CharField(_("kind"), max_length=20)
    target_id = models.CharField(_("number"), max_length=40)
    board = models.ForeignKey(
        Board,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("board"),
    )
    from_board = models.ForeignKey(
        Board,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("board before"),
        help_text=_("Of what was moved away from there."),
    )
    reason = models.TextField(_("reason"), blank=True)
    before: Any = models.JSONField(_("before"), default=dict, blank=True)
    after: Any = models.JSONField(_("after"), default=dict, blank=True)

    class Meta:
        verbose_name = _("entry of the moderation log")
        verbose_name_plural = _("moderation log")
        indexes = [
            models.Index("board", models.F("id").desc(), name="moderation_entry_of_board"),
            models.Index(
                fields=["from_board"],
                condition=models.Q(from_board__isnull=False),
                name="moderation_entry_from_board",
            ),
            models.Index(fields=["kind", "target_id"], name="moderation_entry_of_target"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.target_id}"
