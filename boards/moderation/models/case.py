"""Cases: everything that was reported about one thing, and what moderators made of it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from boards.members.character_field import CharacterField
from boards.members.done_by import done_by
from boards.models import Board
from boards.moderation.models.report import MAX_CASE_TITLE_LENGTH, ReportReason
from boards.sanctions.models import Sanction


class CaseState(models.TextChoices):
    """How far a case is."""

    OPEN = "open", _("open")
    APPEALED = "appealed", _("appealed")
    DECIDED = "decided", _("decided")


class Outcome(models.TextChoices):
    """What a moderator decided."""

    KEEP = "keep", _("kept")
    HIDE = "hide", _("hidden")
    DELETE = "delete", _("deleted")
    GONE = "gone", _("was deleted already")
    WARN = "warn", _("warned")
    SILENCE = "silence", _("silenced")
    SUSPEND = "suspend", _("suspended")
    CATEGORY = "category", _("given another category")
    MOVE = "move", _("moved")
    EDIT = "edit", _("edited")


# Sanctions of the author; what they are about is hidden with them.
SANCTIONING = (Outcome.WARN, Outcome.SILENCE, Outcome.SUSPEND)
HIDING = (Outcome.HIDE, *SANCTIONING)
AGAINST_AUTHOR = (*HIDING, Outcome.DELETE)
# They leave the thing to its readers, elsewhere or with other words.
CHANGING = (Outcome.CATEGORY, Outcome.MOVE, Outcome.EDIT)
TOLD_AUTHOR = (*AGAINST_AUTHOR, *CHANGING)

_WAITS = ~models.Q(state=CaseState.DECIDED)
_IS_HIDDEN_BY_DECISION = models.Q(decision__outcome__in=AGAINST_AUTHOR) & ~models.Q(
    decision__appeal__result="reversed"
)


class CaseQuerySet(models.QuerySet[Any]):
    """Cases, in the domain's words."""

    def unsettled(self) -> Self:
        """Keep those that wait for moderators, or by which the thing is hidden or deleted."""
        return self.filter(_WAITS | _IS_HIDDEN_BY_DECISION)

    def hiding(self) -> Self:
        """Keep those by which the thing is hidden: by a decision that stands, or by reports yet."""
        return self.filter(_IS_HIDDEN_BY_DECISION | (_WAITS & models.Q(was_hidden_by_reports=True)))


class Case(models.Model):
    """A thing that was reported, until moderators are done with it; later reports open another."""

    kind = models.CharField(_("kind"), max_length=20)
    target_id = models.BigIntegerField(_("number"))
    title = CharacterField(
        _("title"),
        characters=MAX_CASE_TITLE_LENGTH,
        blank=True,
        help_text=_("How it was called or began when it was first reported."),
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,  # decisions stay: a board is archived, not deleted
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("board"),
        help_text=_("Empty for what belongs to no board."),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="cases",
        db_index=False,
        verbose_name=_("author"),
    )
    is_anonymous = models.BooleanField(
        _("anonymous"),
        default=False,
        help_text=_("Nothing may tell that it is by the author of other things."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CaseState.choices, default=CaseState.OPEN
    )
    weight = models.PositiveIntegerField(_("weight of the reports"), default=0)
    was_hidden_by_reports = models.BooleanField(_("hidden by reports"), default=False)
    waiting_since = models.DateTimeField(_("waiting since"), default=timezone.now)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(
                fields=["board", "waiting_since", "id"],
                condition=_WAITS,
                name="case_waiting_of_board",
            ),
            models.Index(
                fields=["waiting_since", "id"], condition=_WAITS, name="case_waiting_by_age"
            ),
            models.Index(fields=["author", "-id"], name="case_of_author"),
            models.Index(fields=["kind", "target_id"], name="case_of_target"),
            models.Index(
                fields=["title", "-id"], condition=~models.Q(title=""), name="case_of_title"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target_id"],
                condition=models.Q(state=CaseState.OPEN),
                name="case_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CaseState.values), name="case_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id}"

    @property
    def is_about_deleted(self) -> bool:
        """Whether a moderator decided to delete the thing."""
        decision = getattr(self, "decision", None)
        return decision is not None and decision.outcome == Outcome.DELETE


class Decision(models.Model):
    """What a moderator decided about a case; one a case."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="decision", verbose_name=_("case")
    )
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome.choices)
    by = done_by(_("by"))
    reason = models.TextField(_("reason"), blank=True)
    rule = models.ForeignKey(
        ReportReason,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("reason of the reports"),
        help_text=_("What is told where no words were typed."),
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    sanction = models.OneToOneField(
        Sanction,
        on_delete=models.CASCADE,
        null=True,
        related_name="decision",
        verbose_name=_("sanction"),
        help_text=_("What the author got; one that is reversed is lifted."),
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="decision_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(sanction=None) | models.Q(outcome__in=SANCTIONING),
                name="decision_sanction_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"

    @property
    def words(self) -> str:
        """The reason as everybody concerned is told it, never empty."""
        return self.reason or self.rule_words or gettext("It does not break the rules.")

    @property
    def rule_words(self) -> str:
        """The reason without a moderator's own words; empty where nothing else is known."""
        if self.outcome == Outcome.GONE:
            return gettext("It was deleted before a moderator looked at it.")
        if self.outcome == Outcome.KEEP:
            return gettext("It does not break the rules.")
        return self.rule.name if self.rule else ""

    @property
    def can_be_appealed(self) -> bool:
        """Whether the author may appeal: of what was deleted, as long as it can be restored."""
        return self.outcome in TOLD_AUTHOR


class Appeal(models.Model):
    """The author does not agree with a decision; one a decision, decided by somebody else."""

    class Result(models.TextChoices):
        UPHELD = "upheld", _("The decision stands")
        REVERSED = "reversed", _("The decision was reversed")

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, related_name="appeal", verbose_name=_("decision")
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, blank=True)
    decided_by = done_by(_("decided by"))
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(result="", decided_at__isnull=True)
                | (~models.Q(result="") & models.Q(decided_at__isnull=False)),
                name="appeal_decided_with_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.result}"

    @property
    def words(self) -> str:
        """The reason of its result as the author is told it."""
        if self.reason or not self.result:
            return self.reason
        if self.result == self.Result.REVERSED:
            return pgettext("appeal", "A second moderator sees it differently.")
        return pgettext("appeal", "A second moderator came to the same decision.")
