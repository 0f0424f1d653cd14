"""Configuration of the support room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    """Finding members, seeing the site as one of them, merging two accounts."""

    name = "boards.support"
    label = "boards_support"
    verbose_name = _("Support")
