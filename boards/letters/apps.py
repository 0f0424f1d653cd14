"""The room of letters."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """Letters that wait for the mail server."""

    name = "boards.letters"
    label = "boards_letters"
    verbose_name = _("Outgoing e-mail")

    def ready(self) -> None:
        from boards.letters import listeners

        listeners.connect()
