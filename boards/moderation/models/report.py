"""Reports (신고), and the reasons that members choose among."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from boards.members.character_field import CharacterField

MAX_REPORT_LENGTH = 1000  # characters
MAX_CASE_TITLE_LENGTH = 100  # characters


class ReportReasonQuerySet(models.QuerySet[Any]):
    """Reasons, in the domain's words."""

    def offered(self) -> Self:
        """Keep those that members choose among, in their order."""
        return self.filter(is_active=True).order_by("position", "pk")


class ReportReason(models.Model):
    """Why something is reported; admins edit the list."""

    name_ko = CharacterField(_("Korean name"), characters=60)
    name_en = CharacterField(
        _("English name"),
        characters=60,
        blank=True,
        help_text=_("If empty, the Korean name is shown on English pages too."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Small numbers come first.")
    )
    is_active = models.BooleanField(
        _("offered"), default=True, help_text=_("Switch this off instead of deleting the reason.")
    )

    objects = ReportReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason for reports")
        verbose_name_plural = _("reasons for reports")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name_ko"], name="report_reason_name_once"),
            models.CheckConstraint(condition=~models.Q(name_ko=""), name="report_reason_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_ko if get_language() == "ko" or not self.name_en else self.name_en


class Report(models.Model):
    """One member's word about one thing; only one in each case."""

    case = models.ForeignKey(
        "Case", on_delete=models.CASCADE, related_name="reports", verbose_name=_("case")
    )
    title = CharacterField(
        _("title"),
        characters=MAX_CASE_TITLE_LENGTH,
        blank=True,
        help_text=_("How it was called or began when this member reported it."),
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="reports",
        db_index=False,
        verbose_name=_("reporter"),
    )
    reason = models.ForeignKey(
        ReportReason,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("reason"),
    )
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["reporter", "-id"], name="report_of_member")]
        constraints = [
            models.UniqueConstraint(fields=["case", "reporter"], name="report_once_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reporter_id}"
