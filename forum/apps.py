"""Application configurations of the project itself."""

from django.contrib.admin.apps import AdminConfig


class ForumAdminConfig(AdminConfig):
    """Django's admin with this site's name on it."""

    default_site = "forum.admin_site.ForumAdminSite"
