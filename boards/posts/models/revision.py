"""Earlier versions of posts."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.posts.models.post import Post


class Revision(models.Model):
    """What a post said before an edit, and why it was edited."""

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="revisions", verbose_name=_("post")
    )
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("body"))
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("replaced by"),
    )
    reason = models.CharField(_("reason of the edit"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("earlier version of a post")
        verbose_name_plural = _("earlier versions of posts")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.replaced_at:%Y-%m-%d %H:%M}"
