"""Networks as people write them, and as the database compares them."""

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_NETWORK_LENGTH = 43  # characters of the longest network of IPv6
NUMBER_LENGTH = 33  # characters: the version, and 32 hexadecimal digits
# What is wider is a provider or a country, and shuts out thousands who did nothing.
MIN_PREFIX = {4: 8, 6: 16}

Network = IPv4Network | IPv6Network


def parsed_network(text: str) -> Network:
    """Return the network that somebody typed; an address alone is a network of one.

    Raises:
        ValidationError: for what is none, or wider than MIN_PREFIX.
    """
    text = text.strip()
    try:
        if "%" in text:  # the interface of one machine
            raise ValueError(text)
        # Bounded, and strict=False: who copies 203.0.113.7/24 means 203.0.113.0/24.
        network = ip_network(text[: 2 * MAX_NETWORK_LENGTH], strict=False)
    except ValueError as error:
        raise ValidationError(
            _("Type a network such as 203.0.113.0/24 or 2001:db8::/32, or one address."),
            code="network",
        ) from error
    network = _without_mapping(network)
    least = MIN_PREFIX[network.version]
    if network.prefixlen < least:
        raise ValidationError(
            _("This network is too wide: /%(least)d is the widest that can be sanctioned."),
            code="network",
            params={"least": least},
        )
    return network


def _without_mapping(network: Network) -> Network:
    """Return the IPv4 network that one of IPv6 stands for; the network itself where it is none."""
    if isinstance(network, IPv4Network) or network.prefixlen < 96:
        return network
    mapped = network.network_address.ipv4_mapped
    return ip_network(f"{mapped}/{network.prefixlen - 96}") if mapped else network


def range_of(network: Network) -> tuple[str, str]:
    """Return the first and the last address of a network, as `number_of` writes them."""
    return number_of(str(network.network_address)), number_of(str(network.broadcast_address))


def number_of(address: str) -> str:
    """Return an IP address as text that sorts as addresses do; those of IPv4 before IPv6.

    Raises:
        ValueError: for what is no address.
    """
    parsed = ip_address(address.partition("%")[0])
    return f"{parsed.version}{int(parsed):032x}"
