"""Configuration of the backups room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupsConfig(AppConfig):
    """Saves the database with the uploads in one file, and brings both back."""

    name = "boards.backups"
    label = "boards_backups"
    verbose_name = _("Backups")
