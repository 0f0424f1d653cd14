"""The admin opens after a second step alone."""

import re
import time

import pytest
from django.test import Client
from pytest_django import Settings

from boards.members.models import Member
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.members.people import PASSWORD, prove_again, sign_in, text
from tests.members.test_two_steps import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def second_step_is_asked_for(settings: Settings) -> None:
    settings.ADMIN_SECOND_STEP = True


@pytest.fixture
def chief(client: Client) -> Member:
    """An administrator, signed in by password alone."""
    member = AdminFactory(handle="chief", password=PASSWORD)
    member.vouch_for_email()
    sign_in(client, "chief")
    return member


def set_up(client: Client) -> str:
    """Set up the app, and return its key."""
    prove_again(client)
    page = text(client.get("/accounts/2fa/totp/activate/"))
    secret = re.search(r'secret-key">(\w+)<', page)[1]
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    return secret


def test_staff_without_one_are_led_to_set_it_up_and_back(client: Client, chief: Member) -> None:
    board = BoardFactory()
    target = f"/admin/boards/board/{board.pk}/change/?_changelist_filters=q%3Da"
    led = client.get(target, follow=True)
    assert led.redirect_chain == [("/accounts/2fa/", 302)]
    assert "a password alone does not open it" in text(led)
    assert f'href="{target}"' not in text(led)  # it would lead back here
    assert client.get(target).status_code == 302
    set_up(client)
    codes = client.get("/accounts/2fa/recovery-codes/")
    assert f'href="{target}"' in text(codes)
    assert client.get(target).status_code == 200
    assert "a password alone does not open it" not in text(client.get("/accounts/2fa/"))


def test_the_reason_is_told_in_korean_too(client: Client, chief: Member) -> None:
    client.cookies["django_language"] = "ko"
    assert "비밀번호만으로는" in text(client.get("/admin/", follow=True))


def test_staff_who_have_one_and_did_not_use_it_are_asked_for_it(
    client: Client, chief: Member, time_machine
) -> None:
    secret = set_up(client)
    other = Client()
    other.force_login(chief)
    asked = other.get("/admin/boards/board/")
    assert asked.headers["Location"].startswith("/accounts/2fa/reauthenticate/?next=%2Fadmin%2F")
    assert other.post("/admin/boards/board/add/", {"name_ko": "x"}).status_code == 302
    time_machine.move_to(time.time() + 90)  # a code is good once
    answer = other.post(asked.headers["Location"], {"code": code_of(secret)})
    assert answer.headers["Location"] == "/admin/boards/board/"
    assert other.get("/admin/boards/board/").status_code == 200


def test_a_sign_in_with_both_steps_opens_it(client: Client, chief: Member, time_machine) -> None:
    secret = set_up(client)
    time_machine.move_to(time.time() + 90)
    other = Client()
    assert sign_in(other, "chief").headers["Location"] == "/accounts/2fa/authenticate/"
    other.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert other.get("/admin/").status_code == 200


def test_who_takes_it_away_has_to_set_up_another(client: Client, chief: Member) -> None:
    set_up(client)
    assert client.get("/admin/").status_code == 200
    chief.authenticator_set.all().delete()
    assert client.get("/admin/").headers["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize(
    "path",
    ["", "jsi18n/", "autocomplete/", "boards_members/member/", "password_change/", "nowhere/"],
)
def test_no_page_of_the_admin_is_left_out(client: Client, chief: Member, path: str) -> None:
    assert client.get(f"/admin/{path}").headers["Location"] == "/accounts/2fa/"


def test_others_are_turned_away_as_before(client: Client) -> None:
    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    client.force_login(MemberFactory())
    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"


def test_a_setting_switches_it_off(client: Client, chief: Member, settings: Settings) -> None:
    settings.ADMIN_SECOND_STEP = False
    assert client.get("/admin/").status_code == 200
