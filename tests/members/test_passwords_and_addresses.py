"""A forgotten password, a new password, a new address."""

import pytest
from django.test import Client

from boards.members.models import Member
from tests.factories import MemberFactory
from tests.members.people import (
    PASSWORD,
    TOO_LONG,
    is_signed_in,
    link_in,
    prove_again,
    sign_in,
    signed_up,
)
from tests.members.people import text as page_of

pytestmark = pytest.mark.django_db

NEW = "another horse battery"


class TestForgottenPassword:
    def test_a_letter_leads_to_a_new_one(self, client, mailoutbox):
        signed_up(handle="vubui", email="v@example.com")
        response = client.post("/accounts/password/reset/", {"email": "V@example.com"})
        assert response.headers["Location"] == "/accounts/password/reset/done/"
        [letter] = mailoutbox
        assert letter.to == ["v@example.com"]
        assert "vubui" in letter.body
        form = client.get(link_in(letter), follow=True)
        page = form.redirect_chain[-1][0]
        assert client.post(page, {"password1": NEW, "password2": NEW}).status_code == 302
        assert sign_in(client, "vubui", PASSWORD).status_code == 422
        assert sign_in(client, "vubui", NEW).status_code == 302
        assert "invalid" in page_of(Client().get(link_in(letter)))

    def test_an_unknown_address_is_answered_as_a_known_one(self, client, mailoutbox):
        response = client.post("/accounts/password/reset/", {"email": "x@example.com"})
        assert response.headers["Location"] == "/accounts/password/reset/done/"
        assert "no account" in mailoutbox[0].subject

    def test_an_address_somebody_only_wished_for_opens_nothing(self, client, mailoutbox):
        member = signed_up(handle="vubui")
        member.emailaddress_set.create(email="mistyped@example.com")
        client.post("/accounts/password/reset/", {"email": "mistyped@example.com"})
        assert "password/reset/key" not in mailoutbox[0].body

    @pytest.mark.parametrize(
        ("chosen", "browsers", "said"),
        [
            ("ko", "en", "새 비밀번호"),
            ("en", "ko", "A new password"),
            ("", "ko", "새 비밀번호"),
            ("", "en", "A new password"),
        ],
    )
    def test_the_letter_is_in_the_language_of_its_reader(
        self, client, mailoutbox, chosen, browsers, said
    ):
        member = signed_up(email="v@example.com")
        Member.objects.filter(pk=member.pk).update(language=chosen)
        form = {"email": "v@example.com"}
        client.post("/accounts/password/reset/", form, headers={"accept-language": browsers})
        assert said in mailoutbox[0].subject

    def test_letters_are_limited(self, client, mailoutbox):
        signed_up(email="v@example.com")
        for _ in range(8):
            client.post("/accounts/password/reset/", {"email": "v@example.com"})
        assert len(mailoutbox) == 5

    def test_a_letter_has_the_name_of_the_site(self, client, mailoutbox, settings):
        signed_up(email="v@example.com")
        client.post("/accounts/password/reset/", {"email": "v@example.com"})
        [letter] = mailoutbox
        assert letter.subject.startswith(f"[{settings.SITE_NAME}] ")
        assert letter.from_email == settings.DEFAULT_FROM_EMAIL
        assert settings.SITE_NAME in letter.body


class TestNewPassword:
    def form(self, old: str = PASSWORD) -> dict[str, str]:
        return {"oldpassword": old, "password1": NEW, "password2": NEW}

    def test_wants_the_old_one(self, client):
        member = signed_up()
        client.force_login(member)
        assert client.post("/accounts/password/change/", self.form("x")).status_code == 422
        assert client.post("/accounts/password/change/", self.form()).status_code == 302
        member.refresh_from_db()
        assert member.check_password(NEW)

    def test_signs_out_everywhere_else_and_is_told_by_letter(self, client, mailoutbox):
        signed_up(handle="vubui", email="v@example.com")
        here, elsewhere = client, Client()
        sign_in(here, "vubui")
        sign_in(elsewhere, "vubui")
        here.post("/accounts/password/change/", self.form())
        assert here.get("/accounts/email/").status_code == 200
        assert elsewhere.get("/accounts/email/").status_code == 302
        assert mailoutbox[0].to == ["v@example.com"]
        assert "127.0.0.1" not in mailoutbox[0].body


class TestNewAddress:
    def test_of_more_characters_than_its_column_is_an_error(self, client):
        member = signed_up(email="old@example.com")
        client.force_login(member)
        prove_again(client)
        response = self.change(client, TOO_LONG)
        assert response.status_code == 422 and "_error" in page_of(response)
        assert not member.emailaddress_set.filter(email__startswith="xxx").exists()

    def change(self, client: Client, email: str):
        return client.post("/accounts/email/", {"action_add": "", "email": email})

    def test_takes_the_old_ones_place_once_it_is_confirmed(self, client, mailoutbox):
        member = signed_up(email="old@example.com")
        client.force_login(member)
        prove_again(client)
        self.change(client, "New@example.com")
        member.refresh_from_db()
        assert member.email == "old@example.com"
        [letter] = mailoutbox
        assert letter.to == ["new@example.com"]
        client.post(link_in(letter))
        member.refresh_from_db()
        assert member.email == "new@example.com"
        assert mailoutbox[1].to == ["old@example.com"]
        assert list(member.emailaddress_set.values_list("email", "verified", "primary")) == [
            ("new@example.com", True, True)
        ]

    def test_wants_the_password_and_loses_nothing_meanwhile(self, client, mailoutbox):
        client.force_login(signed_up())
        asked = self.change(client, "new@example.com")
        assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
        client.post(asked.headers["Location"], {"password": PASSWORD})
        assert mailoutbox[0].to == ["new@example.com"]

    def test_can_be_taken_back(self, client):
        member = signed_up(email="old@example.com")
        client.force_login(member)
        prove_again(client)
        self.change(client, "new@example.com")
        client.post("/accounts/email/", {"action_remove": "", "email": "new@example.com"})
        assert member.emailaddress_set.count() == 1

    def test_of_another_member_is_refused_by_its_letter_alone(self, client, mailoutbox):
        signed_up(handle="other", email="taken@example.com")
        member = signed_up(handle="vubui")
        client.force_login(member)
        prove_again(client)
        assert self.change(client, "taken@example.com").status_code == 302
        page = client.get(link_in(mailoutbox[0]))
        assert "another account" in page_of(page)
        client.post(link_in(mailoutbox[0]))
        member.refresh_from_db()
        assert member.email != "taken@example.com"
        assert Member.objects.get(handle="other").email == "taken@example.com"

    def test_that_is_none_is_told_beside_the_field(self, client):
        client.force_login(signed_up())
        prove_again(client)
        response = self.change(client, "nowhere")
        assert response.status_code == 422
        assert 'value="nowhere"' in page_of(response)

    def test_is_for_members(self, client):
        assert client.get("/accounts/email/").status_code == 302
        assert not is_signed_in(client)

    def test_a_member_with_none_may_give_one(self, client, mailoutbox):
        member = MemberFactory(email="", password=PASSWORD)
        client.force_login(member)
        prove_again(client)
        self.change(client, "first@example.com")
        client.post(link_in(mailoutbox[0]))
        member.refresh_from_db()
        assert member.email == "first@example.com"
