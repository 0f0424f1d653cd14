"""What was generated, so that a stopped run goes on and no real post is taken for a sample."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SampleRun(models.Model):
    """One call of `generate_posts`: what it was asked for and how far it has come.

    Its rows have ids without gaps: posts from `first_post`, and so on; they were reserved when
    it began. `boards` and `tags` are the ids it chooses from, the most frequent first.
    """

    seed = models.BigIntegerField(_("seed"))
    posts = models.PositiveBigIntegerField(_("posts"))
    members = models.PositiveBigIntegerField(_("members"))
    comments = models.PositiveBigIntegerField(_("comments"))
    until = models.DateTimeField(_("posted until"))
    boards = models.JSONField(_("boards"))
    tags = models.JSONField(_("tags"))
    first_post = models.PositiveBigIntegerField(_("first post"))
    first_member = models.PositiveBigIntegerField(_("first member"))
    first_comment = models.PositiveBigIntegerField(_("first comment"))
    steps_done = models.PositiveIntegerField(_("steps done"), default=0)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("sample run")
        verbose_name_plural = _("sample runs")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.seed}: {self.posts}"

    @property
    def last_post(self) -> int:
        """The id of the last post."""
        return self.first_post + self.posts - 1
