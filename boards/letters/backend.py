"""Where Django leaves its e-mail: in the queue."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction


class QueueBackend(BaseEmailBackend):
    """Stores messages as letters, in the transaction that writes them."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages and return how many there were; raise what the database raises.

        `fail_silently` swallows that: a letter about an error must not be one more error.
        """
        # Django loads the backend before the models.
        from boards.letters.actions.write_letter import write_letter

        try:
            with transaction.atomic():
                return sum(bool(write_letter(message)) for message in email_messages)
        except Exception:
            if not self.fail_silently:
                raise
            return 0
