"""Addresses of the members room's own pages; allauth's are in account_urls."""

from django.urls import path

from boards.members import handle_views

app_name = "members"

urlpatterns = [
    path("handle/", handle_views.handle, name="handle"),
]
