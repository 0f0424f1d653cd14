"""The room of background work."""

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    """The queue of tasks: its worker, its retries and its place in the admin."""

    name = "boards.background"
    label = "boards_background"
    verbose_name = _("Background work")

    def ready(self) -> None:
        from boards.background import retrying

        retrying.connect()
        apps.get_app_config("django_tasks_database").verbose_name = self.verbose_name
