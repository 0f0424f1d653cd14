"""Addresses of every room of the community."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("boards.members.urls")),
    path("accounts/", include("boards.members.account_urls")),
    path("", include("boards.accounts.urls")),
    path("", include("boards.posts.urls")),
]
