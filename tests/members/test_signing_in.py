"""Signing in and out."""

import unicodedata

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory

from boards.imports.actions.load_demo import load_demo
from boards.members.attempts import Attempt
from boards.members.models import FailedSignIns
from tests.factories import AdminFactory, MemberFactory
from tests.members.people import PASSWORD, is_signed_in, sign_in, signed_up, text

pytestmark = pytest.mark.django_db


def request_from(network: str):
    return RequestFactory().post("/accounts/login/", REMOTE_ADDR=network)


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
    def test_five_wrong_passwords_make_the_next_one_wait(self, client, time_machine):
        time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
        signed_up(handle="vubui")
        for _ in range(5):
            assert sign_in(client, "vubui", "wrong").status_code == 422
        refused = sign_in(client, "vubui")
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == "30"
        assert "Too many" in text(refused)
        assert "30 seconds" in text(refused)
        assert 'value="vubui"' in text(refused)
        time_machine.shift(30)
        assert sign_in(client, "vubui").status_code == 302

    def test_the_waits_grow_and_have_an_end(self, client, time_machine):
        time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
        waits = []
        for _ in range(12):
            while (answer := sign_in(client, "vubui", "wrong")).status_code == 429:
                waits.append(int(answer.headers["Retry-After"]))
                time_machine.shift(waits[-1])
        assert waits == [30, 60, 120, 240, 480, 900, 900]

    def test_whoever_waits_long_enough_begins_anew(self, client, time_machine):
        time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
        for _ in range(5):
            sign_in(client, "vubui", "wrong")
        time_machine.shift(6 * 60 * 60)
        assert [sign_in(client, "vubui", "wrong").status_code for _ in range(6)] == [
            *[422] * 5,
            429,
        ]

    def test_an_attempt_that_came_too_early_is_not_counted(self, client, time_machine):
        time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
        for _ in range(5):
            sign_in(client, "vubui", "wrong")
        waits = {sign_in(client, "vubui", "wrong").headers["Retry-After"] for _ in range(9)}
        assert waits == {"30"}

    @pytest.mark.parametrize(
        "spellings",
        [("vubui", "VUBUI", "ｖubui", " vubui ", "Vubui"), ("v@example.com", "V@Example.com") * 3],
    )
    def test_a_name_is_one_however_it_is_spelled(self, spellings):
        signed_up(handle="vubui", email="v@example.com")
        for login in spellings[:5]:
            assert sign_in(Client(), login, "wrong").status_code == 422
        assert sign_in(Client(), spellings[0]).status_code == 429

    def test_the_count_of_a_handle_does_not_tell_whose_address_it_is(self):
        signed_up(handle="vubui", email="v@example.com")
        signed_up(handle="other", email="o@example.com")
        while sign_in(Client(), "vubui", "wrong").status_code == 422:
            pass
        answers = [
            sign_in(Client(), login, "wrong").status_code
            for login in ("v@example.com", "o@example.com", "nobody@example.com")
        ]
        assert answers == [422] * 3

    @pytest.mark.parametrize("login", ["vubui", "v@example.com", "nobody", "nobody@example.com"])
    def test_nothing_tells_whether_there_is_such_a_name(self, login, time_machine):
        time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
        signed_up(handle="vubui", email="v@example.com")
        answers = []
        for _ in range(7):
            answer = sign_in(Client(), login, "wrong")
            answers.append((answer.status_code, answer.headers.get("Retry-After")))
        assert answers == [(422, None)] * 5 + [(429, "30")] * 2

    def test_nobody_is_kept_out_by_guesses_from_another_network(self):
        signed_up(handle="vubui")
        for _ in range(8):
            sign_in(Client(REMOTE_ADDR="203.0.113.9"), "vubui", "wrong")
        assert sign_in(Client(REMOTE_ADDR="198.51.100.7"), "vubui").status_code == 302

    def test_guesses_at_once_are_each_counted(self):
        client = Client()
        for _ in range(4):
            sign_in(client, "vubui", "wrong")
        attempts = [Attempt.by(request_from("127.0.0.1"), name="vubui") for _ in range(2)]
        assert [bool(attempt.begin()) for attempt in attempts] == [False, True]

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
        settings.TRUSTED_PROXIES = 1
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
        settings.TRUSTED_PROXIES = 2
        signed_up(handle="vubui")
        client = Client(headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="")
        assert sign_in(client, "vubui").status_code == 302

    def test_what_is_counted_holds_no_addresses_and_no_names(self):
        client = Client(REMOTE_ADDR="203.0.113.77")
        sign_in(client, "vubui-the-reader", "wrong")
        client.post("/accounts/password/reset/", {"email": "vubui@example.com"})
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key, value FROM cache_entries")
            rows = str(cursor.fetchall())
        assert "forum:" in rows
        counted = FailedSignIns.objects.values_list("key", flat=True)
        assert len(counted) == 3
        rows += str(list(counted))
        for personal in ("203.0.113", "vubui"):
            assert personal not in rows

    def test_the_cache_is_one_for_all_workers(self):
        assert type(cache._connections[cache._alias]).__name__ == "DatabaseCache"


