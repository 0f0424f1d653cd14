"""Configuration of the previews room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreviewsConfig(AppConfig):
    """Titles and pictures of the pages that posts link to."""

    name = "boards.previews"
    label = "boards_previews"
    verbose_name = _("Link previews")

    def ready(self) -> None:
        from boards.previews import listeners

        listeners.connect()
