"""Signing in and out."""

import unicodedata

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from boards.imports.actions.load_demo import load_demo
from tests.factories import AdminFactory, MemberFactory
from tests.members.people import PASSWORD, is_signed_in, sign_in, signed_up, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "login",
    ["홍길동", unicodedata.normalize("NFD", "홍길동"), "HONG@example.com", " hong@example.com "],
)
def test_by_handle_or_address_whatever_its_case_or_composition(client, login):
    signed_up(handle="홍길동", email="hong@example.com")
    assert sign_in(client, login).headers["Location"] == "/"
    assert is_signed_in(client)


def test_a_wrong_password_is_answered_as_an_unknown_name_is(client):
    signed_up(handle="vubui", email="vubui@example.com")
    known, unknown = sign_in(client, "vubui", "wrong"), sign_in(client, "nobody", "wrong")
    assert known.status_code == unknown.status_code == 422
    assert [str(r.context["form"].errors) for r in (known, unknown)][0] == str(
        unknown.context["form"].errors
    )
    assert 'value="vubui"' in text(known)
    assert "wrong" not in text(known)


def test_a_switched_off_member_stays_out(client):
    signed_up(handle="vubui", is_active=False)
    assert sign_in(client, "vubui").headers["Location"] == "/accounts/inactive/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/boards/?page=2", "/boards/?page=2"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_next_leads_to_this_site_alone(client, target, leads_to):
    signed_up(handle="vubui")
    assert sign_in(client, "vubui", next=target).headers["Location"] == leads_to


def test_next_is_handed_on_to_the_sign_up(client):
    page = text(client.get("/accounts/login/?next=/boards/"))
    assert 'href="/accounts/signup/?next=%2Fboards%2F"' in page


def test_signing_out_wants_a_post(client):
    signed_up(handle="vubui")
    sign_in(client, "vubui")
    client.get("/accounts/logout/")
    assert is_signed_in(client)
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert not is_signed_in(client)


def test_forms_want_a_token():
    strict = Client(enforce_csrf_checks=True)
    for path in ("login", "signup", "logout", "password/reset", "handle"):
        assert strict.post(f"/accounts/{path}/").status_code == 403


def test_stays_signed_in_only_when_asked(client):
    signed_up(handle="vubui")
    assert sign_in(client, "vubui").cookies["sessionid"]["max-age"] == ""
    client.logout()
    assert sign_in(client, "vubui", remember="on").cookies["sessionid"]["max-age"]


