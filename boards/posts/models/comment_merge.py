"""Comments of one post that a moderator moved under another."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.done_by import done_by
from boards.posts.models.comment import Comment
from boards.posts.models.post import Post
from boards.posts.states import OF_POSTS


class CommentMerge(models.Model):
    """One such step, as far as it has come; undone, everything goes back."""

    source = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="merges", verbose_name=_("from")
    )
    target = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="merges_into", verbose_name=_("to")
    )
    by = done_by(_("by"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    state_before = models.CharField(
        max_length=10,
        choices=[(state.value, state.label) for state in OF_POSTS],
        help_text=_("Of the post from which the comments went, and which is hidden since."),
    )
    was_locked = models.BooleanField(help_text=_("Whether its comments were locked before."))
    total = models.PositiveIntegerField(help_text=_("How many comments there were to move."))
    finished_at = models.DateTimeField(_("finished"), null=True)
    undone_by = done_by(_("undone by"))
    undone_at = models.DateTimeField(_("undone"), null=True)
    returned_at = models.DateTimeField(
        null=True, help_text=_("When the last comment went back, after it was undone.")
    )

    class Meta:
        verbose_name = _("merge of comments")
        verbose_name_plural = _("merges of comments")
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(returned_at=None),
                name="comment_merge_of_source_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="comment_merge_of_two_posts"
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | models.Q(finished_at__isnull=False),
                name="comment_merge_undone_when_finished",
            ),
            models.CheckConstraint(
                condition=models.Q(returned_at=None) | models.Q(undone_at__isnull=False),
                name="comment_merge_returned_when_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"

    @property
    def is_at_work(self) -> bool:
        """Whether comments are still being moved, there or back."""
        if self.finished_at is None:
            return True
        return self.undone_at is not None and self.returned_at is None


class MergedComment(models.Model):
    """A comment that a merge moved, and the numbers of its author, before and since."""

    merge = models.ForeignKey(CommentMerge, on_delete=models.CASCADE, related_name="moved")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="merges")
    anonymous_number = models.PositiveIntegerField(null=True)
    number_given = models.PositiveIntegerField(null=True)
    is_returned = models.BooleanField(default=False, help_text=_("Moved back since."))

    class Meta:
        verbose_name = _("merged comment")
        verbose_name_plural = _("merged comments")
        constraints = [
            models.UniqueConstraint(fields=["merge", "comment"], name="merged_comment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.merge_id}: {self.comment_id}"
