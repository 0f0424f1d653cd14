"""Filters, what boards let wait, and the texts that wait for a moderator."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.filters.entries import MAX_ENTRIES_LENGTH, check_entries, lines_of
from boards.filters.kinds import FilterKind, FilterOutcome
from boards.filters.querysets import WaitingQuerySet
from boards.members.character_field import CharacterField
from boards.members.done_by import done_by
from boards.models import Board

MAX_NAME_LENGTH, MAX_REASON_LENGTH = 60, 300  # characters
MAX_FIRST_POSTS = 20


class Filter(models.Model):
    """Words, patterns or domains that a text is searched for before it is stored."""

    name = CharacterField(_("name"), characters=MAX_NAME_LENGTH)
    kind = models.CharField(
        _("looks for"), max_length=10, choices=FilterKind.choices, default=FilterKind.WORD
    )
    entries = models.TextField(
        _("list"),
        max_length=MAX_ENTRIES_LENGTH,
        help_text=_(
            "One on each line. Words are found also with spaces or signs put in between, taken "
            "apart, drawn out or typed in the wrong layout. A pattern is looked for in each line "
            "by itself, unless it names what ends a line, as \\s and \\n do."
        ),
    )
    exceptions = models.TextField(
        _("exceptions"),
        max_length=MAX_ENTRIES_LENGTH,
        blank=True,
        help_text=_("Innocent words that hold one of these, one on each line: 시발점 beside 시발."),
    )
    outcome = models.CharField(
        _("what happens"), max_length=10, choices=FilterOutcome.choices, default=FilterOutcome.HOLD
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="filters",
        verbose_name=_("board"),
        help_text=_("Empty for every board."),
    )
    is_active = models.BooleanField(
        _("in use"), default=False, help_text=_("Try it out first: what would it have found?")
    )
    slow_at = models.DateTimeField(_("last took too long"), null=True, blank=True, editable=False)
    changed_by = done_by(_("changed by"), editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("filter")
        verbose_name_plural = _("filters")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="filter_has_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=FilterKind.values), name="filter_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=FilterOutcome.values), name="filter_outcome"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what cannot be looked for, with the line that is wrong."""
        check_entries(self.kind, self.entries)

    @property
    def lines(self) -> list[str]:
        """What is looked for."""
        return lines_of(self.entries)

    @property
    def innocent(self) -> list[str]:
        """What is allowed although it holds one of these."""
        return lines_of(self.exceptions)


class FilterVersion(models.Model):
    """One row, whose number changes with every change of the filters and of what boards hold.

    A process compiles them again when it reads another number than before. The numbers are drawn
    by chance: one that was rolled back does not come again.
    """

    number = models.BigIntegerField()

    class Meta:
        verbose_name = _("version of the filters")
        verbose_name_plural = _("versions of the filters")

    def __str__(self) -> str:
        return str(self.number)


class Approval(models.Model):
    """What of new members waits on one board."""

    board = models.OneToOneField(
        Board, on_delete=models.CASCADE, related_name="approval", verbose_name=_("board")
    )
    first_posts = models.PositiveSmallIntegerField(
        _("first posts"),
        default=0,
        help_text=_("So many posts of a new member wait for a moderator; 0 for none."),
    )
    holds_links = models.BooleanField(
        _("links of new members wait"),
        default=False,
        help_text=_("Posts and comments of new members that hold a link wait for a moderator."),
    )
    allows_alike = models.BooleanField(
        _("alike texts are welcome"),
        default=False,
        help_text=_("For boards with a form that everybody fills in: alike texts do not wait."),
    )

    class Meta:
        verbose_name = _("approval on a board")
        verbose_name_plural = _("approval on boards")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(first_posts__lte=MAX_FIRST_POSTS), name="approval_first_posts"
            ),
        ]

    def __str__(self) -> str:
        return str(self.board)


class Fingerprint(models.Model):
    """That a member published a text with this digest, and when last."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    digest = models.BigIntegerField()
    published_at = models.DateTimeField(db_index=True)
    # The post's or comment's `submission_key`: known before the row has an id.
    text_key = models.UUIDField()
    # See `likeness`: alike texts have one of them in common. Short texts have none.
    band_1 = models.IntegerField(null=True)
    band_2 = models.IntegerField(null=True)
    band_3 = models.IntegerField(null=True)
    band_4 = models.IntegerField(null=True)
    band_5 = models.IntegerField(null=True)
    band_6 = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("fingerprint of a text")
        verbose_name_plural = _("fingerprints of texts")
        # Of a number the newest notes are read, and no more of them than are compared.
        indexes: ClassVar = [
            models.Index(
                fields=[band, "published_at"],
                condition=models.Q((f"{band}__isnull", False)),
                name=f"fingerprint_{band}",
            )
            for band in ("band_1", "band_2", "band_3", "band_4", "band_5", "band_6")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "digest"], name="fingerprint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.digest}"


class SpamCheck(models.Model):
    """Who sent a text about which Akismet is asked; gone when that, or a moderator, has decided."""

    KEPT_FOR = timedelta(days=30)

    post = models.ForeignKey("boards_posts.Post", on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(
        "boards_posts.Comment", on_delete=models.CASCADE, null=True, related_name="+"
    )
    address = models.GenericIPAddressField()
    user_agent = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    is_held = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("text that Akismet checks")
        verbose_name_plural = _("texts that Akismet checks")

    def __str__(self) -> str:
        return f"{self.post_id} {self.comment_id or ''}".strip()


class Waiting(models.Model):
    """A text that waited for a moderator, or was marked for them, and what they decided."""

    class Decision(models.TextChoices):
        """What a moderator decided."""

        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    post = models.ForeignKey(
        "boards_posts.Post", on_delete=models.CASCADE, related_name="waiting", db_index=False
    )
    comment = models.ForeignKey(
        "boards_posts.Comment",
        on_delete=models.CASCADE,
        null=True,
        related_name="waiting",
        db_index=False,
    )
    is_edit = models.BooleanField(default=False)
    is_held = models.BooleanField(default=True)
    reasons = models.JSONField(_("why"), default=list)
    held_at = models.DateTimeField(_("since"), default=timezone.now)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_by = done_by()
    decided_at = models.DateTimeField(null=True)
    reason = CharacterField(_("reason"), characters=MAX_REASON_LENGTH, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("text that waits")
        verbose_name_plural = _("texts that wait")
        indexes: ClassVar = [
            models.Index(fields=["post", "comment"], name="waiting_of_text"),
            models.Index(fields=["comment"], name="waiting_of_comment"),
            models.Index(
                fields=["held_at", "id"],
                condition=models.Q(decided_at__isnull=True),
                name="waiting_order",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post"],
                condition=models.Q(decided_at__isnull=True, is_held=True, comment__isnull=True),
                name="waiting_post_once",
            ),
            models.UniqueConstraint(
                fields=["comment"],
                condition=models.Q(decided_at__isnull=True, is_held=True),
                name="waiting_comment_once",
            ),
            models.CheckConstraint(
                condition=models.Q(decision__in=["", "approved", "refused"]),
                name="waiting_decision_known",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at__isnull=True)
                | (~models.Q(decision="") & models.Q(decided_at__isnull=False)),
                name="waiting_decided_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.comment_id or ''}".strip()
