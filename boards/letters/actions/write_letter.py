"""Puts a letter into the queue."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from boards.letters.actions.send_letter import send_letter_in_background
from boards.letters.content import packed
from boards.letters.models import LIFETIME, Letter, key_of_address


@transaction.atomic
def write_letter(message: EmailMessage) -> list[Letter]:
    """Store a letter for each recipient, in the caller's transaction, and have them sent.

    Raises ValueError when a header has a line end, as sending it would (`BadHeaderError`).
    """
    recipients = list(dict.fromkeys(message.recipients()))
    if not recipients:
        return []
    message.message()  # raises now, and not in the background, what is wrong with it
    content, now = packed(message), timezone.now()
    letters = Letter.objects.bulk_create(
        Letter(
            recipient=each,
            address_key=key_of_address(each),
            content=content,
            written_at=now,
            expires_at=now + LIFETIME,
        )
        for each in recipients
    )
    for letter in letters:
        send_letter_in_background.enqueue(str(letter.pk))
    return letters
