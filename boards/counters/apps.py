"""The counters room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CountersConfig(AppConfig):
    """Counts views: what one is, who counts, and the totals."""

    name = "boards.counters"
    label = "boards_counters"
    verbose_name = _("View counters")
