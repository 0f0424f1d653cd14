"""Application configurations of the project itself."""

from django.contrib.admin.apps import AdminConfig


class ForumAdminConfig(AdminConfig):
    """Django's admin with this site's name on it."""

    default_site = "forum.admin_site.ForumAdminSite"

    def ready(self) -> None:
        from forum import second_step

        super().ready()
        second_step.connect()
