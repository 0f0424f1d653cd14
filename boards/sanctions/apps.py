"""The room of sanctions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SanctionsConfig(AppConfig):
    """Warnings, silences, suspensions, and networks that may not sign up."""

    name = "boards.sanctions"
    label = "boards_sanctions"
    verbose_name = _("Sanctions")

    def ready(self) -> None:
        """Keep what must not sign up from signing up."""
        from boards.members.new_members import use_sign_up_rule
        from boards.sanctions.sign_up import check_network

        use_sign_up_rule(check_network)
