"""Finds out from which network a request came."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

HOST_BITS_OF_IPV6 = 64  # the part that a device chooses, and changes, by itself
UNKNOWN = ""


def network_of(request: HttpRequest) -> str:
    """Return the reader's IPv4 address or /64 network of IPv6; empty when there is none to read.

    With TRUSTED_PROXIES = n it is the n-th address from the right of X-Forwarded-For: what stands
    further left, the reader may have written. Where a proxy left no such entry, it is the
    address of the connection.
    """
    address = _address(request)
    if isinstance(address, IPv6Address):
        network = int(address) >> HOST_BITS_OF_IPV6 << HOST_BITS_OF_IPV6
        return f"{IPv6Address(network)}/{HOST_BITS_OF_IPV6}"
    return str(address) if address else UNKNOWN


def address_of(request: HttpRequest) -> str:
    """Return the reader's whole IP address, found as `network_of` does; empty when there is none.

    It is compared and forgotten, never stored.
    """
    return str(_address(request) or UNKNOWN)


def _address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    address = _parsed(_forwarded(request) or request.META.get("REMOTE_ADDR", ""))
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address
    return address


def _forwarded(request: HttpRequest) -> str:
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if not 0 < settings.TRUSTED_PROXIES <= len(entries):
        return ""
    return entries[-settings.TRUSTED_PROXIES].strip()


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return _parsed_without_port(text)


def _parsed_without_port(text: str) -> IPv4Address | IPv6Address | None:
    """Some proxies forward `address:port`, and the port differs with each connection."""
    try:
        return ip_address(urlsplit(f"//{text}").hostname or "")
    except ValueError:
        return None
