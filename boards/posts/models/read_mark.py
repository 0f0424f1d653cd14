"""What a member has read, so that lists can tell it from what is new."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.posts.models.post import Post


class ReadMark(models.Model):
    """One member opened one post: when last, and how many comments it had then.

    Written by a statement of its own (`boards.posts.lists.read_marks`), one for each article that
    a member opens; pruned by `prune_read_marks`.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="read_marks",
        db_index=False,  # the index below begins with it
    )
    post = models.ForeignKey(
        Post,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,  # the constraint has the index
        # With a constraint, every reader would lock and rewrite the head of the post's own row.
        db_constraint=False,
    )
    visited_at = models.DateTimeField(_("last visit"), default=timezone.now, db_index=True)
    comments_seen = models.PositiveIntegerField(_("comments then"), default=0)

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [
            models.UniqueConstraint(fields=["post", "member"], name="read_mark_once"),
        ]
        indexes = [
            models.Index(fields=["member", "-visited_at"], name="read_mark_order"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.post_id}"
