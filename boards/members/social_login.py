"""Signing in by way of another site: Google, Kakao or Naver."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

View = Callable[[HttpRequest], HttpResponse]
NAVER_DOMAIN = "@naver.com"
# The names that allauth gives them; templates translate them.
NAMES = (gettext_noop("Google"), gettext_noop("Kakao"), gettext_noop("Naver"))


class SocialLoginAdapter(DefaultSocialAccountAdapter):
    """Which other sites there are, and what of their word is believed."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the sites that the settings name; there are none in the database."""
        apps = super().list_apps(request, provider=provider, client_id=client_id)
        return [app for app in apps if not app.pk]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Want proof of an address that Naver's members may have typed in themselves."""
        if sociallogin.account.provider == "naver":
            for address in sociallogin.email_addresses:
                address.verified = address.email.lower().endswith(NAVER_DOMAIN)


def only_if_switched_on(view: View) -> View:
    """Answer 404 where the settings have no keys of the other site."""

    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SocialApp.DoesNotExist as error:
            raise Http404 from error

    return checked


def leaving_by_a_page(view: View) -> View:
    """Turn the redirection to the other site into a page that goes there.

    The Content-Security-Policy lets forms go to this site alone, and a browser that obeys it
    stops a form's redirections too. A page of its own may go anywhere.
    """

    def leaving(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        address = response.headers.get("Location", "")
        if not urlsplit(address).netloc:
            return response
        return render(request, "socialaccount/leaving.html", {"address": address})

    return leaving
