"""Scraps (스크랩): posts that a member keeps."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.character_field import CharacterField
from boards.posts.models.post import Post

MAX_FOLDER_NAME_LENGTH = 40


class ScrapFolder(models.Model):
    """A folder in which a member keeps scraps."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scrap_folders"
    )
    name = CharacterField(_("name"), characters=MAX_FOLDER_NAME_LENGTH)

    class Meta:
        verbose_name = _("folder of saved posts")
        verbose_name_plural = _("folders of saved posts")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["member", "name"], name="scrap_folder_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Scrap(models.Model):
    """One post that one member keeps, with a note to oneself."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scraps"
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="scraps")
    folder = models.ForeignKey(
        ScrapFolder,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="scraps",
        verbose_name=_("folder"),
    )
    note = CharacterField(_("note"), characters=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("saved post")
        verbose_name_plural = _("saved posts")
        constraints = [
            models.UniqueConstraint(fields=["member", "post"], name="scrap_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.post_id}"