class TestKnownBrowsers:
    """Whoever was in before is let through, whatever others do."""

    def test_the_cookie_is_for_this_site_alone_and_for_no_script(self, client):
        signed_up(handle="vubui")
        cookie = sign_in(client, "vubui").cookies["known_browser"]
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")
        assert cookie["path"] == "/accounts/"
        assert cookie["max-age"] > 300 * 24 * 60 * 60

    def test_on_https_it_travels_by_nothing_else(self, client, settings):
        settings.SESSION_COOKIE_SECURE = True
        signed_up(handle="vubui")
        assert sign_in(client, "vubui").cookies["known_browser"]["secure"]

    @pytest.mark.parametrize("login", ["vubui", "v@example.com"])
    def test_others_cannot_keep_it_out(self, client, login):
        signed_up(handle="vubui", email="v@example.com")
        sign_in(client, "vubui")
        client.post("/accounts/logout/")
        for _ in range(6):
            sign_in(Client(), login, "wrong")
        assert sign_in(Client(), login).status_code == 429
        assert sign_in(client, login).status_code == 302

    def test_a_network_that_guesses_does_not_keep_it_out(self, client):
        signed_up(handle="vubui")
        sign_in(client, "vubui")
        client.post("/accounts/logout/")
        for n in range(21):
            sign_in(Client(), f"nobody{n}", "wrong")
        assert sign_in(client, "vubui").status_code == 302

    def test_guessers_on_many_networks_fill_a_wide_count_that_it_does_not_meet(self, client):
        signed_up(handle="vubui")
        sign_in(client, "vubui")
        client.post("/accounts/logout/")
        for n in range(100):
            guesser = Client(REMOTE_ADDR=f"203.0.113.{n}")
            assert sign_in(guesser, "vubui", "wrong").status_code == 422
        assert sign_in(Client(REMOTE_ADDR="198.51.100.7"), "vubui").status_code == 429
        assert sign_in(client, "vubui").status_code == 302

    def test_it_is_slowed_down_by_its_own_guesses(self, client):
        signed_up(handle="vubui")
        sign_in(client, "vubui")
        client.post("/accounts/logout/")
        statuses = [sign_in(client, "vubui", "wrong").status_code for _ in range(6)]
        assert statuses == [*[422] * 5, 429]

    def test_it_is_known_to_its_own_members_alone(self, client):
        signed_up(handle="vubui")
        signed_up(handle="other")
        sign_in(client, "other")
        client.post("/accounts/logout/")
        for _ in range(6):
            sign_in(Client(), "vubui", "wrong")
        assert sign_in(client, "vubui").status_code == 429

    def test_a_family_shares_one(self, client):
        for handle in ("mother", "father"):
            signed_up(handle=handle)
            sign_in(client, handle)
            client.post("/accounts/logout/")
        for handle in ("mother", "father"):
            for _ in range(6):
                sign_in(Client(), handle, "wrong")
            assert sign_in(client, handle).status_code == 302
            client.post("/accounts/logout/")

    def test_a_wrong_password_makes_none_and_a_forged_cookie_is_none(self, client):
        signed_up(handle="vubui")
        assert "known_browser" not in sign_in(client, "vubui", "wrong").cookies
        client.cookies["known_browser"] = "eyJpZCI6IngifQ:1abc:forged"
        for _ in range(6):
            answer = sign_in(client, "vubui", "wrong")
        assert answer.status_code == 429

    def test_another_password_makes_it_unknown_until_the_next_sign_in(self, client):
        member = signed_up(handle="vubui")
        sign_in(client, "vubui")
        client.post("/accounts/logout/")
        member.set_password("another horse battery")
        member.save()
        for _ in range(6):
            sign_in(Client(), "vubui", "wrong")
        assert sign_in(client, "vubui", "another horse battery").status_code == 429


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
