"""Configuration of the samples room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SamplesConfig(AppConfig):
    """Generated content, to see the site with a million posts."""

    name = "boards.samples"
    label = "boards_samples"
    verbose_name = _("Samples")
