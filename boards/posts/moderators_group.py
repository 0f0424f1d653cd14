"""What the group of moderators may do in the admin."""

from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.db.models.signals import post_migrate

from boards.moderators import moderators_group

PERMISSIONS = {
    "boards": ("view_board",),
    "boards_counters": ("view_viewtotal",),
    "boards_posts": (
        "view_post", "change_post", "view_tag", "view_comment", "change_comment",
        "view_notice", "add_notice", "change_notice", "delete_notice",
    ),
}  # fmt: skip


def set_group_permissions(*, apps: Apps = installed_apps, verbosity: int = 1, **_: Any) -> None:
    """Give the group of moderators exactly these permissions, after every migration.

    A site that wants to give its moderators more makes another group for it.
    """
    if not all(apps.all_models.get(label) for label in ("auth", *PERMISSIONS)):
        return  # migrated backwards, to a state without these tables
    wanted = Q()
    for label, codenames in PERMISSIONS.items():
        # Django makes permissions on the same signal, perhaps after this.
        create_permissions(installed_apps.get_app_config(label), verbosity=verbosity)
        wanted |= Q(content_type__app_label=label, codename__in=codenames)
    moderators_group().permissions.set(Permission.objects.filter(wanted))


def connect(sender: Any) -> None:
    """Start listening to the migrations of one app; called once, when Django is ready."""
    post_migrate.connect(set_group_permissions, sender=sender, dispatch_uid="boards.posts")
