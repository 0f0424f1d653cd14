"""The authenticator app, the codes for the day it is lost, and the list of sessions."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.factories import AdminFactory
from tests.members.people import is_signed_in, prove_again, sign_in, signed_up, text

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def secured(client):
    """A member with an authenticator app: its key and the recovery codes; signed out again."""
    signed_up(handle="vubui", email="v@example.com")
    sign_in(client, "vubui")
    prove_again(client)
    page = text(client.get("/accounts/2fa/totp/activate/"))
    secret = re.search(r'secret-key">(\w+)<', page)[1]
    assert "<svg" in page
    assert "data:" not in page
    shown = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    area = re.search(r"<textarea.*?</textarea>", text(shown), re.S)[0]
    client.post("/accounts/logout/")
    return secret, re.findall(r"\b\d{8}\b", area)


def test_the_app_is_asked_for_its_code(client, secured, time_machine):
    secret, _codes = secured
    assert sign_in(client, "vubui").headers["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)
    assert client.get("/accounts/handle/").status_code == 302
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 422
    time_machine.move_to(time.time() + 90)  # a code is good once
    response = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert response.headers["Location"] == "/"
    assert is_signed_in(client)


def test_a_recovery_code_works_once(client, secured):
    _secret, codes = secured
    assert len(codes) == 10
    for code, works in ((codes[0], True), (codes[0], False), (codes[1], True)):
        sign_in(client, "vubui")
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert is_signed_in(client) is works
        client.logout()


def test_guessing_codes_is_stopped(client, secured):
    sign_in(client, "vubui")
    answers = [
        text(client.post("/accounts/2fa/authenticate/", {"code": f"{n:06}"})) for n in range(7)
    ]
    assert "Too many" in answers[-1]


def test_who_guesses_codes_is_told_when_to_try_again(client, secured):
    sign_in(client, "vubui")
    answers = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}) for _ in range(7)]
    assert answers[0].status_code == 422
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_next_survives_the_second_step(client, secured):
    sign_in(client, "vubui", next="/boards/")
    response = client.post("/accounts/2fa/authenticate/", {"code": secured[1][0]})
    assert response.headers["Location"] == "/boards/"


def test_a_wrong_code_does_not_switch_it_on(client):
    member = signed_up(handle="vubui")
    client.force_login(member)
    prove_again(client)
    client.get("/accounts/2fa/totp/activate/")
    assert client.post("/accounts/2fa/totp/activate/", {"code": "1"}).status_code == 422
    assert not Authenticator.objects.exists()


def test_it_is_switched_off_again_with_a_letter(client, secured, mailoutbox):
    sign_in(client, "vubui")
    client.post("/accounts/2fa/authenticate/", {"code": secured[1][0]})
    prove_again(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert "deactivated" in mailoutbox[-1].body.lower()


def test_pages_want_the_password_again(client):
    client.force_login(signed_up())
    for page in ("totp/activate/", "webauthn/add/", "recovery-codes/generate/"):
        response = client.get(f"/accounts/2fa/{page}")
        assert response.headers["Location"].startswith("/accounts/reauthenticate/"), page


def test_staff_help_who_lost_everything_and_see_no_secret(client, secured):
    client.force_login(AdminFactory())
    listing = text(client.get("/admin/mfa/authenticator/"))
    assert "vubui" in listing
    totp = Authenticator.objects.get(type="totp")
    assert secured[0] not in text(client.get(f"/admin/mfa/authenticator/{totp.pk}/change/"))
    client.post(f"/admin/mfa/authenticator/{totp.pk}/delete/", {"post": "yes"})
    Authenticator.objects.all().delete()
    assert sign_in(Client(), "vubui").headers["Location"] == "/"


class TestSessions:
    FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    PHONE = (
        "Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/130.0.0.0 Mobile Safari/537.36"
    )

    def test_are_listed_by_browser_without_addresses(self, client):
        signed_up(handle="vubui")
        here = Client(headers={"user-agent": self.FIREFOX}, REMOTE_ADDR="203.0.113.77")
        there = Client(headers={"user-agent": self.PHONE}, REMOTE_ADDR="203.0.113.78")
        for browser in (here, there):
            sign_in(browser, "vubui")
        page = text(here.get("/accounts/sessions/"))
        assert "Firefox · Linux" in page
        assert "Chrome · Android" in page
        stored = str(list(UserSession.objects.values("ip", "user_agent")))
        for personal in ("203.0.113", "SM-S918N", "130.0"):
            assert personal not in page + stored

    def test_are_ended_everywhere_else(self, client):
        signed_up(handle="vubui")
        signed_up(handle="other")
        here, there, others = Client(), Client(), Client()
        sign_in(here, "vubui")
        sign_in(there, "vubui")
        sign_in(others, "other")
        assert "Sign out everywhere else" in text(here.get("/accounts/sessions/"))
        here.post("/accounts/sessions/")
        assert here.get("/accounts/sessions/").status_code == 200
        assert there.get("/accounts/sessions/").status_code == 302
        assert others.get("/accounts/sessions/").status_code == 200
        assert "everywhere else" not in text(here.get("/accounts/sessions/"))
