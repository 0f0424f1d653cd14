"""Application configurations of the project itself."""

from django.contrib.admin.apps import AdminConfig
from django.core import checks
from django.core.checks.registry import registry
from django.core.checks.security.base import check_sts_preload


class ForumAdminConfig(AdminConfig):
    """Django's admin with this site's name on it."""

    default_site = "forum.admin_site.ForumAdminSite"

    def ready(self) -> None:
        """Let `check` look at the schema and leave HSTS alone; let the second step follow sign-ins.

        HSTS preloading is for the site to choose.
        """
        super().ready()
        from forum import second_step
        from forum.schema import check_schema  # these need the models

        checks.register(check_schema, checks.Tags.database)
        registry.deployment_checks.discard(check_sts_preload)
        second_step.connect()
