"""Addresses of allauth's pages, under the names that allauth gives them."""

from importlib import import_module

from django.urls import include, path

from boards.members.other_sites import leaving_by_a_page, only_if_switched_on
from boards.members.sign_up_views import sign_up

urlpatterns = [
    path("signup/", sign_up, name="account_signup"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

for provider in ("google", "kakao", "naver"):
    views = import_module(f"allauth.socialaccount.providers.{provider}.views")
    urlpatterns += [
        path(
            f"{provider}/login/",
            only_if_switched_on(leaving_by_a_page(views.oauth2_login)),
            name=f"{provider}_login",
        ),
        path(
            f"{provider}/login/callback/",
            only_if_switched_on(views.oauth2_callback),
            name=f"{provider}_callback",
        ),
    ]
