"""How much work a password costs: one hash, whatever was typed."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher, make_password
from django.test import Client
from pytest_django import Settings

from boards.members.models import Member
from tests.factories import MemberFactory
from tests.members.people import PASSWORD, sign_in, signed_up

pytestmark = pytest.mark.django_db

HASHERS = {
    "argon2": "tests.members.test_hashing_work.CountedArgon2",
    "pbkdf2_sha256": "tests.members.test_hashing_work.CountedPBKDF2",
}
hashed: list[str] = []


class CountedArgon2(Argon2PasswordHasher):
    """Argon2 as cheap as it can be, which notes each of its hashes."""

    time_cost, memory_cost, parallelism = 1, 8, 1

    def encode(self, password, salt):
        hashed.append(self.algorithm)
        return super().encode(password, salt)

    def verify(self, password, encoded):
        hashed.append(self.algorithm)
        return super().verify(password, encoded)


class CountedPBKDF2(PBKDF2PasswordHasher):
    """What passwords were stored with before."""

    iterations = 1

    def verify(self, password, encoded):
        hashed.append(self.algorithm)
        return super().verify(password, encoded)


@pytest.fixture(autouse=True)
def counted_hashes(settings: Settings) -> Iterator[None]:
    settings.PASSWORD_HASHERS = list(HASHERS.values())
    hashed.clear()
    yield
    hashed.clear()


def test_argon2_comes_first() -> None:
    from forum import settings as written

    assert written.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


@pytest.mark.parametrize(
    "login",
    [
        "nobody", "nobody@example.com", "vubui", "VUBUI", "vubui@example.com", "Vubui@Example.com",
        "inactive", "inactive@example.com", "wished@example.com", "unusable",
        "unusable@example.com", "not an address @", "@", "unconfirmed", "unconfirmed@example.com",
    ],
)  # fmt: skip
def test_a_failed_sign_in_hashes_once_whatever_was_typed(client: Client, login: str) -> None:
    member = signed_up(handle="vubui", email="vubui@example.com")
    member.emailaddress_set.create(email="wished@example.com")
    signed_up(handle="inactive", email="inactive@example.com", is_active=False)
    signed_up(handle="unusable", email="unusable@example.com", password=None)
    MemberFactory(handle="unconfirmed", email="unconfirmed@example.com", password=PASSWORD)
    hashed.clear()
    assert sign_in(client, login, "wrong password").status_code == 422
    assert hashed == ["argon2"]


def test_a_switched_off_member_with_the_right_password_hashes_once(client: Client) -> None:
    signed_up(handle="inactive", is_active=False)
    hashed.clear()
    sign_in(client, "inactive")
    assert hashed == ["argon2"]


def test_an_old_hash_is_made_anew_at_the_sign_in(client: Client) -> None:
    member = signed_up(handle="vubui")
    old = make_password(PASSWORD, hasher="pbkdf2_sha256")
    Member.objects.filter(pk=member.pk).update(password=old)
    assert sign_in(client, "vubui", "wrong").status_code == 422
    member.refresh_from_db()
    assert member.password == old
    assert sign_in(client, "vubui").status_code == 302
    member.refresh_from_db()
    assert member.password.startswith("argon2$argon2id$")


def sign_up(client: Client, **changes: str):
    form = {"email": "new@example.com", "username": "newcomer", "password1": PASSWORD}
    return client.post("/accounts/signup/", {**form, **changes})


@pytest.fixture
def three_members() -> None:
    """One with a confirmed address, one whose address waits for it, and one switched off."""
    signed_up(handle="first", email="first@example.com")
    MemberFactory(handle="waiting", email="waiting@example.com", password=PASSWORD)
    signed_up(handle="off", email="off@example.com", is_active=False)
    hashed.clear()


@pytest.mark.parametrize(
    "email", ["new@example.com", "first@example.com", "waiting@example.com", "off@example.com"]
)
def test_a_sign_up_hashes_once_and_sends_one_letter_whoever_has_the_address(
    client: Client, three_members: None, mailoutbox: list, email: str
) -> None:
    assert sign_up(client, email=email).headers["Location"] == "/accounts/confirm-email/"
    assert hashed == ["argon2"]
    assert [letter.to for letter in mailoutbox] == [[email]]


@pytest.mark.parametrize("email", ["waiting@example.com", "nobody@example.com", "not one"])
def test_a_sign_up_with_a_taken_handle_hides_whose_address_it_is(
    client: Client, mailoutbox: list, email: str
) -> None:
    MemberFactory(handle="waiting", email="waiting@example.com", password="another password")
    hashed.clear()
    assert sign_up(client, username="waiting", email=email).status_code == 422
    assert hashed == ["argon2"]
    assert not mailoutbox


@pytest.mark.parametrize(
    "email", ["nobody@example.com", "first@example.com", "waiting@example.com", "off@example.com"]
)
def test_a_forgotten_password_costs_the_same_whoever_has_the_address(
    client: Client, three_members: None, mailoutbox: list, email: str
) -> None:
    response = client.post("/accounts/password/reset/", {"email": email})
    assert response.headers["Location"] == "/accounts/password/reset/done/"
    assert hashed == []
    assert [letter.to for letter in mailoutbox] == [[email]]
