"""Configuration of the feeds room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedsConfig(AppConfig):
    """Atom and RSS feeds of lists and talks."""

    name = "boards.feeds"
    label = "boards_feeds"
    verbose_name = _("Feeds")
