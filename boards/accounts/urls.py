"""Addresses of the accounts room."""

from django.urls import path

from boards.accounts import (
    deletion_views,
    drafts_views,
    export_views,
    profile_edit_views,
    profile_views,
    settings_views,
)
from boards.accounts.avatars import serving_views as avatar_serving_views

app_name = "accounts"

urlpatterns = [
    path("members/<int:pk>/", profile_views.posts, name="profile"),
    path("members/<int:pk>/comments/", profile_views.comments, name="comments"),
    path("members/<int:pk>/block/", profile_views.block, name="block"),
    path("members/<int:pk>/unblock/", profile_views.unblock, name="unblock"),
    path("members/<int:pk>/remove/", profile_edit_views.remove, name="remove-from-profile"),
    path("avatars/<uuid:key>/<int:side>.webp", avatar_serving_views.avatar, name="avatar"),
    path("drafts/", drafts_views.drafts, name="drafts"),
    path("settings/profile/", profile_edit_views.edit, name="edit-profile"),
    path("settings/", settings_views.preferences, name="settings"),
    path("settings/export/", export_views.export, name="export"),
    path("settings/export/<uuid:token>/", export_views.download, name="download"),
    path("settings/delete/", deletion_views.delete, name="delete"),
    path("settings/delete/cancel/", deletion_views.cancel, name="cancel-deletion"),
]
