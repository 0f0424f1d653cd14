"""The core room: boards and who may do what on them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    """Boards, and the ground on which the other rooms stand."""

    name = "boards"
    label = "boards"
    verbose_name = _("Boards")
