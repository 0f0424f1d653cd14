"""Addresses of the room of vote rings."""

from django.urls import path

from boards.vote_rings import views

app_name = "vote_rings"

urlpatterns = [
    path("moderation/recommendations/<int:pk>/", views.ring, name="ring"),
    path("moderation/recommendations/<int:pk>/restore/", views.restore, name="restore"),
]
