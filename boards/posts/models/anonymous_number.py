"""Numbers of anonymous authors."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.posts.models.post import Post


class AnonymousNumber(models.Model):
    """Under which number one member speaks anonymously on one post; the post's author is 0."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="anonymous_numbers")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="anonymous_numbers",
        help_text=_("Empty for a number with which comments came from another post."),
    )
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("anonymous number")
        verbose_name_plural = _("anonymous numbers")
        constraints = [
            models.UniqueConstraint(fields=["post", "member"], name="anonymous_number_of_a_member"),
            models.UniqueConstraint(fields=["post", "number"], name="anonymous_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} #{self.number}"
