"""Totals of views, and the short-lived traces from which they are made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ViewTotal(models.Model):
    """How often one post was viewed: what it brought from elsewhere and what was counted here."""

    post = models.OneToOneField(
        "boards_posts.Post",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="view_total",
        verbose_name=_("post"),
    )
    starting = models.PositiveBigIntegerField(_("starting total"), default=0)
    total = models.PositiveBigIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("view total")
        verbose_name_plural = _("view totals")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total__gte=models.F("starting")),
                name="view_total_not_below_starting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.total}"


class DailyViews(models.Model):
    """How many views one post got on one day of the site's time zone."""

    post = models.ForeignKey(
        "boards_posts.Post",
        on_delete=models.CASCADE,
        related_name="daily_views",
        verbose_name=_("post"),
        db_index=False,  # the constraint has the index
    )
    day = models.DateField(_("day"))
    views = models.PositiveBigIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("views on a day")
        verbose_name_plural = _("views by day")
        constraints = [
            models.UniqueConstraint(fields=["post", "day"], name="daily_views_one_row_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.day}: {self.views}"


class CountedView(models.Model):
    """A view that the database backend counted, kept while it may stand against a second one."""

    post = models.ForeignKey(
        "boards_posts.Post",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("post"),
        db_index=False,  # the constraint has the index
        # With a constraint, every view would lock and rewrite the head of the post's own row.
        db_constraint=False,
    )
    reader = models.BinaryField(_("reader"), max_length=16)
    counted_at = models.DateTimeField(_("counted"), db_index=True)
    in_doubt = models.BooleanField(_("may be counted elsewhere"), default=False)
    rolled_up = models.BooleanField(_("is in the totals"), default=False)

    class Meta:
        verbose_name = _("counted view")
        verbose_name_plural = _("counted views")
        constraints = [
            models.UniqueConstraint(fields=["post", "reader"], name="counted_view_once"),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(rolled_up=False), name="counted_view_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.counted_at:%Y-%m-%d %H:%M:%S}"


class ReaderSalt(models.Model):
    """The salt of the hashes of one period; it is destroyed when no view can need it any more."""

    period = models.PositiveBigIntegerField(_("period"), primary_key=True)
    salt = models.BinaryField(_("salt"), max_length=32)

    class Meta:
        verbose_name = _("reader salt")
        verbose_name_plural = _("reader salts")

    def __str__(self) -> str:
        return str(self.period)


class FlushedBatch(models.Model):
    """A batch of the Redis backend that is in the totals and must not be added again."""

    id = models.UUIDField(primary_key=True)
    flushed_at = models.DateTimeField(_("flushed"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("flushed batch")
        verbose_name_plural = _("flushed batches")

    def __str__(self) -> str:
        return str(self.id)
