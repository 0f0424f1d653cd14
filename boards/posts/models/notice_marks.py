"""What members note on notices: that they have read one, and that one is folded away for them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.posts.models.notice import Notice


class NoticeConfirmation(models.Model):
    """One member says of one notice, as it was asked then, that they have read it."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="confirmations")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="confirmed_notices"
    )
    edition = models.PositiveIntegerField()  # of the notice; of an earlier one it counts no more
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("confirmation of a notice")
        verbose_name_plural = _("confirmations of notices")
        constraints = [
            models.UniqueConstraint(fields=["notice", "member"], name="notice_confirmed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.member_id}"


class NoticeFold(models.Model):
    """One notice that one member does not want to see above the lists any more."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="folds")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="folded_notices"
    )
    edition = models.PositiveIntegerField()
    folded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("folded notice")
        verbose_name_plural = _("folded notices")
        constraints = [
            models.UniqueConstraint(fields=["notice", "member"], name="notice_folded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.member_id}"
