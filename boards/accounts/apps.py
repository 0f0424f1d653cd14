"""The accounts room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """What a member does with the own account across rooms."""

    name = "boards.accounts"
    label = "boards_accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from boards.accounts import reported_profiles

        reported_profiles.connect()
