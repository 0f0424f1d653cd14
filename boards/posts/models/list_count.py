"""How many posts stand where in the lists: what turns a page's number into a key.

A list is the posts of some boards, or those of them that carry one tag or have one category. Its
order, (posted_at, id), is cut into segments. The database itself records each change (see
`numbering.triggers`); compaction adds them to the counts of the segments later.
"""

from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.models import Board

EVERY_POST = 0  # in place of a tag's key: the lists that have no tag
# In place of a tag's key too, in the list of a category: the category's key below 0.
BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


class ListSegment(models.Model):
    """A stretch of the order of posts: from this key to where the next segment begins.

    The oldest segment of a list begins before every post.
    """

    tag = models.BigIntegerField(_("tag"), default=EVERY_POST)
    posted_at = models.DateTimeField(_("posted"), default=BEGINNING)
    post_id = models.BigIntegerField(_("post"), default=0)

    class Meta:
        verbose_name = _("list segment")
        verbose_name_plural = _("list segments")
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "posted_at", "post_id"], name="list_segment_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag}: {self.posted_at:%Y-%m-%d %H:%M:%S} {self.post_id}"


class ListCount(models.Model):
    """How many posts of one board stand in a segment, as far as changes are compacted.

    Without a tag all published posts count, also in a category; with a tag those that are not
    secret.
    """

    segment = models.ForeignKey(
        ListSegment, on_delete=models.CASCADE, related_name="counts", db_index=False
    )
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    # Not a positive field: what is added on a conflict may be negative.
    posts = models.IntegerField(_("posts"), default=0)

    class Meta:
        verbose_name = _("list count")
        verbose_name_plural = _("list counts")
        constraints = [
            models.UniqueConstraint(fields=["segment", "board"], name="list_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.segment_id}, {self.board_id}: {self.posts}"


class ListChange(models.Model):
    """A post that came into the lists, or left them, and is not compacted into the counts yet.

    Written by triggers only, so there are no constraints for which a writer would have to wait.
    """

    tag = models.BigIntegerField(_("tag"))
    board = models.ForeignKey(
        Board,
        on_delete=models.DO_NOTHING,
        related_name="list_changes",
        db_constraint=False,
        db_index=False,
    )
    posted_at = models.DateTimeField(_("posted"))
    post_id = models.BigIntegerField(_("post"))
    number = models.SmallIntegerField(
        _("number"), help_text=_("1 when a post entered the list, -1 when it left.")
    )

    class Meta:
        verbose_name = _("list change")
        verbose_name_plural = _("list changes")

    def __str__(self) -> str:
        return f"{self.post_id}: {self.number:+d}"


class ListState(models.Model):
    """One row: the lock for compaction, and the version of the compacted counts."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.UUIDField(_("version"))

    class Meta:
        verbose_name = _("state of the lists")
        verbose_name_plural = _("states of the lists")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="list_state_only_one"),
        ]

    def __str__(self) -> str:
        return str(self.version)
