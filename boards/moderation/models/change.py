"""What a decision changed of a thing without hiding it, so that an appeal can change it back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.models import Board, Category
from boards.moderation.models.case import Decision


class CaseChange(models.Model):
    """Where a thing was and where it went, or the number of the version that was kept."""

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, related_name="change", verbose_name=_("decision")
    )
    from_board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,  # as that of a case
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("board before"),
    )
    to_board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("board"),
    )
    from_category = models.ForeignKey(
        Category,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("category before"),
    )
    to_category = models.ForeignKey(
        Category,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("category"),
    )
    version_id = models.BigIntegerField(
        _("number of the version before"),
        null=True,
        help_text=_("Of a post or a comment, as its kind says; it may be deleted since."),
    )

    class Meta:
        verbose_name = _("change by a decision")
        verbose_name_plural = _("changes by decisions")

    def __str__(self) -> str:
        return str(self.decision_id)
