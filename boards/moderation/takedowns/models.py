"""Takedown requests (게시 중단 요청), and what each of them is about."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.character_field import CharacterField
from boards.members.done_by import done_by
from boards.models import Board
from boards.moderation.takedowns import deadlines

MAX_LINE_LENGTH = 100  # characters of a name, a telephone number, a signature
MAX_TEXT_LENGTH = 3000  # characters of an explanation
MAX_URLS = 20
MAX_URL_LENGTH = 500  # code points
# The time within which a claim of copyright can be sued for: 17 USC 507(b).
SENDERS_STORED_FOR = timedelta(days=3 * 365)


def new_secret() -> str:
    """Return 24 random bytes as a part of a URL."""
    return secrets.token_urlsafe(24)


class Claim(models.TextChoices):
    """What kind of right somebody claims."""

    INTIMATE = "intimate", _("Intimate picture or video of me")
    COPYRIGHT = "copyright", _("Copyright")
    COUNTER = "counter", _("Counter-notice: mine was removed by mistake")
    OTHER = "other", _("Another right, or illegal content")


class Result(models.TextChoices):
    """What became of a request."""

    REMOVED = "removed", pgettext_lazy("takedown", "Removed")
    REFUSED = "refused", pgettext_lazy("takedown", "Not followed")
    RESTORED = "restored", pgettext_lazy("takedown", "Shown again")


_OPEN = models.Q(result="")


class TakedownQuerySet(models.QuerySet[Any]):
    """Takedown requests, in the domain's words."""

    def open(self) -> Self:
        """Keep those that wait for a decision."""
        return self.filter(_OPEN)

    def most_urgent_first(self) -> Self:
        """Order by the deadline."""
        return self.order_by("due_at", "pk")

    def with_senders_to_forget(self) -> Self:
        """Keep those decided so long ago that nobody need know by whom they were."""
        return self.filter(
            decided_at__lte=timezone.now() - SENDERS_STORED_FOR, sender_erased_at=None
        )


class TakedownRequest(models.Model):
    """What somebody, with or without an account, asks for by law.

    What the law wants to be stated (good faith, accuracy, penalty of perjury, jurisdiction) is not
    stored: without it, the form takes no request of that claim.
    """

    secret = models.CharField(max_length=40, default=new_secret, editable=False)
    claim = models.CharField(_("claim"), max_length=10, choices=Claim.choices)
    language = models.CharField(max_length=10, help_text=_("In which the sender is written to."))
    name = CharacterField(_("name"), characters=MAX_LINE_LENGTH, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = CharacterField(_("telephone"), characters=MAX_LINE_LENGTH, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    work = models.TextField(_("work"), blank=True, help_text=_("What is protected by copyright."))
    explanation = models.TextField(_("explanation"), blank=True)
    signature = CharacterField(_("signature"), characters=MAX_LINE_LENGTH, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = done_by(_("decided by"))
    sender_erased_at = models.DateTimeField(null=True, editable=False)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        verbose_name = _("takedown request")
        verbose_name_plural = _("takedown requests")
        permissions = [("handle_takedowns", "Can decide takedown requests")]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=_OPEN, name="takedown_open_by_deadline")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(result="", decided_at__isnull=True)
                | (~models.Q(result="") & models.Q(decided_at__isnull=False)),
                name="takedown_decided_with_result",
            ),
            models.CheckConstraint(
                condition=models.Q(claim__in=Claim.values), name="takedown_claim_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def heading(self) -> str:
        """How a page about it is called."""
        return gettext("Request %(number)d") % {"number": self.pk}

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return not self.result

    @property
    def is_counter(self) -> bool:
        """Whether it asks for something to be shown again."""
        return self.claim == Claim.COUNTER

    @property
    def has_to_be_called(self) -> bool:
        """Whether its sender left a telephone number alone, to which no letter goes."""
        return bool(self.phone) and not self.email

    @property
    def told_claim(self) -> str:
        """The kind as the owner of what was removed reads it; empty where it would shame them."""
        return "" if self.claim == Claim.INTIMATE else str(self.get_claim_display())

    @property
    def can_be_countered(self) -> bool:
        """Whether a counter-notice answers it: 17 USC 512(g) is about copyright alone."""
        return self.claim == Claim.COPYRIGHT

    @property
    def restore_from(self) -> datetime:
        """From when on what a counter-notice names may be shown again."""
        return deadlines.business_days_after(self.received_at, deadlines.RESTORE_FROM)

    @property
    def is_too_early(self) -> bool:
        """Whether it is a counter-notice that waits for `restore_from`."""
        return self.is_open and self.is_counter and timezone.now() < self.restore_from


class TakedownTarget(models.Model):
    """One thing of the site that a request is about."""

    class Source(models.TextChoices):
        """How it came to be one."""

        NAMED = "named", _("named by the sender")
        IDENTICAL = "identical", _("found by its likeness")

    class State(models.TextChoices):
        """What was done to it."""

        UNTOUCHED = "untouched", pgettext_lazy("takedown", "unchanged")
        GONE = "gone", pgettext_lazy("takedown", "was deleted already")
        REMOVED = "removed", pgettext_lazy("takedown", "removed")
        UNCONFIRMED = "unconfirmed", pgettext_lazy("takedown", "removed until you confirm it")
        RESTORED = "restored", pgettext_lazy("takedown", "shown again")

    request = models.ForeignKey(
        TakedownRequest,
        on_delete=models.CASCADE,
        related_name="targets",
        db_index=False,
        verbose_name=_("takedown request"),
    )
    kind = models.CharField(_("kind"), max_length=20)
    target_id = models.CharField(_("number"), max_length=40)
    url = models.CharField(_("URL"), max_length=MAX_URL_LENGTH, blank=True)
    board = models.ForeignKey(
        Board,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("board"),
    )
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.NAMED)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.UNTOUCHED
    )
    was_public = models.BooleanField(
        default=False, help_text=_("Whether it was the removal that hid it.")
    )

    class Meta:
        verbose_name = _("thing of a takedown request")
        verbose_name_plural = _("things of takedown requests")
        indexes = [models.Index(fields=["kind", "target_id"], name="takedown_target_of_thing")]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "target_id"], name="takedown_target_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id}"

    @property
    def told_state(self) -> str:
        """What was done to it, in words; what a counter-notice names has been removed before."""
        if self.state == self.State.UNTOUCHED and self.request.is_counter:
            return pgettext("takedown", "still removed")
        return str(self.get_state_display())


# What keeps a thing away from readers.
TAKEN_DOWN = (TakedownTarget.State.REMOVED, TakedownTarget.State.UNCONFIRMED)
