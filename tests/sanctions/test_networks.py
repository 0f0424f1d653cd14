"""From a sanctioned network nobody signs up, and nothing else changes."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from boards.members.models import Member
from boards.moderation.models import ModerationEntry
from boards.moderation.sanctions.actions.lift_network import lift_network
from boards.moderation.sanctions.actions.sanction_network import sanction_network
from boards.moderation.sanctions.giving import Terms
from boards.sanctions.models import NetworkSanction
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.sanctions.people import WEEK, signed_in, site_moderator

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-pass-phrase-9"


def block(network: str, lasts=WEEK) -> NetworkSanction:
    ends_at = timezone.now() + lasts if lasts else None
    return sanction_network(
        network=network, by=AdminFactory(), terms=Terms(reason="도배", ends_at=ends_at)
    )


def sign_up(address: str, handle: str = "newcomer"):
    client = Client(headers={"user-agent": "Firefox", "accept-language": "en"}, REMOTE_ADDR=address)
    data = {"username": handle, "email": f"{handle}@example.com", "password1": PASSWORD}
    return client.post("/accounts/signup/", data)


@pytest.mark.parametrize(
    ("network", "inside", "outside"),
    [
        ("203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
        ("203.0.113.77/24", "203.0.113.1", "203.0.112.255"),
        ("203.0.113.7", "203.0.113.7", "203.0.113.8"),
        ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::1"),
        ("2001:db8::1", "2001:db8::1", "2001:db8::2"),
        ("::ffff:203.0.113.0/120", "203.0.113.9", "203.0.114.9"),
        ("203.0.113.0/24", "::ffff:203.0.113.9", "2001:db8::1"),
    ],
)
def test_nobody_inside_signs_up_and_everybody_outside_does(network, inside, outside) -> None:
    block(network)
    refused = sign_up(inside)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "from this network" in page and "newcomer@example.com" in page
    assert not Member.objects.filter(handle="newcomer").exists()
    assert sign_up(outside).status_code == 302
    assert Member.objects.filter(handle="newcomer").exists()


def test_who_has_an_account_signs_in_and_writes_from_there() -> None:
    block("203.0.113.0/24")
    member = MemberFactory(handle="regular", password=PASSWORD)
    member.vouch_for_email()
    board = BoardFactory(slug="talk")
    client = Client(headers={"user-agent": "Firefox"}, REMOTE_ADDR="203.0.113.5")
    response = client.post("/accounts/login/", {"login": "regular", "password": PASSWORD})
    assert response.url == "/"
    data = {"title": "제목이에요", "body": "글이에요."}
    assert client.post(f"/boards/{board.slug}/write/", data).status_code == 302


def test_it_ends_by_itself_and_can_be_lifted() -> None:
    with time_machine.travel("2026-03-01T00:00:00+00:00", tick=False) as clock:
        sanction = block("203.0.113.0/24")
        assert sign_up("203.0.113.5").status_code == 422
        clock.move_to("2026-03-08T00:00:00+00:00")
        assert sign_up("203.0.113.5", "first").status_code == 302
        sanction = block("203.0.113.0/24")
        lift_network(sanction=sanction, by=AdminFactory())
        assert sign_up("203.0.113.5", "second").status_code == 302
    verbs = ModerationEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["sanction_network", "sanction_network", "lift_network"]


@pytest.mark.parametrize(
    "network",
    ["", "0.0.0.0/0", "10.0.0.0/7", "::/0", "203.0.113.0/33", "seoul", "1" * 5000, "203.0.113.0/-1",
     "fe80::1%eth0/64", "203.0.113.0/24/24", "\x00"],
)  # fmt: skip
def test_what_is_no_network_or_too_wide_comes_back_with_the_reason(network) -> None:
    client = signed_in(AdminFactory())
    data = {"network": network, "length": "7", "reason": "공들여 적은 이유"}
    response = client.post("/moderation/networks/", data)
    assert response.status_code == 422
    assert "공들여 적은 이유" in response.content.decode()
    assert not NetworkSanction.objects.exists()


def test_a_site_moderator_does_it_on_the_page_and_the_second_is_told() -> None:
    client = signed_in(site_moderator())
    data = {"network": "203.0.113.0/24", "length": "30", "reason": "도배"}
    assert client.post("/moderation/networks/", data).status_code == 302
    assert client.post("/moderation/networks/", data).status_code == 409
    sanction = NetworkSanction.objects.get()
    assert "203.0.113.0/24" in client.get("/moderation/networks/").content.decode()
    assert client.post(f"/moderation/networks/{sanction.pk}/lift/").status_code == 302
    assert "203.0.113.0/24" not in client.get("/moderation/networks/").content.decode()


def test_networks_are_kept_out_and_let_in_by_one_korean_word() -> None:
    client = signed_in(site_moderator())
    data = {"network": "203.0.113.0/24", "length": "30", "reason": "도배"}
    korean = {"accept-language": "ko"}
    client.post("/moderation/networks/", data)
    page = client.get("/moderation/networks/", headers=korean).content.decode()
    item = page.partition('<li class="case">')[2].partition("</li>")[0]
    assert "그만 막기" in item and "제재" not in item
    again = client.post("/moderation/networks/", data, headers=korean).content.decode()
    assert "이미 막은 네트워크입니다." in again
    path = f"/moderation/networks/{NetworkSanction.objects.get().pk}/lift/"
    client.post(path)
    refused = client.post(path, headers=korean, follow=True).content.decode()
    assert "풀린 제재" not in refused


def test_a_moderator_of_a_board_has_no_networks() -> None:
    moderator = MemberFactory()
    BoardFactory(moderators=[moderator])
    assert signed_in(moderator).get("/moderation/networks/").status_code == 404
    with pytest.raises(PermissionDenied):
        sanction_network(network="203.0.113.0/24", by=moderator, terms=Terms(reason="도배"))


def test_an_end_before_the_start_is_refused() -> None:
    terms = Terms(reason="도배", starts_at=timezone.now() + WEEK, ends_at=timezone.now())
    with pytest.raises(ValidationError):
        sanction_network(network="203.0.113.0/24", by=AdminFactory(), terms=terms)
