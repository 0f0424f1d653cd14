"""What is stored of sanctions: of members, and of networks."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.done_by import done_by
from boards.members.restrictions import SILENCED, SUSPENDED, WARNED
from boards.models import Board
from boards.sanctions.networks import MAX_NETWORK_LENGTH, NUMBER_LENGTH

MAX_REASON_LENGTH = 1000  # characters


class SanctionKind(models.TextChoices):
    """What is taken from a member."""

    WARN = WARNED, _("warning")
    SILENCE = SILENCED, _("silence")
    SUSPEND = SUSPENDED, _("suspension")


class _TimedQuerySet(models.QuerySet[Any]):
    """What begins, ends and can be lifted, in the domain's words."""

    def in_force(self, now: datetime) -> Self:
        """Keep those that hold at a moment; at its very end one holds no more."""
        return self.not_over(now).filter(starts_at__lte=now)

    def not_over(self, now: datetime) -> Self:
        """Keep those that hold at a moment, or will later."""
        has_end_ahead = models.Q(ends_at=None) | models.Q(ends_at__gt=now)
        return self.filter(has_end_ahead, lifted_at=None)


class SanctionQuerySet(_TimedQuerySet):
    """Sanctions of members."""

    def noted(self) -> Self:
        """Keep those that the member's row notes: of the warnings, those that are not read yet."""
        return self.exclude(kind=SanctionKind.WARN, read_at__isnull=False)


class _Timed(models.Model):
    """A reason, a beginning, an end or none, and who lifted it before that."""

    reason = models.TextField(_("reason"))
    starts_at = models.DateTimeField(_("starts"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"), null=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    by = done_by(_("by"))
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = done_by(_("lifted by"))

    class Meta:
        abstract = True

    def is_in_force(self, now: datetime | None = None) -> bool:
        """Say whether it holds at a moment; None for now."""
        now = now or timezone.now()
        return self.starts_at <= now and not self.is_over(now)

    def is_over(self, now: datetime | None = None) -> bool:
        """Say whether it was lifted, or has come to its end by a moment; None for now."""
        now = now or timezone.now()
        return self.lifted_at is not None or (self.ends_at is not None and self.ends_at <= now)


class Sanction(_Timed):
    """A warning, a silence or a suspension of one member."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="sanctions",
        db_index=False,
        verbose_name=_("member"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=SanctionKind.choices)
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("board"),
        help_text=_("Empty for the whole site."),
    )
    read_at = models.DateTimeField(_("read"), null=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        permissions = [("sanction_everywhere", "Can sanction members on the whole site")]
        indexes = [
            models.Index(fields=["member", "-id"], name="sanction_of_member"),
            models.Index(
                fields=["-id"],
                condition=models.Q(lifted_at=None) & ~models.Q(kind="warn"),
                name="sanction_not_lifted",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=SanctionKind.values), name="sanction_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="sanction_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="suspend") | models.Q(board=None),
                name="sanction_suspends_everywhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.member_id}"


class NetworkSanctionQuerySet(_TimedQuerySet):
    """Networks that may not sign up."""

    def of_number(self, number: str) -> Self:
        """Keep the networks to which an address belongs, as `networks.number_of` writes it."""
        return self.filter(first__lte=number, last__gte=number)


class NetworkSanction(_Timed):
    """A network from which nobody signs up; who has an account goes on as before."""

    network = models.CharField(
        _("network"), max_length=MAX_NETWORK_LENGTH, help_text=_("In the notation of CIDR.")
    )
    # The first and the last address, as numbers of one length: the database compares them.
    first = models.CharField(max_length=NUMBER_LENGTH, editable=False)
    last = models.CharField(max_length=NUMBER_LENGTH, editable=False)

    objects = NetworkSanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction of a network")
        verbose_name_plural = _("sanctions of networks")
        indexes = [models.Index(fields=["first", "last"], name="network_sanction_range")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="network_sanction_ends_after",
            ),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="network_sanction_range_right"
            ),
        ]

    def __str__(self) -> str:
        return self.network