class TestLimits:
    def test_five_wrong_passwords_close_an_account_for_a_while(self, client, time_machine):
        time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
        signed_up(handle="vubui")
        for _ in range(5):
            assert sign_in(client, "vubui", "wrong").status_code == 422
        refused = sign_in(client, "vubui")
        assert refused.status_code == 422
        assert "Too many" in text(refused)
        time_machine.shift(301)
        assert sign_in(client, "vubui").status_code == 302

    def test_an_account_is_one_however_it_is_named(self, client):
        signed_up(handle="vubui", email="v@example.com")
        for login in ("vubui", "VUBUI", "ｖubui", "v@example.com", "V@example.com"):
            sign_in(Client(REMOTE_ADDR=f"203.0.113.{len(login)}"), login, "wrong")
        assert "Too many" in text(sign_in(client, "vubui"))

    def test_others_are_not_kept_out(self, client):
        signed_up(handle="vubui")
        signed_up(handle="other")
        for _ in range(6):
            sign_in(client, "vubui", "wrong")
        assert sign_in(client, "other").status_code == 302

    def test_one_address_cannot_try_many_accounts(self, client):
        signed_up(handle="vubui")
        answers = [text(sign_in(client, f"nobody{n}", "wrong")) for n in range(21)]
        assert "Too many" in answers[-1]
        assert "Too many" in text(sign_in(client, "vubui"))
        assert sign_in(Client(REMOTE_ADDR="203.0.113.9"), "vubui").status_code == 302

    def test_right_passwords_do_not_count(self, client):
        signed_up(handle="vubui")
        for _ in range(8):
            assert sign_in(client, "vubui").status_code == 302
            client.logout()

    def test_a_network_of_ipv6_is_one_address(self):
        for n in range(20):
            sign_in(Client(REMOTE_ADDR=f"2001:db8::{n:x}"), f"nobody{n}", "wrong")
        signed_up(handle="vubui")
        assert "Too many" in text(sign_in(Client(REMOTE_ADDR="2001:db8::ffff"), "vubui"))
        assert sign_in(Client(REMOTE_ADDR="2001:db8:0:1::1"), "vubui").status_code == 302

    def test_behind_a_proxy_the_reader_is_counted_and_not_the_proxy(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        signed_up(handle="vubui")
        for n in range(21):
            client = Client(headers={"x-forwarded-for": f"10.0.0.{n}, 198.51.100.7"})
            sign_in(client, f"nobody{n}", "wrong")
        same = Client(headers={"x-forwarded-for": "198.51.100.7"})
        assert "Too many" in text(sign_in(same, "vubui"))
        another = Client(headers={"x-forwarded-for": "198.51.100.8"})
        assert sign_in(another, "vubui").status_code == 302

    @pytest.mark.parametrize("forwarded", ["", "unknown", "1.2.3.4"])
    def test_where_no_address_can_be_read_people_still_sign_in(self, settings, forwarded):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
        signed_up(handle="vubui")
        client = Client(headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="")
        assert sign_in(client, "vubui").status_code == 302

    def test_the_cache_holds_no_addresses_and_no_names(self):
        sign_in(Client(REMOTE_ADDR="203.0.113.77"), "vubui-the-reader", "wrong")
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key, value FROM cache_entries")
            rows = str(cursor.fetchall())
        assert "forum:" in rows
        for personal in ("203.0.113", "vubui"):
            assert personal not in rows

    def test_the_cache_is_one_for_all_workers(self):
        assert type(cache._connections[cache._alias]).__name__ == "DatabaseCache"


class TestWhoWasMadeByHand:
    def test_a_superuser_of_the_command_line_signs_in_at_once(self, client, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
        for email in ("chief@example.com", ""):
            handle = f"chief{len(email)}"
            call_command("createsuperuser", handle=handle, email=email, interactive=False)
            assert sign_in(client, handle).headers["Location"] == "/"
            client.logout()

    def test_the_demo_signs_in_at_once(self):
        passwords = load_demo()
        assert passwords
        for handle, password in passwords.items():
            client = Client()
            assert sign_in(client, handle, password).headers["Location"] == "/"

    def test_a_member_of_the_admin_confirms_the_address_first(self, client, mailoutbox):
        MemberFactory(handle="vubui", email="v@example.com", password=PASSWORD)
        assert sign_in(client, "vubui").headers["Location"] == "/accounts/confirm-email/"
        assert mailoutbox[0].to == ["v@example.com"]

    def test_a_member_without_an_address_has_nothing_to_confirm(self, client):
        MemberFactory(handle="vubui", email="", password=PASSWORD)
        assert sign_in(client, "vubui").headers["Location"] == "/"


class TestTheAdmin:
    def test_has_no_sign_in_of_its_own(self, client):
        AdminFactory(handle="chief", password=PASSWORD).vouch_for_email()
        response = client.get("/admin/", follow=True)
        assert response.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2F"
        refused = client.post("/admin/login/", {"username": "chief", "password": PASSWORD})
        assert refused.headers["Location"].startswith("/accounts/login/")
        assert not is_signed_in(client)
        assert sign_in(client, "chief", next="/admin/").headers["Location"] == "/admin/"
        assert client.get("/admin/").status_code == 200

    def test_turns_away_who_is_no_staff(self, client):
        client.force_login(signed_up())
        assert client.get("/admin/login/?next=/admin/").status_code == 403

    @pytest.mark.parametrize("name", ["socialaccount/socialapp", "usersessions/usersession"])
    def test_does_not_show_keys_and_sessions(self, client, name):
        client.force_login(AdminFactory())
        assert client.get(f"/admin/{name}/").status_code == 404
