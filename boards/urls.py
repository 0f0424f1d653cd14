"""Addresses of every room of the community, those first that are asked for most."""

from django.urls import include, path

urlpatterns = [
    path("", include("boards.posts.urls")),
    path("", include("boards.search.urls")),
    path("accounts/", include("boards.members.urls")),
    path("accounts/", include("boards.members.account_urls")),
    path("", include("boards.accounts.urls")),
    path("", include("boards.feeds.urls")),
    path("", include("boards.discovery.urls")),
    path("", include("boards.previews.urls")),
    path("", include("boards.support.urls")),
    path("", include("boards.moderation.urls")),
    path("", include("boards.vote_rings.urls")),
    path("", include("boards.filters.urls")),
]
