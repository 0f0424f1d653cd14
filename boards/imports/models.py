"""What was imported, so that nothing is imported twice."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.character_field import CharacterField, KeyField
from boards.members.done_by import done_by
from boards.posts.text.lengths import MAX_STORED_TITLE_LENGTH


class PageKind(models.TextChoices):
    """As what a saved page showed a post."""

    ARTICLE = "article", _("article")
    NOTICE = "notice", _("notice")
    ROW = "row", _("list row")


class ImportedPost(models.Model):
    """One sign by which an imported post is known again.

    A post has more than one when several pages show it: as a row of a list and, later, as the
    article itself. The title is the one of the page: a moderator may have changed the post's. It
    may be too long for an index, and is looked for by its key.
    """

    key = models.CharField(_("key"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PageKind.choices)
    title = CharacterField(_("title"), characters=MAX_STORED_TITLE_LENGTH)
    title_key = KeyField(of="title", db_index=True)
    post = models.ForeignKey(
        "boards_posts.Post",
        on_delete=models.CASCADE,
        related_name="imported_as",
        verbose_name=_("post"),
    )

    class Meta:
        verbose_name = _("imported post")
        verbose_name_plural = _("imported posts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=PageKind.values), name="imported_post_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"


class ImportedPage(models.Model):
    """One import that changed something: when, by whom, and what it made."""

    article = models.ForeignKey(
        "boards_posts.Post",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("article"),
    )
    imported_at = models.DateTimeField(_("imported"), default=timezone.now)
    imported_by = done_by(
        _("imported by"), help_text=_("Empty if it was imported from the command line.")
    )
    boards_made = models.PositiveIntegerField(_("new boards"))
    notices_made = models.PositiveIntegerField(_("new notices"))
    rows_made = models.PositiveIntegerField(_("new rows"))

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")
        ordering = ["-imported_at", "-pk"]

    def __str__(self) -> str:
        return str(self.article) if self.article else f"{self.imported_at:%Y-%m-%d %H:%M}"
