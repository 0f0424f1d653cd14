"""What the accounts room stores."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EXPORT_LIFETIME = timedelta(days=7)
EXPORT_INTERVAL = timedelta(days=1)  # a member asks once in this time


class DataExport(models.Model):
    """One ZIP of everything that the site keeps of a member, made when the member asks.

    The row outlives its file, so that an old link says that it has expired.
    """

    class State(models.TextChoices):
        """How far the background work is."""

        WAITING = "waiting", _("being prepared")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        EXPIRED = "expired", _("expired")

    id = models.UUIDField(
        primary_key=True,
        default=uuid.uuid4,
        editable=False,
        help_text=_("A random value used in the download link."),
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_exports"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(_("requested"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    size = models.PositiveBigIntegerField(
        _("size"), default=0, help_text=_("Size of the ZIP file in bytes.")
    )
    file = models.FileField(upload_to="exports", max_length=200, blank=True)

    class Meta:
        verbose_name = _("data export")
        verbose_name_plural = _("data exports")
        indexes = [
            models.Index(fields=["member", "-asked_at"], name="data_export_of_member"),
            models.Index(
                fields=["expires_at"],
                condition=models.Q(state="ready"),
                name="data_export_ready_by_expiry",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_ready(self) -> bool:
        """Whether its owner may download the ZIP now."""
        return self.state == self.State.READY and not self.is_expired

    @property
    def is_expired(self) -> bool:
        """Whether the link was good once and is no longer."""
        if self.state == self.State.EXPIRED:
            return True
        return self.expires_at is not None and self.expires_at <= timezone.now()
