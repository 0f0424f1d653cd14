"""Signing in through another site, played by a server on the loopback interface."""

import re
from datetime import timedelta
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from allauth.socialaccount.providers.kakao.views import KakaoOAuth2Adapter
from allauth.socialaccount.providers.naver.views import NaverOAuth2Adapter
from django.test import Client
from django.utils import timezone

from boards.members.models import Member
from forum.sign_in_providers import sign_in_providers
from tests.forum.page_rules import broken_rules
from tests.members.other_site import running_other_site
from tests.members.people import is_signed_in, link_in, prove_again, signed_up, text

pytestmark = pytest.mark.django_db

KAKAO = {
    "id": 4711,
    "kakao_account": {
        "email": "ryan@example.com",
        "is_email_verified": True,
        "profile": {"nickname": "라이언"},
    },
}


@pytest.fixture(scope="module")
def server():
    with running_other_site() as site:
        yield site


@pytest.fixture
def other_site(server, settings, monkeypatch):
    """Google, Kakao and Naver, switched on and played by the server."""
    keys = ("the-id", server.secret)
    settings.SOCIALACCOUNT_PROVIDERS = sign_in_providers(google=keys, kakao=keys, naver=keys)
    for adapter in (GoogleOAuth2Adapter, KakaoOAuth2Adapter, NaverOAuth2Adapter):
        monkeypatch.setattr(adapter, "authorize_url", f"{server.url}/authorize")
        monkeypatch.setattr(adapter, "access_token_url", f"{server.url}/token")
        monkeypatch.setattr(adapter, "profile_url", f"{server.url}/profile", raising=False)
    server.profile = KAKAO
    yield server
    server.id_token = ""


def go_there_and_back(client: Client, provider: str = "kakao", query: str = ""):
    """Press the button, follow to the other site and come back as the browser would."""
    page = client.post(f"/accounts/{provider}/login/{query}")
    assert page.status_code == 200
    assert broken_rules(text(page)) == []
    address = urlsplit(unescape(re.search(r'class="button" href="([^"]+)"', text(page))[1]))
    connection = HTTPConnection(address.netloc)
    connection.request("GET", f"{address.path}?{address.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    assert back.netloc == "testserver"
    return client.get(f"{back.path}?{back.query}")


class TestSwitchedOff:
    @pytest.mark.parametrize("provider", ["google", "kakao", "naver"])
    def test_it_is_not_there(self, client, provider):
        for path in (f"/accounts/{provider}/login/", f"/accounts/{provider}/login/callback/"):
            assert client.get(path).status_code == 404

    def test_it_is_not_shown(self, client):
        for path in ("/accounts/login/", "/accounts/signup/"):
            assert "another site" not in text(client.get(path))
        client.force_login(signed_up())
        assert "/accounts/3rdparty/" not in text(client.get("/accounts/sessions/"))


class TestSwitchedOn:
    def test_has_its_button(self, client, other_site):
        page = text(client.get("/accounts/login/?next=/boards/"))
        assert "Continue with Kakao" in page
        assert "Continue with Google" in page
        assert broken_rules(page) == []

    def test_a_new_member_only_chooses_a_handle(self, client, other_site):
        response = go_there_and_back(client, query="?process=login&next=/boards/")
        assert response.headers["Location"] == "/accounts/3rdparty/signup/"
        form = text(client.get("/accounts/3rdparty/signup/"))
        assert "라이언" in form
        refused = client.post(
            "/accounts/3rdparty/signup/", {"username": "운영자", "email": "ryan@example.com"}
        )
        assert refused.status_code == 422
        response = client.post(
            "/accounts/3rdparty/signup/", {"username": "라이언", "email": "ryan@example.com"}
        )
        assert response.headers["Location"] == "/boards/"
        assert is_signed_in(client)
        member = Member.objects.get()
        assert (member.handle, member.email) == ("라이언", "ryan@example.com")
        assert not member.has_usable_password()
        assert not SocialToken.objects.exists()

    @pytest.mark.parametrize("audience", ["the-id", "another-site"])
    def test_google_tells_of_its_member_in_a_token_for_this_site(
        self, client, other_site, audience
    ):
        claims = {
            "iss": "https://accounts.google.com",
            "aud": audience,
            "sub": "g-1",
            "email": "gil@example.com",
            "email_verified": True,
            "iat": timezone.now(),
            "exp": timezone.now() + timedelta(minutes=5),
        }
        other_site.id_token = jwt.encode(claims, "k" * 32, algorithm="HS256")
        go_there_and_back(client, "google")
        client.post("/accounts/3rdparty/signup/", {"username": "길동", "email": "gil@example.com"})
        assert is_signed_in(client) == (audience == "the-id")

    def test_a_known_one_is_in_at_once(self, client, other_site):
        member = signed_up()
        SocialAccount.objects.create(user=member, provider="kakao", uid="4711")
        go_there_and_back(client, query="?next=/boards/")
        assert is_signed_in(client)

    def test_an_address_that_the_other_site_did_not_check_is_confirmed(
        self, client, other_site, mailoutbox
    ):
        other_site.profile = {"response": {"id": "n-1", "email": "mine@elsewhere.example"}}
        go_there_and_back(client, "naver")
        client.post(
            "/accounts/3rdparty/signup/",
            {"username": "naverian", "email": "mine@elsewhere.example"},
        )
        assert not is_signed_in(client)
        client.post(link_in(mailoutbox[0]))
        assert is_signed_in(client)

    def test_the_address_of_a_member_opens_no_account(self, client, other_site, mailoutbox):
        signed_up(handle="ryan", email="ryan@example.com")
        go_there_and_back(client)
        client.post(
            "/accounts/3rdparty/signup/", {"username": "thief", "email": "ryan@example.com"}
        )
        assert not is_signed_in(client)
        assert "account already" in mailoutbox[0].subject
        assert Member.objects.count() == 1

    def test_is_connected_and_disconnected_by_a_member(self, client, other_site):
        member = signed_up()
        client.force_login(member)
        prove_again(client)
        go_there_and_back(client, query="?process=connect")
        account = SocialAccount.objects.get()
        assert account.user == member
        page = text(client.get("/accounts/3rdparty/"))
        assert "Kakao" in page
        assert broken_rules(page) == []
        client.post("/accounts/3rdparty/", {"account": account.pk})
        assert not SocialAccount.objects.exists()

    def test_the_only_way_in_is_not_given_up(self, client, other_site):
        member = signed_up(password=None)
        account = SocialAccount.objects.create(user=member, provider="kakao", uid="4711")
        client.force_login(member)
        response = client.post("/accounts/3rdparty/", {"account": account.pk})
        assert response.status_code == 422
        assert SocialAccount.objects.exists()

    def test_a_get_leads_to_a_question_first(self, client, other_site):
        page = client.get("/accounts/kakao/login/")
        assert page.status_code == 200
        assert other_site.url not in text(page)

    @pytest.mark.parametrize("query", ["", "?code=the-code&state=forged", "?error=access_denied"])
    def test_coming_back_without_having_left_does_nothing(self, client, other_site, query):
        response = client.get(f"/accounts/kakao/login/callback/{query}")
        assert response.status_code in (302, 401)
        assert not is_signed_in(client)

    def test_a_wrong_secret_is_told_and_does_nothing(self, client, other_site, settings):
        settings.SOCIALACCOUNT_PROVIDERS = sign_in_providers(kakao=("the-id", "wrong"))
        assert go_there_and_back(client).status_code == 401
        assert not is_signed_in(client)
