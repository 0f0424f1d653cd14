"""Addresses of allauth's pages, under the names that allauth gives them."""

from importlib import import_module

from django.urls import include, path, re_path

from boards.members.confirmation_views import confirm_address, confirmation_sent
from boards.members.password_views import forgotten_password, password_email_sent
from boards.members.sign_up_views import sign_up
from boards.members.social_login import leaving_by_a_page, only_if_switched_on

urlpatterns = [
    path("signup/", sign_up, name="account_signup"),
    path("confirm-email/", confirmation_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", confirm_address, name="account_confirm_email"),
    path("password/reset/", forgotten_password, name="account_reset_password"),
    path("password/reset/done/", password_email_sent, name="account_reset_password_done"),
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
