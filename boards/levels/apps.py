"""The room of levels."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LevelsConfig(AppConfig):
    """What members did, by which their levels rise."""

    name = "boards.levels"
    label = "boards_levels"
    verbose_name = _("Levels of members")

    def ready(self) -> None:
        """Look at levels when somebody signs in, when a text is approved, and now and then."""
        from boards.levels import listeners

        listeners.connect()
