"""Sessions end, and what has ended is removed."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from boards.background.worker import keep_order
from boards.members.models import FailedSignIns
from tests.members.people import is_signed_in, sign_in, signed_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2026-03-01T12:00:00Z", tick=False)
    return time_machine


def is_in(client: Client) -> bool:
    return client.get("/accounts/handle/").status_code == 200


@pytest.mark.parametrize("fields", [{}, {"remember": "on"}])
def test_a_session_ends_two_weeks_after_the_last_visit(client: Client, clock, fields) -> None:
    signed_up(handle="vubui")
    sign_in(client, "vubui", **fields)
    for _ in range(3):
        clock.shift(timedelta(days=13))
        assert is_in(client)
    clock.shift(timedelta(days=14, minutes=1))
    assert not is_in(client)


def test_a_session_ends_ninety_days_after_the_sign_in(client: Client, clock) -> None:
    signed_up(handle="vubui")
    sign_in(client, "vubui", remember="on")
    for _ in range(8):
        clock.shift(timedelta(days=11))
        assert is_in(client)
    assert client.cookies["sessionid"]["max-age"] <= 3 * 24 * 60 * 60
    clock.shift(timedelta(days=2, minutes=1))
    assert not is_in(client)
    assert not is_signed_in(client)


def test_a_sign_in_begins_the_time_anew(client: Client, clock) -> None:
    signed_up(handle="vubui")
    client.get("/accounts/signup/")
    client.post("/accounts/password/reset/", {"email": "nobody@example.com"})
    clock.shift(timedelta(days=10))
    sign_in(client, "vubui")
    for _ in range(8):
        clock.shift(timedelta(days=11))
        assert is_in(client)


def test_visits_of_one_day_store_nothing(client: Client, clock) -> None:
    signed_up(handle="vubui")
    sign_in(client, "vubui")
    is_in(client)
    before = list(Session.objects.values_list("expire_date", "session_data"))
    clock.shift(timedelta(hours=20))
    assert is_in(client)
    assert list(Session.objects.values_list("expire_date", "session_data")) == before


def test_what_has_ended_is_removed(client: Client, clock) -> None:
    signed_up(handle="vubui")
    sign_in(client, "vubui")
    sign_in(Client(), "vubui", "wrong")
    keep_order()
    assert (Session.objects.count(), FailedSignIns.objects.count()) == (1, 3)
    clock.shift(timedelta(days=15))
    keep_order()
    assert (Session.objects.count(), FailedSignIns.objects.count()) == (0, 0)
