"""From which network a request comes."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from boards.http.networks import network_of


def network(address: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return network_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=address))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", ""),
        ("999.1.1.1", ""),
    ],
)
def test_network_of_an_address(address: str, expected: str) -> None:
    assert network(address) == expected


def test_forwarded_addresses_are_ignored_without_trusted_proxies() -> None:
    assert network("203.0.113.7", forwarded="198.51.100.9") == "203.0.113.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "192.0.2.1, 198.51.100.9", "198.51.100.9"),
        (2, "192.0.2.1, 198.51.100.9", "192.0.2.1"),
        (2, "10.0.0.1, 192.0.2.1 ,198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9:51234", "198.51.100.9"),
        (1, "[2001:db8::1]:51234", "2001:db8::/64"),
        (1, "2001:db8::1", "2001:db8::/64"),
        # A proxy was passed by, or wrote nothing: the connection is all there is.
        (2, "198.51.100.9", "203.0.113.7"),
        (1, "", "203.0.113.7"),
        (1, "192.0.2.1,", "203.0.113.7"),
        # What is no address is nobody's, rather than everybody's who can invent one.
        (1, "unknown", ""),
        (1, "[::1", ""),
        (1, "_hidden, 1.2.3.4.5", ""),
    ],
)
def test_trusted_proxies_tell_the_address(
    settings: Settings, proxies: int, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert network("203.0.113.7", forwarded=forwarded) == expected
