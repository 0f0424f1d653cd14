"""How the admin's first page is grouped: what runs a community first, the machinery last.

Django groups by app, in the order of the alphabet. Who runs a board thinks of boards, notices,
posts and members, and meets queues and caches only when something is wrong.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

# The models of the first section, in its order, by their labels.
COMMUNITY = (
    "boards.board",
    "boards_posts.notice",
    "boards_posts.post",
    "boards_posts.comment",
    "boards_members.member",
    "boards_moderation.reportreason",
    "boards_posts.poll",
    "boards_posts.tag",
    "boards_filters.filter",
    "boards_filters.approval",
    "boards_search.synonymgroup",
    "boards_posts.upload",
    "boards_imports.importedpage",
)
COMMUNITY_NAME = _("Community")
TECHNICAL_NAME = _("Technical")


def sections(apps: Iterable[dict[str, Any]], *, with_technical: bool) -> list[dict[str, Any]]:
    """Return the apps of `AdminSite.get_app_list` as two sections; an empty one is left out.

    Args:
        with_technical: whether the visitor is shown the second one, which holds all the rest.
    """
    rows = {_label(row): row for app in apps for row in app["models"]}
    community = [rows.pop(label) for label in COMMUNITY if label in rows]
    technical = sorted(rows.values(), key=lambda row: str(row["name"])) if with_technical else []
    found = [
        _section("community", COMMUNITY_NAME, community),
        _section("technical", TECHNICAL_NAME, technical),
    ]
    return [section for section in found if section["models"]]


def _label(row: dict[str, Any]) -> str:
    return str(row["model"]._meta.label_lower)


def _section(label: str, name: Any, models: list[dict[str, Any]]) -> dict[str, Any]:
    # Django's template wants the address of a page for each group; these have none of their own.
    return {
        "name": name,
        "app_label": label,
        "app_url": "#" + label,
        "has_module_perms": True,
        "models": models,
    }
