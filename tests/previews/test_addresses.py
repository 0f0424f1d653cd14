"""Which addresses the site opens."""

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boards.previews.connecting import PUBLIC, Allowance, connected
from boards.previews.failures import Failure, NotFetchedError
from boards.previews.url_safety import MAX_ADDRESS_LENGTH, is_public, parse_link

REFUSED_ADDRESSES = {
    "this machine": "127.0.0.1",
    "this machine, otherwise": "127.255.255.254",
    "this network": "0.0.0.0",  # noqa: S104 - nobody binds to it
    "this network, otherwise": "0.1.2.3",
    "private, class A": "10.1.2.3",
    "private, class B": "172.31.255.255",
    "private, class C": "192.168.0.1",
    "carrier": "100.64.0.1",
    "metadata of Alibaba": "100.100.100.200",
    "metadata of most clouds": "169.254.169.254",
    "link-local": "169.254.1.1",
    "metadata of Oracle": "192.0.0.192",
    "Azure": "168.63.129.16",
    "documentation": "203.0.113.9",
    "benchmarks": "198.19.0.1",
    "6to4 relays": "192.88.99.1",
    "multicast": "224.0.0.251",
    "multicast of organisations": "239.255.255.250",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6: this machine": "::1",
    "IPv6: nowhere": "::",
    "IPv6: unique local": "fc00::1",
    "IPv6: metadata of Amazon": "fd00:ec2::254",
    "IPv6: link-local": "fe80::1",
    "IPv6: link-local with a zone": "fe80::1%eth0",
    "IPv6: site-local": "fec0::1",
    "IPv6: multicast": "ff02::1",
    "IPv6: documentation": "2001:db8::1",
    "IPv6: documentation, new": "3fff::1",
    "IPv6: discarded": "100::1",
    "IPv6: mapped": "::ffff:127.0.0.1",
    "IPv6: mapped, public": "::ffff:8.8.8.8",
    "IPv6: compatible": "::127.0.0.1",
    "IPv6: translated": "::ffff:0:127.0.0.1",
    "IPv6: 6to4": "2002:7f00:1::",
    "IPv6: 6to4, public": "2002:808:808::",
    "IPv6: Teredo": "2001:0:808:808::f5ff:fffe",
    "IPv6: NAT64 of this machine": "64:ff9b::7f00:1",
    "IPv6: NAT64 of metadata": "64:ff9b::a9fe:a9fe",
    "IPv6: NAT64 of a network's own": "64:ff9b:1::808:808",
    "IPv6: not given out": "4000::1",
}
PUBLIC_ADDRESSES = [
    "8.8.8.8", "223.130.192.247", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888",
    "2400:cb00::1", "64:ff9b::808:808",
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED_ADDRESSES.values(), ids=REFUSED_ADDRESSES)
def test_what_is_not_on_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_machines_of_the_public_internet_are_not(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


NORMAL = {
    "https://example.com": "https://example.com/",
    "  HTTPS://Example.COM:443/a?b=c#d ": "https://example.com/a?b=c",
    "http://example.com:80/": "http://example.com/",
    "http://example.com.:8080/A": "http://example.com:8080/A",
    "http://example.com:/": "http://example.com/",
    "https://example.com?q=세금": "https://example.com/?q=%EC%84%B8%EA%B8%88",
    "https://ko.wikipedia.org/wiki/한국": "https://ko.wikipedia.org/wiki/%ED%95%9C%EA%B5%AD",
    "https://example.com/%ED%95%9C": "https://example.com/%ED%95%9C",
    "https://example.com/<\"'>": "https://example.com/%3C%22'%3E",
    "https://한국.kr/": "https://xn--3e0b707e.kr/",
    "https://한국。kr/": "https://xn--3e0b707e.kr/",
    "https://EXAMPLE.com/": "https://example.com/",
    "http://[2001:4860:4860:0::8888]/": "http://[2001:4860:4860::8888]/",
    "http://8.8.8.8/": "http://8.8.8.8/",
    # One way to write the address of this machine; where it leads is looked at later.
    "http://①②⑦.0.0.1/": "http://127.0.0.1/",
}


@pytest.mark.parametrize("written", NORMAL)
def test_an_address_has_one_form(written: str) -> None:
    link = parse_link(written)
    assert link.address == NORMAL[written]
    assert parse_link(link.address) == link


ODD = {
    "nothing": "",
    "a word": "세금",
    "no host": "http:///path",
    "no host but a port": "http://:80/",
    "another scheme": "ftp://example.com/",
    "a file": "file:///etc/passwd",
    "gopher": "gopher://example.com/_x",
    "a script": "javascript:alert(1)",
    "data": "data:text/html,x",
    "a host alone": "http://localhost/",
    "a short number": "http://127.1/",
    "a decimal number": "http://2130706433/",
    "a hexadecimal number": "http://0x7f000001/",
    "an octal number": "http://0177.0.0.1/",
    "hexadecimal parts": "http://0x7f.0.0.0x1/",
    "leading zeros": "http://008.8.8.8/",
    "too many parts": "http://1.2.3.4.5/",
    "a number at the end": "http://example.0x/",
    "two dots": "http://example..com/",
    "two dots at the end": "http://example.com../",
    "a name before it": "http://example.com@127.0.0.1/",
    "a name and a password": "http://u:p@example.com/",
    "an empty name": "http://@example.com/",
    "a backslash": "http://example.com\\@127.0.0.1/",
    "a backslash for slashes": "http:\\\\127.0.0.1/",
    "NUL": "http://example.com/\x00",
    "a line end": "http://example.com/\r\nHost: intranet",
    "a tab": "http://exa\tmple.com/",
    "a space in the host": "http://exa mple.com/",
    "a percent sign in the host": "http://127%2e0.0.1/",
    "digits of full width in the port": "http://example.com:８０/",
    "no number in the port": "http://example.com:http/",
    "a port too large": "http://example.com:65536/",
    "a zone": "http://[fe80::1%25eth0]/",
    "brackets unclosed": "http://[::1/",
    "brackets around a name": "http://[example.com]/",
    "brackets of a later version": "http://[v1.example]/",
    "a sign that becomes a slash": "http://example.com／path/",
    "a lone surrogate": "http://example.com/\ud800",
    "a lone surrogate in the host": "http://\ud800.com/",
    "too long a label": f"http://{'a' * 64}.com/",
    "too long a host": f"http://{'a.' * 130}com/",
    "10 kB": f"https://example.com/{'a' * 10_000}",
    "too long once it is encoded": f"https://example.com/{'한' * 500}",
}


@pytest.mark.parametrize("written", ODD.values(), ids=ODD)
def test_odd_addresses_are_refused(written: str) -> None:
    with pytest.raises(NotFetchedError) as raised:
        parse_link(written)
    assert raised.value.failure == Failure.REFUSED
    assert not raised.value.passes


def test_a_relative_address_belongs_to_its_page() -> None:
    base = "https://example.com/a/b?c"
    assert parse_link("../d", base=base).address == "https://example.com/d"
    assert parse_link("//example.org/x", base=base).address == "https://example.org/x"
    with pytest.raises(NotFetchedError):
        parse_link("http://[", base=base)


HOSTS = st.sampled_from(["127.0.0.1", "[::1]", "example.com", "한국.kr", "0x7f.1", "a@b", "⒈⒈"])
SHAPES = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(["http://", "https://", "HTTP:", "//", "http:\\\\", ""]),
    st.one_of(HOSTS, st.text(max_size=12)),
    st.sampled_from(["", ":", ":80", ":99999", ":８０", "."]),
    st.text(max_size=20),
)


