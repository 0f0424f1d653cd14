"""Notes (메모) of moderators about a member, and what moderators say to each other about a case."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.done_by import done_by
from boards.models import Board
from boards.moderation.models.case import Case

MAX_NOTE_LENGTH = 500  # characters
MAX_NOTES = 500  # about one member
MAX_MESSAGE_LENGTH = 1000  # characters
MAX_MESSAGES = 200  # about one case


class MemberNote(models.Model):
    """What moderators should know of a member; the member never reads it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="moderator_notes",
        db_index=False,
        verbose_name=_("member"),
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("board"),
        help_text=_("Whose moderators read it; empty for those of all boards."),
    )
    by = done_by(_("by"))
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("note about a member")
        verbose_name_plural = _("notes about members")
        indexes = [models.Index(fields=["member", "-id"], name="note_of_member")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="note_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.at:%Y-%m-%d}"


class CaseMessage(models.Model):
    """One word of the moderators' thread on a case; it is added to, and never changed."""

    case = models.ForeignKey(
        Case,
        on_delete=models.CASCADE,
        related_name="messages",
        db_index=False,
        verbose_name=_("case"),
    )
    by = done_by(_("by"))
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("message among moderators")
        verbose_name_plural = _("messages among moderators")
        indexes = [models.Index(fields=["case", "-id"], name="message_of_case")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="message_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"
