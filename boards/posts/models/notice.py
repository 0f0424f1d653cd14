"""Notices: posts that stand above the rows of a list."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.moments.local_times import validate_year
from boards.posts.models.post import Post
from boards.posts.querysets import NoticeQuerySet
from boards.posts.states import Scope


class Notice(models.Model):
    """A pinned post (공지): shown above the rows of its lists, without taking a row's place."""

    post = models.OneToOneField(
        Post, on_delete=models.CASCADE, related_name="notice", verbose_name=_("post")
    )
    scope = models.CharField(
        _("shown on"), max_length=12, choices=Scope.choices, default=Scope.THIS_BOARD
    )
    position = models.PositiveIntegerField(
        _("position"),
        default=100,
        validators=[MaxValueValidator(9999)],
        help_text=_("Notices with lower numbers come first."),
    )
    starts_at = models.DateTimeField(
        _("shown from"), default=timezone.now, validators=[validate_year]
    )
    ends_at = models.DateTimeField(
        _("shown until"),
        null=True,
        blank=True,
        validators=[validate_year],
        help_text=_("If empty, it is shown until it is unpinned."),
    )
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="pinned_notices",
        verbose_name=_("pinned by"),
    )
    pinned_at = models.DateTimeField(_("pinned"), default=timezone.now, editable=False)
    must_read = models.BooleanField(
        _("must read"),
        default=False,
        help_text=_("Every member is asked to confirm that they have read it."),
    )
    # Raised when everybody is asked anew: what was confirmed or folded before counts no more.
    edition = models.PositiveIntegerField(default=1, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        permissions = [("pin_everywhere", "Can pin notices on every board")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=Scope.values), name="notice_scope_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="notice_ends_after_it_starts",
                violation_error_message=_("The end must be later than the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.post.title

    @property
    def is_scheduled(self) -> bool:
        """Whether it is to be shown later."""
        return timezone.now() < self.starts_at

    @property
    def is_over(self) -> bool:
        """Whether its time has run out."""
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def is_current(self) -> bool:
        """Whether it is its time to be shown."""
        return not self.is_scheduled and not self.is_over

    @property
    def asks_to_confirm(self) -> bool:
        """Whether members are asked now to confirm that they have read it."""
        is_shown = self.post.is_published and not self.post.is_secret
        return self.must_read and is_shown and self.is_current

    def clean(self) -> None:
        """Say beside its own field that the end must be later than the start."""
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end must be later than the start.")})
