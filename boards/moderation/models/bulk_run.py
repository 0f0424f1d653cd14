"""Bulk runs: one bulk verb for all posts of a list, in the background, which can be undone."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from boards.members.done_by import done_by
from boards.models import Board, Category
from boards.moderation.models.entry import ModerationEntry
from boards.posts.models import Post, Tag


class BulkRun(models.Model):
    """One such run, as far as it has come; undone, what nobody changed since is as it was."""

    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="+", verbose_name=_("board")
    )
    category = models.ForeignKey(
        Category, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("category")
    )
    tag = models.ForeignKey(
        Tag, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("tag")
    )
    member = done_by(_("member"), help_text=_("Whose posts, where it is about one member."))
    verb = models.CharField(_("what"), max_length=20)
    fields: Any = models.JSONField(default=dict, help_text=_("What the form said besides."))
    by = done_by(_("by"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    total = models.PositiveIntegerField(help_text=_("How many posts the list had."))
    finished_at = models.DateTimeField(_("finished"), null=True)
    undone_by = done_by(_("undone by"))
    undone_at = models.DateTimeField(_("undone"), null=True)
    returned_at = models.DateTimeField(
        null=True, help_text=_("When the last post was as before, after it was undone.")
    )

    class Meta:
        verbose_name = _("bulk run")
        verbose_name_plural = _("bulk runs")
        constraints = [
            models.UniqueConstraint(
                fields=["board"],
                condition=models.Q(finished_at=None),
                name="bulk_run_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | models.Q(finished_at__isnull=False),
                name="bulk_run_undone_when_finished",
            ),
            models.CheckConstraint(
                condition=models.Q(returned_at=None) | models.Q(undone_at__isnull=False),
                name="bulk_run_returned_when_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d}"

    @property
    def is_at_work(self) -> bool:
        """Whether posts are still being changed, or changed back."""
        if self.finished_at is None:
            return True
        return self.undone_at is not None and self.returned_at is None


class BulkItem(models.Model):
    """A post of a bulk run, and what became of it."""

    class Result(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        LEFT = "left", _("left alone")
        UNDONE = "undone", _("as before")
        KEPT = "kept", _("not changed back")

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.WAITING)
    why_ko = models.TextField(blank=True, help_text=_("Why it was left alone, in Korean."))
    why_en = models.TextField(blank=True, help_text=_("The same in English."))
    # The line of the log by which it is undone.
    entry = models.ForeignKey(
        ModerationEntry, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("post of a bulk run")
        verbose_name_plural = _("posts of bulk runs")
        indexes: ClassVar = [
            models.Index(fields=["run", "result", "id"], name="bulk_item_of_run"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["run", "post"], name="bulk_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.post_id}"

    @staticmethod
    def why_column() -> str:
        """Return the column of the reasons in the language of the page."""
        return "why_ko" if get_language() == "ko" else "why_en"
