"""Addresses of the previews room."""

from django.urls import path

from boards.previews import views

app_name = "previews"

urlpatterns = [
    path("previews/<uuid:picture_key>.webp", views.picture, name="picture"),
]
