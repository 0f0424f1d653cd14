"""An e-mail that did not come: sent again, or to another address, and nothing is given away."""

import re
from functools import partial

import pytest
from django.test import Client

from boards.members.models import Member
from tests.concurrency import at_once
from tests.members.people import PASSWORD, is_signed_in, link_in, sign_in, signed_up, text

pytestmark = pytest.mark.django_db

SENT = "/accounts/confirm-email/"
RESET = "/accounts/password/reset/"
TYPED = {"email": "vubui@example.com", "username": "vubui", "password1": PASSWORD}
OFFERS = {"en": ("Send again", "Change the address", "Sign in"),
          "ko": ("다시 보내기", "주소 바꾸기", "로그인")}  # fmt: skip


def sign_up(client: Client, **changes: str):
    return client.post("/accounts/signup/", {**TYPED, **changes})


def send_again(client: Client, email: str):
    return client.post(SENT, {"address": email, "again": ""})


def change(client: Client, email: str):
    return client.post(SENT, {"address": email, "change": ""})


def as_seen(response) -> tuple[int, str, str]:
    """What a visitor can tell an answer by, without the tokens that are new each time."""
    page = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", text(response))
    return response.status_code, response.headers.get("Location", ""), page


class TestAfterTheSignUp:
    def test_the_page_names_the_address_and_offers_what_can_be_done(self, client):
        sign_up(client)
        for language, offers in OFFERS.items():
            page = text(client.get(SENT, {"lang": language}))
            assert "vubui@example.com" in page
            assert [offer for offer in offers if offer not in page] == []

    def test_the_link_is_sent_again_and_leads_in(self, client, mailoutbox):
        sign_up(client)
        assert send_again(client, "vubui@example.com").headers["Location"] == SENT
        assert [letter.to for letter in mailoutbox] == [["vubui@example.com"]] * 2
        client.post(link_in(mailoutbox[1]))
        assert is_signed_in(client)

    def test_another_browser_is_asked_for_the_address(self, client, mailoutbox):
        sign_up(client)
        elsewhere = Client()
        assert "vubui@example.com" not in text(elsewhere.get(SENT))
        send_again(elsewhere, "Vubui@Example.com")
        elsewhere.post(link_in(mailoutbox[1]))
        assert Member.objects.get().emailaddress_set.get().verified

    def test_a_mistyped_address_is_changed(self, client, mailoutbox):
        sign_up(client, next="/boards/")
        assert change(client, "Right@example.com").headers["Location"] == SENT
        assert mailoutbox[1].to == ["right@example.com"]
        assert "right@example.com" in text(client.get(SENT))
        assert client.post(link_in(mailoutbox[0])).status_code == 404
        assert client.post(link_in(mailoutbox[1])).headers["Location"] == "/boards/"
        assert is_signed_in(client)
        assert Member.objects.get().email == "right@example.com"

    def test_who_gives_the_password_elsewhere_may_change_it_too(self, client, mailoutbox):
        sign_up(client)
        elsewhere = Client()
        sign_in(elsewhere, "vubui")
        change(elsewhere, "right@example.com")
        elsewhere.post(link_in(mailoutbox[-1]))
        assert is_signed_in(elsewhere)
        assert Member.objects.get().email == "right@example.com"

    def test_nobody_else_changes_it(self, client):
        sign_up(client)
        change(Client(), "mine@example.com")
        assert Member.objects.get().email == "vubui@example.com"

    def test_a_confirmed_address_is_not_changed_here(self, client, mailoutbox):
        sign_up(client)
        Client().post(link_in(mailoutbox[0]))
        change(client, "other@example.com")
        assert Member.objects.get().email == "vubui@example.com"

    def test_what_is_no_address_is_told_beside_the_field_and_stays(self, client):
        sign_up(client)
        for answer in (change(client, "nowhere"), send_again(Client(), "nowhere")):
            assert answer.status_code == 422
            assert 'value="nowhere"' in text(answer)
            assert 'id="id_address_error"' in text(answer)

    def test_a_form_that_was_sent_twice_can_still_change_it(self, client, mailoutbox):
        sign_up(client)
        again = Client()
        sign_up(again)
        change(again, "right@example.com")
        assert Member.objects.get().email == "right@example.com"

    def test_a_handle_that_is_taken_meanwhile_is_told_and_the_address_stays(self, client):
        signed_up(handle="owner", email="vubui@example.com")
        sign_up(client)
        signed_up(handle="vubui", email="faster@example.com")
        answer = change(client, "right@example.com")
        assert answer.status_code == 422
        assert 'value="right@example.com"' in text(answer)
        assert "taken" in text(answer)

    @pytest.mark.django_db(transaction=True)
    def test_of_two_who_want_one_address_at_once_one_gets_it(self):
        visitors = [Client(), Client()]
        for number, visitor in enumerate(visitors):
            sign_up(visitor, username=f"reader{number}", email=f"r{number}@example.com")
        answers = at_once(*(partial(change, visitor, "one@example.com") for visitor in visitors))
        assert [answer.status_code for answer in answers] == [302, 302]
        assert Member.objects.filter(email="one@example.com").count() == 1


