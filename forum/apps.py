"""Application configurations of the project itself."""

from django.contrib.admin.apps import AdminConfig
from django.core import checks


class ForumAdminConfig(AdminConfig):
    """Django's admin with this site's name on it."""

    default_site = "forum.admin_site.ForumAdminSite"

    def ready(self) -> None:
        """Let `check` and `migrate` look at the schema, and the second step follow sign-ins."""
        super().ready()
        from forum import second_step
        from forum.schema import check_schema  # these need the models

        checks.register(check_schema, checks.Tags.database)
        second_step.connect()
