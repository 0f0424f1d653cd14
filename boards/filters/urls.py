"""Addresses of the filters room."""

from django.urls import path

from boards.filters import views

app_name = "filters"

urlpatterns = [
    path("moderation/waiting/", views.waiting, name="waiting"),
    path("moderation/waiting/<int:pk>/approve/", views.approve_text, name="approve"),
    path("moderation/waiting/<int:pk>/refuse/", views.refuse_text, name="refuse"),
    path("waiting/", views.own, name="own"),
]
