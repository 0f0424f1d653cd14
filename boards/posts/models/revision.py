"""Earlier versions of posts."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.character_field import CharacterField
from boards.members.done_by import done_by
from boards.models import Category
from boards.posts.models.post import Post
from boards.posts.text.lengths import MAX_REASON_LENGTH, MAX_STORED_TITLE_LENGTH


class Revision(models.Model):
    """What a post said before an edit, and why it was edited."""

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="revisions", verbose_name=_("post")
    )
    title = CharacterField(_("title"), characters=MAX_STORED_TITLE_LENGTH)
    body = models.TextField(_("body"))
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("category"),
    )
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)
    replaced_by = done_by(_("replaced by"))
    reason = CharacterField(_("reason for the edit"), characters=MAX_REASON_LENGTH, blank=True)

    class Meta:
        verbose_name = _("earlier version of a post")
        verbose_name_plural = _("earlier versions of posts")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.replaced_at:%Y-%m-%d %H:%M}"
