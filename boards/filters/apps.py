"""Configuration of the filters room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiltersConfig(AppConfig):
    """Watched words, patterns and domains, and the texts that wait for a moderator."""

    name = "boards.filters"
    label = "boards_filters"
    verbose_name = _("Filters and approval")

    def ready(self) -> None:
        from boards.filters import listeners

        listeners.connect()
