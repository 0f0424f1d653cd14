"""Addresses of the members room."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

app_name = "members"

urlpatterns = [
    path(
        "login/",
        LoginView.as_view(template_name="members/login.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("logout/", LogoutView.as_view(), name="logout"),
]
