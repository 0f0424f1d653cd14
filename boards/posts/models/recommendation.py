"""Recommends (추천) of posts and comments."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.posts.models.comment import Comment
from boards.posts.models.post import Post


class Recommendation(models.Model):
    """One member recommends one post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="recommended")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recommended_posts"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("recommendation of a post")
        verbose_name_plural = _("recommendations of posts")
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

    class Meta:
        verbose_name = _("recommendation of a comment")
        verbose_name_plural = _("recommendations of comments")
        constraints = [
            models.UniqueConstraint(fields=["comment", "member"], name="comment_recommended_once"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.member_id}"
