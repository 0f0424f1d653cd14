"""The members room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """Members: who they are, and how much of their name others see."""

    name = "boards.members"
    label = "boards_members"
    verbose_name = _("Members")

    def ready(self) -> None:
        """Watch sessions and sign-ins from the start."""
        from allauth.usersessions.models import UserSession

        from boards.members import known_browsers, listeners, sessions

        sessions.connect(UserSession)
        known_browsers.connect()
        listeners.connect()
