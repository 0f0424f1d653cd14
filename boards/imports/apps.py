"""The imports room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """Brings in what was written elsewhere."""

    name = "boards.imports"
    label = "boards_imports"
    verbose_name = _("Imports")
