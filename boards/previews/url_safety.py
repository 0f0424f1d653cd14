"""Which addresses the site may open: how they are written, and which machines they may lead to.

Members choose what the site fetches. Whatever only the site's own machine can reach must stay out
of their reach: its own services, its neighbours, and what a cloud tells of its machines.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from boards.previews.failures import Failure, NotFetchedError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_ADDRESS_LENGTH = 2000
PORTS = {"http": 80, "https": 443}

_SPACE_OR_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
_HOST_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+")
# Programs read such a last part as a number, in whichever way: 127.1, 0x7f.1, 2130706433.
_LAST_PART_IS_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_KEPT_IN_TARGETS = "/?%:@!$&'()*+,;=~-._[]|^"

# https://www.iana.org/assignments/iana-ipv4-special-registry/
_REFUSED_V4 = [
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # where Azure speaks to its machines
    )
]  # fmt: skip
# https://www.iana.org/assignments/ipv6-address-space/: all others are not for the public.
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
# https://www.iana.org/assignments/iana-ipv6-special-registry/, with Teredo and 6to4, which hide
# an IPv4 address.
_REFUSED_V6 = [
    ipaddress.IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]
# Where a network has IPv6 alone, the whole of IPv4 appears in here (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Link:
    """An address of the web, in the one form that the site keeps and sends.

    Attributes:
        host: a name in ASCII, or an IP address without brackets.
        target: path and query, in ASCII.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as they are sent; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_link(text: str, *, base: str = "") -> Link:
    """Return what an address that somebody wrote means; where it leads is not looked at.

    Args:
        base: the address of the page on which it stands, if it may be relative.

    Raises:
        NotFetchedError: for all but ordinary http(s) addresses; nothing else is ever raised.
    """
    text = text.strip()
    if len(text) > MAX_ADDRESS_LENGTH or _SPACE_OR_CONTROL.search(text):
        raise NotFetchedError(Failure.REFUSED)
    try:
        link = _link(urlsplit(urljoin(base, text) if base else text))
    except ValueError as error:  # from urllib, ipaddress and every encoding
        raise NotFetchedError(Failure.REFUSED) from error
    if len(link.address) > MAX_ADDRESS_LENGTH:
        raise NotFetchedError(Failure.REFUSED)
    return link


def is_public(address: IPAddress) -> bool:
    """Say whether a machine with this address is on the public Internet."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _REFUSED_V4)
    if address in _NAT64:
        return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    if address.scope_id or address not in _GLOBAL_V6 or not address.is_global:
        return False
    return not any(address in network for network in _REFUSED_V6)


def _link(parts: SplitResult) -> Link:
    if parts.scheme not in PORTS or "@" in parts.netloc:
        raise ValueError
    host = _host(parts.hostname or "")
    if "[" in parts.netloc and ":" not in host:
        raise ValueError
    port = parts.port or PORTS[parts.scheme]
    query = f"?{parts.query}" if parts.query else ""
    target = quote((parts.path or "/") + query, safe=_KEPT_IN_TARGETS)
    return Link(parts.scheme, host, port, target)


def _host(written: str) -> str:
    if ":" in written:
        address = ipaddress.IPv6Address(written)
        if address.scope_id:
            raise ValueError
        return address.compressed
    name = written.encode("idna").decode("ascii").lower().removesuffix(".")
    if _LAST_PART_IS_NUMBER.fullmatch(name):
        return str(ipaddress.IPv4Address(name))
    if not _HOST_NAME.fullmatch(name):
        raise ValueError
    return name
