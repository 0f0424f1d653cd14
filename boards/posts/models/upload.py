"""Files that belong to posts, and pictures of comments."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.posts.models.comment import Comment
from boards.posts.models.post import Post

WIDTH_IN_POSTS = 960  # pixels; browsers choose another width by themselves where it fits better


class Upload(models.Model):
    """A picture or another file that a member sent, for one post or for a comment on it.

    `widths` are those of the pictures that belong to the upload; until it is ready, only the
    smallest is stored. `file` is the attachment, or the picture as it was sent, which goes when
    the others are ready.
    """

    class FileKind(models.TextChoices):
        """What becomes of the file: pictures are shown, attachments are downloaded."""

        PICTURE = "picture", _("picture")
        ATTACHMENT = "attachment", _("attachment")

    class Progress(models.TextChoices):
        """How far the background work on a picture is."""

        WAITING = "waiting", _("waiting")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="uploads",
        verbose_name=_("owner"),
    )
    post = models.ForeignKey(
        Post,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name=_("post"),
    )
    comment = models.ForeignKey(
        Comment,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name=_("comment"),
        help_text=_("The comment on the post that has the picture; empty for files of the post."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FileKind.choices)
    progress = models.CharField(
        _("state"), max_length=10, choices=Progress.choices, default=Progress.WAITING
    )
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(
        _("size"), help_text=_("Size of the stored file in bytes.")
    )
    width = models.PositiveIntegerField(_("width"), null=True, blank=True, help_text=_("Pixels."))
    height = models.PositiveIntegerField(_("height"), null=True, blank=True, help_text=_("Pixels."))
    widths = models.JSONField(default=list, help_text=_("Stored widths in pixels."))
    file = models.FileField(max_length=200)
    digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("SHA-256 of a picture that came inside a text, to recognise it again."),
    )
    withheld_at = models.DateTimeField(
        null=True, editable=False, help_text=_("Since when it is served to nobody, by law.")
    )
    sent_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    # Known while a picture is received, so that its sender is told; not stored.
    is_first_only = False

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        indexes = [
            models.Index(
                fields=["sent_at"],
                condition=models.Q(post__isnull=True),
                name="upload_unused_by_age",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(comment__isnull=True) | models.Q(post__isnull=False),
                name="upload_of_comment_has_post",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of the attachment, or of the picture as a post shows it."""
        if self.kind == self.FileKind.ATTACHMENT:
            return reverse("posts:attachment", args=[self.pk, self.name])
        return self.url_of(self.shown_width)

    def url_of(self, width: int) -> str:
        """Return the path of the picture that is this many pixels wide."""
        return reverse("posts:picture", args=[self.pk, width])

    @property
    def shown_width(self) -> int:
        """Which of the widths a post's `src` names."""
        return max((w for w in self.widths if w <= WIDTH_IN_POSTS), default=self.widths[0])

    def height_of(self, width: int) -> int:
        """Return how many pixels high the picture is at a width."""
        return max(1, round((self.height or 0) * width / (self.width or 1)))
