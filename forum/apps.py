"""Application configurations of the project itself."""

from django.contrib.admin.apps import AdminConfig
from django.core.checks.registry import registry
from django.core.checks.security.base import check_sts_preload


class ForumAdminConfig(AdminConfig):
    """Django's admin with this site's name on it."""

    default_site = "forum.admin_site.ForumAdminSite"

    def ready(self) -> None:
        """Let `check --deploy` not ask for HSTS preloading, which is for the site to choose."""
        super().ready()
        registry.deployment_checks.discard(check_sts_preload)
