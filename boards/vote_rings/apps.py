"""Configuration of the room of vote rings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoteRingsConfig(AppConfig):
    """Recommendations that look agreed upon."""

    name = "boards.vote_rings"
    label = "boards_vote_rings"
    verbose_name = _("Suspicious recommendations")

    def ready(self) -> None:
        from boards.vote_rings import kind, listeners

        kind.connect()
        listeners.connect()
