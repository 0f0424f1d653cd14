"""Letters that wait to be sent, and what is remembered of those that were not."""

from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Self
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A letter is tried for so long; a reset link in it is of no use to anybody later.
LIFETIME = timedelta(days=1)
# An address that a mail server refused for good is left alone for so long.
REFUSED_FOR = timedelta(days=1)
# How long an operator can look at a letter that was given up; what it said is gone at once.
GIVEN_UP_FOR = timedelta(days=7)
# Longer than any hand-over takes: EMAIL_TIMEOUT is of each answer of the mail server.
SENDING_FOR = timedelta(minutes=5)


def key_of_address(recipient: str) -> str:
    """Return the e-mail address of a recipient, without a name before it, in small letters."""
    return parseaddr(recipient)[1].lower()


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about letters."""

    def waiting(self) -> Self:
        """Keep those that are still to be sent."""
        return self.filter(state=Letter.State.WAITING)

    def refusals_of(self, recipient: str) -> Self:
        """Keep the letters that a mail server refused for this address while that counts."""
        recent = self.filter(state=Letter.State.REFUSED, ended_at__gt=timezone.now() - REFUSED_FOR)
        return recent.filter(address_key=key_of_address(recipient))

    def expired(self) -> Self:
        """Keep those that wait although their day is over."""
        return self.waiting().filter(expires_at__lte=timezone.now())

    def to_forget(self) -> Self:
        """Keep those that nobody need know of any more."""
        now = timezone.now()
        refused = models.Q(state=Letter.State.REFUSED, ended_at__lte=now - REFUSED_FOR)
        given_up = models.Q(state=Letter.State.GIVEN_UP, ended_at__lte=now - GIVEN_UP_FOR)
        return self.filter(refused | given_up)


class Letter(models.Model):
    """One letter to one recipient; a letter that was sent has no row.

    `content` is what `boards.letters.content` packs: subject, text and headers. It is emptied as
    soon as the letter is no longer tried.
    """

    class State(models.TextChoices):
        """What became of the letter."""

        WAITING = "waiting", _("waiting")
        REFUSED = "refused", _("rejected for good")
        GIVEN_UP = "given_up", _("given up")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    recipient = models.TextField(_("to"))
    # By which a refused address is known again.
    address_key = models.TextField(editable=False)
    content = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    failure = models.CharField(_("failure"), max_length=100, blank=True)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    # Until when somebody is at it; another one keeps away.
    sending_until = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(_("given up at"), null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mails")
        indexes = [
            models.Index(fields=["address_key", "state"], name="letter_address_idx"),
            models.Index(fields=["state", "written_at"], name="letter_state_idx"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


def oldest_waiting_letter() -> datetime | None:
    """Return when the oldest letter was written that is still to be sent; None without one."""
    waiting = Letter.objects.waiting()
    written: datetime | None = waiting.aggregate(at=models.Min("written_at"))["at"]
    return written
