"""Recommends (추천) of posts and comments."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.posts.models.comment import Comment
from boards.posts.models.post import Post


class RecommendationQuerySet(models.QuerySet[Any]):
    """Recommendations, in the domain's words."""

    def counting(self) -> Self:
        """Keep those that count: not what a moderator has voided."""
        return self.filter(is_void=False)


class NetworkSalt(models.Model):
    """With what the networks of recommendations are hashed for a time; destroyed afterwards."""

    period = models.IntegerField(primary_key=True)
    salt = models.BinaryField()

    class Meta:
        verbose_name = _("salt of networks")
        verbose_name_plural = _("salts of networks")

    def __str__(self) -> str:
        return str(self.period)


_HAS_NETWORK = models.Q(network__isnull=False)


class Recommendation(models.Model):
    """One member recommends one post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="recommended")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recommended_posts"
    )
    made_at = models.DateTimeField(default=timezone.now)
    # Hashed, see reactions/networks.py; forgotten after a while.
    network = models.BigIntegerField(null=True, editable=False)
    # It stays, so that it can be counted again, and counts no more.
    is_void = models.BooleanField(_("voided by a moderator"), default=False, editable=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation of a post")
        verbose_name_plural = _("recommendations of posts")
        indexes = [
            models.Index(
                fields=["made_at"], condition=_HAS_NETWORK, name="post_recommended_lately"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["post", "member"], name="post_recommended_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.member_id}"


class CommentRecommendation(models.Model):
    """One member recommends one comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="recommended")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recommended_comments"
    )
    made_at = models.DateTimeField(default=timezone.now)
    # Hashed, see reactions/networks.py; forgotten after a while.
    network = models.BigIntegerField(null=True, editable=False)
    # It stays, so that it can be counted again, and counts no more.
    is_void = models.BooleanField(_("voided by a moderator"), default=False, editable=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation of a comment")
        verbose_name_plural = _("recommendations of comments")
        indexes = [
            models.Index(
                fields=["made_at"], condition=_HAS_NETWORK, name="comment_recommended_lately"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["comment", "member"], name="comment_recommended_once"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.member_id}"
