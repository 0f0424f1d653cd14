"""Comments and their replies."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.caching.paths import cached_reverse
from boards.members.viewers import Viewer
from boards.posts.authors import Written, shown_author
from boards.posts.models.post import Post
from boards.posts.querysets import CommentQuerySet
from boards.posts.states import HELD, WITHOUT_PLACE, State

# The first comment of the thread, which has no root itself.
THREAD = Coalesce("root", "id", output_field=models.BigIntegerField())


class Comment(Written, models.Model):
    """What somebody said under a post (댓글), or in reply to another comment."""

    # Neither has an index of its own: each one more is written with each comment, and those of the
    # threads and of the author's comments begin with them.
    post = models.ForeignKey(
        Post,
        on_delete=models.CASCADE,
        related_name="comments",
        db_index=False,
        verbose_name=_("post"),
    )
    root = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="thread",
        help_text=_("The first comment of the thread; empty for that comment itself."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("in reply to"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
        verbose_name=_("author"),
    )
    anonymous_number = models.PositiveIntegerField(
        _("anonymous number"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The number of an anonymous author under this post; 0 is the post's author."),
    )
    text = models.TextField(
        _("text"), blank=True, help_text=_("As typed; empty where a picture says it all.")
    )
    body = models.TextField(_("body"), editable=False, help_text=_("Safe HTML made from the text."))
    is_secret = models.BooleanField(
        _("secret"),
        default=False,
        help_text=_("For the authors of the post and of the comment, and for moderators."),
    )
    posted_at = models.DateTimeField(_("posted"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PUBLISHED
    )
    recommends = models.PositiveIntegerField(_("recommendations"), default=0, editable=False)
    submission_key = models.UUIDField(null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index("post", THREAD, "id", name="comment_by_thread"),
            models.Index(fields=["post", "-recommends", "id"], name="comment_best_of_post"),
            models.Index(fields=["author", "-posted_at"], name="comment_by_author"),
            # Nearly empty: so that a page of comments can leave out what takes no place.
            models.Index(
                fields=["post", "author"],
                condition=models.Q(state__in=WITHOUT_PLACE),
                name="comment_without_place",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="", body=""), name="comment_shows_something"
            ),
            models.CheckConstraint(
                condition=models.Q(root__isnull=True, parent__isnull=True)
                | models.Q(root__isnull=False, parent__isnull=False),
                name="comment_reply_has_root_and_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="comment_state_known"
            ),
            models.UniqueConstraint(
                fields=["author", "submission_key"], name="comment_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} #{self.pk}"

    def get_absolute_url(self) -> str:
        """Return the permanent path, which leads to the page of the post that shows the comment."""
        return cached_reverse("posts:comment", self.pk)

    @property
    def is_published(self) -> bool:
        """Whether readers see the comment's text."""
        return self.state == State.PUBLISHED

    @property
    def is_held(self) -> bool:
        """Whether only its author and the moderators know of it: it waits, or was refused."""
        return self.state in HELD

    def author_name_for(self, viewer: Viewer | None) -> str:
        """Return the author's name as this viewer may see it."""
        return shown_author(viewer, author=self.author, anonymous_number=self.anonymous_number)


class CommentRevision(models.Model):
    """What a comment said before an edit."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField(_("text"), blank=True)
    picture = models.TextField(
        blank=True, editable=False, help_text=_("Safe HTML of the picture it had.")
    )
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)

    class Meta:
        verbose_name = _("earlier version of a comment")
        verbose_name_plural = _("earlier versions of comments")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.replaced_at:%Y-%m-%d %H:%M}"
