"""Signing up: a form, a letter, a confirmed address, and a member who is in."""

from functools import partial

import pytest
from allauth.account.models import EmailConfirmationHMAC
from django.test import Client

from boards.members.models import Member
from tests.concurrency import at_once
from tests.members.people import PASSWORD, TOO_LONG, is_signed_in, link_in, sign_in, signed_up, text

pytestmark = pytest.mark.django_db

FORM = {"email": "Vubui@Example.com", "username": " ｖｕｂｕｉ ", "password1": PASSWORD}


def sign_up(client: Client, **changes: str):
    return client.post("/accounts/signup/", {**FORM, **changes})


def test_leads_from_the_form_over_a_letter_into_the_site(client, mailoutbox):
    response = sign_up(client, next="/boards/")
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    [letter] = mailoutbox
    assert letter.to == ["vubui@example.com"]
    assert "vubui" not in letter.body  # a mistyped address belongs to a stranger
    page = client.get(link_in(letter))
    assert "vubui@example.com" in text(page)
    assert not is_signed_in(client)  # programs that read mail open links too
    assert client.post(link_in(letter)).headers["Location"] == "/boards/"
    assert is_signed_in(client)
    member = Member.objects.get()
    assert (member.handle, member.email) == ("vubui", "vubui@example.com")


def test_an_e_mail_longer_than_its_column_is_an_error_of_its_field(client):
    response = sign_up(client, email=TOO_LONG)
    assert response.status_code == 422 and 'id="id_email_error"' in text(response)
    assert not Member.objects.exists()


def test_in_another_browser_the_link_leads_to_the_sign_in(client, mailoutbox):
    sign_up(client)
    elsewhere = Client()
    elsewhere.post(link_in(mailoutbox[0]))
    assert not is_signed_in(elsewhere)
    assert sign_in(elsewhere, "vubui").headers["Location"] == "/"
    assert is_signed_in(elsewhere)


def test_nobody_is_in_before_the_address_is_confirmed(client, mailoutbox):
    sign_up(client)
    response = sign_in(client, "vubui")
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)


def test_a_link_works_once_and_a_wrong_one_never(client, mailoutbox):
    sign_up(client)
    path = link_in(mailoutbox[0])
    client.post(path)
    for used in (path, "/accounts/confirm-email/wrong:key/"):
        page = Client().get(used)
        assert "expired" in text(page)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"username": "관리자"}, "username", "reserved"),
        ({"username": "two words"}, "username", "no spaces"),
        ({"username": ""}, "username", "required"),
        ({"email": "nowhere"}, "email", "valid email"),
        ({"password1": "short"}, "password1", "too short"),
        ({"password1": "vubui@example.com"}, "password1", "too similar"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    client, changes, field, message
):
    response = sign_up(client, **changes)
    assert response.status_code == 422
    assert message in str(response.context["form"].errors[field])
    if field != "email":
        assert "Vubui@Example.com" in text(response)
    assert f'id="id_{field}_error"' in text(response)
    assert not Member.objects.exists()


def test_a_known_address_gets_a_letter_and_the_visitor_the_same_answer(client, mailoutbox):
    signed_up(handle="first", email="vubui@example.com")
    response = sign_up(client)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    [letter] = mailoutbox
    assert "account already" in letter.subject
    assert Member.objects.count() == 1


def test_an_address_that_another_only_wished_for_is_free(client, mailoutbox):
    other = signed_up(handle="other")
    other.emailaddress_set.create(email="vubui@example.com")
    sign_up(client)
    client.post(link_in(mailoutbox[0]))
    assert is_signed_in(client)
    assert Member.objects.get(handle="vubui").email == "vubui@example.com"


def test_who_proves_an_address_takes_it_from_who_did_not(client, mailoutbox):
    sign_up(client, username="squatter")
    owner = signed_up(handle="owner", email="old@example.com")
    address = owner.emailaddress_set.create(email="vubui@example.com")
    client.post(f"/accounts/confirm-email/{EmailConfirmationHMAC(address).key}/")
    owner.refresh_from_db()
    squatter = Member.objects.get(handle="squatter")
    assert owner.email == "vubui@example.com"
    assert (squatter.email, squatter.is_active) == ("", False)


@pytest.mark.django_db(transaction=True)
def test_two_who_want_one_handle_at_once_get_one_member():
    calls = [partial(sign_up, Client(), email=f"vubui{n}@example.com") for n in range(4)]
    statuses = sorted(response.status_code for response in at_once(*calls))
    assert statuses == [302, 422, 422, 422]
    assert Member.objects.count() == 1


def test_a_form_that_is_sent_twice_is_answered_once_more(client, mailoutbox):
    assert [sign_up(client).status_code, sign_up(Client()).status_code] == [302, 302]
    assert sign_up(Client(), password1="another horse battery").status_code == 422
    assert len(mailoutbox) == 1
    assert Member.objects.count() == 1


def test_many_sign_ups_from_one_place_are_stopped(client):
    statuses = {
        sign_up(client, username=f"reader{n}", email=f"r{n}@example.com").status_code
        for n in range(21)
    }
    assert statuses == {302, 429}


def test_members_who_are_in_are_led_away(client):
    client.force_login(signed_up())
    assert client.get("/accounts/signup/").headers["Location"] == "/"
