"""Configuration of the discovery room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    """What search engines and other sites read of a page."""

    name = "boards.discovery"
    label = "boards_discovery"
    verbose_name = _("Search engines")