class TestWhatIsGivenAway:
    """Everything is the same for an address of a member as for one of nobody."""

    @pytest.fixture
    def visitors(self, client) -> tuple[Client, Client]:
        signed_up(handle="owner", email="vubui@example.com")
        known, unknown = Client(), Client()
        sign_up(known)
        sign_up(unknown, email="nobody@example.com", username="other")
        return known, unknown

    def test_by_the_pages_after_the_sign_up(self, visitors):
        known, unknown = (as_seen(visitor.get(SENT)) for visitor in visitors)
        assert known == (200, "", unknown[2].replace("nobody@", "vubui@"))

    def test_by_sending_again(self, visitors, mailoutbox):
        addresses = ("vubui@example.com", "nobody@example.com", "stranger@example.com")
        answers = {as_seen(send_again(Client(), email)) for email in addresses}
        assert answers == {(302, SENT, "")}
        subjects = {letter.to[0]: letter.subject for letter in mailoutbox}
        assert "account already" in subjects["vubui@example.com"]
        assert "Confirm" in subjects["nobody@example.com"]
        assert "no account" in subjects["stranger@example.com"]

    def test_by_the_limit(self, visitors):
        addresses = ("vubui@example.com", "nobody@example.com")
        answers = [
            [send_again(Client(), email).status_code for _ in range(4)] for email in addresses
        ]
        assert answers == [[302, 302, 429, 429]] * 2

    def test_by_changing_the_address(self, visitors, mailoutbox):
        for number, visitor in enumerate(visitors):
            assert as_seen(change(visitor, f"new{number}@example.com")) == (302, SENT, "")
        known, unknown = (as_seen(visitor.get(SENT))[2] for visitor in visitors)
        assert known == unknown.replace("new1@", "new0@")
        for visitor, letter in zip(visitors, mailoutbox[-2:], strict=True):
            assert "Confirm" in letter.subject
            visitor.post(link_in(letter))
            assert is_signed_in(visitor)
        assert sign_in(Client(), "vubui").headers["Location"] == "/"

    def test_by_changing_to_an_address_of_a_member(self, visitors, mailoutbox):
        signed_up(handle="third", email="third@example.com")
        for visitor in visitors:
            assert as_seen(change(visitor, "third@example.com")) == (302, SENT, "")
            assert "account already" in mailoutbox[-1].subject
        known, unknown = (as_seen(visitor.get(SENT))[2] for visitor in visitors)
        assert known == unknown
        assert Member.objects.get(handle="third").email == "third@example.com"


def test_what_is_over_the_limit_keeps_what_was_typed(client, mailoutbox):
    for _ in range(3):
        send_again(client, "vubui@example.com")
    answer = send_again(client, "vubui@example.com")
    assert answer.status_code == 429
    assert 'value="vubui@example.com"' in text(answer)
    assert "Too many" in text(answer)
    assert len(mailoutbox) == 3


def test_one_place_cannot_write_to_everybody(client, mailoutbox):
    answers = [send_again(client, f"r{n}@example.com").status_code for n in range(22)]
    assert answers == [302] * 20 + [429] * 2
    assert len(mailoutbox) == 20


class TestALinkThatNoLongerWorks:
    def test_offers_another_in_both_languages(self, client):
        for language, offers in OFFERS.items():
            page = text(client.get("/accounts/confirm-email/wrong:key/", {"lang": language}))
            assert offers[0] in page
            assert offers[2] in page

    def test_to_the_browser_of_the_sign_up_it_offers_another_address(self, client):
        sign_up(client)
        page = text(client.get("/accounts/confirm-email/wrong:key/", {"lang": "ko"}))
        assert "vubui@example.com" in page
        assert "주소 바꾸기" in page

    def test_a_second_click_is_answered_with_its_page(self, client, mailoutbox):
        sign_up(client)
        elsewhere = Client()
        elsewhere.post(link_in(mailoutbox[0]))
        answer = elsewhere.post(link_in(mailoutbox[0]))
        assert answer.status_code == 404
        assert "used before" in text(answer)
        assert "Send again" in text(answer)


class TestAForgottenPassword:
    def test_the_page_names_the_address_and_offers_what_can_be_done(self, client):
        client.post(RESET, {"email": "v@example.com"})
        for language, offers in OFFERS.items():
            page = text(client.get(f"{RESET}done/", {"lang": language}))
            assert "v@example.com" in page
            assert [offer for offer in offers if offer not in page] == []

    def test_the_e_mail_is_sent_again(self, client, mailoutbox):
        signed_up(email="v@example.com")
        client.post(RESET, {"email": "v@example.com"})
        answer = client.post(RESET, {"email": "v@example.com", "again": ""}, follow=True)
        assert "once more" in text(answer)
        assert len(mailoutbox) == 2
        form = client.get(link_in(mailoutbox[1]), follow=True)
        assert "set-password" in form.redirect_chain[-1][0]

    def test_another_address_is_typed_over_the_first(self, client):
        client.post(RESET, {"email": "mistyped@example.com"})
        assert 'value="mistyped@example.com"' in text(client.get(RESET))

    def test_an_address_of_nobody_is_answered_in_the_same_way(self, client):
        signed_up(email="v@example.com")
        pages = []
        for email in ("v@example.com", "x@example.com"):
            visitor = Client()
            visitor.post(RESET, {"email": email})
            again = visitor.post(RESET, {"email": email, "again": ""}, follow=True)
            pages.append(as_seen(again)[2].replace(email, "somebody"))
        assert pages[0] == pages[1]

    def test_over_the_limit_what_was_typed_stays(self, client, mailoutbox):
        for _ in range(5):
            client.post(RESET, {"email": "v@example.com"})
        answer = client.post(RESET, {"email": "v@example.com"})
        assert answer.status_code == 429
        assert 'value="v@example.com"' in text(answer)
        assert len(mailoutbox) == 5

    def test_another_browser_reads_of_no_address(self, client):
        client.post(RESET, {"email": "v@example.com"})
        assert "v@example.com" not in text(Client().get(f"{RESET}done/"))

    def test_a_link_that_no_longer_works_offers_another(self, client):
        page = text(client.get(f"{RESET}key/1-wrong/", {"lang": "ko"}))
        assert "다시 보내기" in page
        assert f'href="{RESET}"' in page
