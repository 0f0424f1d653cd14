"""Drafts of posts that are being written."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What a member has typed into one form and not yet sent.

    `form` tells the forms apart: `new:<board id>` or `post:<post id>`. `version` grows with each
    save, so that a second tab notices when it would overwrite the first.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    form = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["member", "form"], name="draft_one_of_a_form"),
        ]

    def __str__(self) -> str:
        return self.form
