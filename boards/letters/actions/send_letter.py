"""Hands a letter to the mail server."""

import smtplib
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from boards.background.outages import patiently
from boards.background.retrying import NotWorthRetryingError, retry_after
from boards.letters.content import LetterMessage, unpacked
from boards.letters.models import SENDING_FOR, Letter

# Before each further attempt: 15 seconds, then twice as long each time, and every hour in the end.
# Together a few minutes more than a letter lives.
PAUSES = (*(timedelta(seconds=15 * 2**number) for number in range(8)), *[timedelta(hours=1)] * 23)
PRIORITY = 50  # somebody waits for it

logger = structlog.get_logger(__name__)

# Letters that this process has sent and could not yet delete, as the database went away.
_sent: set[UUID] = set()


class LetterNotSentError(Exception):
    """The mail server did not take the letter; it may later."""


class LetterGivenUpError(NotWorthRetryingError):
    """The letter will not be sent: it was refused for good, or its day is over."""


def send_letter(*, letter_id: UUID) -> None:
    """Send a letter and delete it; doing so twice, or twice at once, sends it once.

    Raises:
        LetterNotSentError: when the mail server is away or takes nothing now.
        LetterGivenUpError: when the letter is not tried again.
    """
    letter = _taken(letter_id)
    if letter is None:
        return
    if letter_id not in _sent:
        _refuse_hopeless(letter)
        try:
            _hand_over(unpacked(letter.content, recipient=letter.recipient))
        except (OSError, smtplib.SMTPException) as error:
            _note_failure(letter, error)
        _sent.add(letter_id)
    patiently(lambda: Letter.objects.filter(pk=letter_id).delete())
    _sent.discard(letter_id)


@task(priority=PRIORITY)
def send_letter_in_background(letter_id: str) -> None:
    """Send a letter; see `send_letter`."""
    send_letter(letter_id=UUID(letter_id))


retry_after(send_letter_in_background, PAUSES)


def _taken(letter_id: UUID) -> Letter | None:
    """Return the letter if it waits and nobody else is at it, and keep others away."""
    now = timezone.now()
    free = Q(sending_until=None) | Q(sending_until__lte=now)
    mine = Letter.objects.waiting().filter(free, pk=letter_id)
    if mine.update(sending_until=now + SENDING_FOR, attempts=F("attempts") + 1):
        return Letter.objects.get(pk=letter_id)
    if Letter.objects.waiting().filter(pk=letter_id).exists():
        # Who had it may have died in the middle of it.
        raise LetterNotSentError
    return None


def _refuse_hopeless(letter: Letter) -> None:
    if Letter.objects.refusals_of(letter.recipient).exists():
        _end(letter, Letter.State.GIVEN_UP, "refused before")
    if letter.expires_at <= timezone.now():
        _end(letter, Letter.State.GIVEN_UP, letter.failure)


def _hand_over(message: LetterMessage) -> None:
    connection = get_connection(settings.EMAIL_DELIVERY_BACKEND)
    connection.open()
    try:
        connection.send_messages([message])
    finally:
        try:
            connection.close()
        except (OSError, smtplib.SMTPException):
            # What was said before the farewell counts.
            logger.info("mail_server_left_without_farewell")


def _note_failure(letter: Letter, error: Exception) -> None:
    failure, is_final = _failure_of(error)
    if is_final:
        _end(letter, Letter.State.REFUSED, failure)
    Letter.objects.filter(pk=letter.pk).update(sending_until=None, failure=failure)
    logger.warning("letter_waits", letter=str(letter.pk), failure=failure, attempt=letter.attempts)
    raise LetterNotSentError from None


def _failure_of(error: Exception) -> tuple[str, bool]:
    """Return what to note, and whether the address, or the letter, is refused for good.

    A sender or a password that the server does not take is the operator's to mend, and no fault of
    the address. The server's words are left out: they may repeat the address.
    """
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return f"{name} {codes[0]}" if codes else name, bool(codes) and min(codes) >= 500
    if isinstance(error, smtplib.SMTPResponseException):
        is_final = isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
        return f"{name} {error.smtp_code}", is_final
    return name, False


def _end(letter: Letter, state: Letter.State, failure: str) -> None:
    """Let go of what a letter says, and of the letter."""
    end_letters([letter.pk], state=state, failure=failure)
    raise LetterGivenUpError


def end_letters(letter_ids: list[UUID], *, state: Letter.State, failure: str = "") -> None:
    """Give letters up: their contents are deleted, the operator sees that there were such."""
    changes = {"failure": failure[:100]} if failure else {}
    with transaction.atomic():
        Letter.objects.filter(pk__in=letter_ids).update(
            state=state, content={}, ended_at=timezone.now(), sending_until=None, **changes
        )
    for letter_id in letter_ids:
        logger.warning("letter_given_up", letter=str(letter_id), state=str(state), failure=failure)
