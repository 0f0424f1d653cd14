"""Configuration of the search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finds posts by their words, on PostgreSQL and on SQLite alike."""

    name = "boards.search"
    label = "boards_search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from boards.search.index.engines import flushing, statistics
        from boards.search.saved import listeners as saved_listeners
        from boards.search.upkeep import listeners
        from boards.search.vocabulary import listeners as vocabulary_listeners

        listeners.connect()
        vocabulary_listeners.connect()
        saved_listeners.connect()
        statistics.connect(self)
        flushing.connect(self)