@given(st.one_of(SHAPES, st.text(alphabet=st.characters())))
@example("http://" + "\u0660" * 4)
@example("http://a.b" + "\udfff")
def test_nothing_that_is_written_breaks_the_reading(written: str) -> None:
    try:
        link = parse_link(written)
    except NotFetchedError:
        return
    assert link.address.isascii() and len(link.address) <= MAX_ADDRESS_LENGTH
    assert not any(sign.isspace() or not sign.isprintable() for sign in link.address)
    assert parse_link(link.address) == link


@given(st.ip_addresses())
def test_nothing_public_is_private(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(address) and address.version == 4:
        assert address.is_global and not address.is_multicast
        assert not (address.is_private or address.is_loopback or address.is_link_local)


@given(st.ip_addresses(v=4))
def test_what_hides_an_address_is_no_way_around(address: ipaddress.IPv4Address) -> None:
    assert not is_public(ipaddress.IPv6Address(f"::ffff:{address}"))
    assert not is_public(ipaddress.IPv6Address(f"::{address}"))
    assert not is_public(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80)))
    nat64 = ipaddress.IPv6Address((0x64_FF9B << 96) | int(address))
    assert is_public(nat64) == is_public(address)


@pytest.mark.parametrize("address", REFUSED_ADDRESSES.values(), ids=REFUSED_ADDRESSES)
def test_no_name_leads_there(address: str) -> None:
    link = parse_link("https://news.example/")
    policy = type(PUBLIC)(resolve=lambda host, seconds: ["8.8.8.8", address])
    with (
        pytest.raises(NotFetchedError) as raised,
        connected(link, policy=policy, allowance=Allowance(seconds=1)),
    ):
        raise AssertionError("nobody may get here")
    assert raised.value.failure == Failure.REFUSED
