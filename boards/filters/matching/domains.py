"""Watched domains, with everything below them: `spam.com` is also `www.spam.com`."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

import regex

from boards.filters.matching.words import Find
from boards.members.composing import compatible

MAX_HOST_LENGTH = 253  # RFC 1035
MAX_LABELS = 30
_DOTS = str.maketrans(dict.fromkeys("。．｡․", "."))
_EDGES = ".-_@"
# Linear: a host never begins within another one. What two dots part is no host.
_HOST = regex.compile(r"(?:[\p{L}\p{Mn}\p{Mc}\p{Nd}_@-]|\.(?!\.))+")
_HREF = re.compile(r'\b(?:href|src)="([^"]*)"')
# How a dot is written out or hidden: spam[.]com, spam dot com, spam점com, spam .com.
_WRITTEN_DOT = re.compile(
    r"\s?[\[({<]\s?(?:\.|dot|점|닷|쩜)\s?[\])}>]\s?"
    r"|(?<=[^\W_])(?:\s{1,2}\.\s?|[\s-]dot[\s-]|\s?(?:[점닷쩜]|·)\s?)(?=[a-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_WRITTEN_ENDS = re.compile(r"(?<=[^\W_])\s?[점닷쩜]\s?(컴|넷|오알지)")
_ENDS = {"컴": ".com", "넷": ".net", "오알지": ".org"}
_KOREAN_BEFORE = re.compile(r"^[^\x00-\x7f]+(?=[\x00-\x7f])")
_KOREAN_BEHIND = re.compile(r"(?<=[\x00-\x7f])[^\x00-\x7f.]+$")
_OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Domains:
    """Domains of many filters, looked for together."""

    def __init__(self, watched: Iterable[tuple[int, str, Iterable[str]]]) -> None:
        """Take the number of each filter, a domain, and the hosts below it that are allowed."""
        self._numbers: dict[str, list[int]] = {}
        self._allowed: dict[int, frozenset[str]] = {}
        for number, domain, allowed in watched:
            self._numbers.setdefault(domain, []).append(number)
            self._allowed[number] = frozenset(allowed)

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def found_in(self, text: str) -> Iterator[Find]:
        """Yield the domains that stand in a text, with a scheme or without."""
        if not self._numbers:
            return
        plain = text.translate(_DOTS)
        yield from self._written_in(plain)
        spelled = _WRITTEN_ENDS.sub(lambda match: _ENDS[match[1]], plain)
        spelled = unquote(_WRITTEN_DOT.sub(".", spelled))  # sp%61m.com
        if spelled != plain:
            for find in self._written_in(spelled):
                yield Find(find.number, 0, 0)

    def found_at(self, addresses: Iterable[str]) -> Iterator[Find]:
        """Yield the domains to which addresses lead."""
        for address in addresses:
            for number in self._numbers_of(host_of(address)):
                yield Find(number, 0, 0)

    def _written_in(self, text: str) -> Iterator[Find]:
        """Yield the hosts of a text, with Korean around them or without: 여기spam.com입니다."""
        for match in _HOST.finditer(text):
            if "." not in match[0] or _is_email_address(match[0]):
                continue
            seen: set[int] = set()
            for host in _readings_of(match[0].rpartition("@")[2] or match[0]):
                for number in self._numbers_of(host):
                    if number not in seen:
                        seen.add(number)
                        start = match.start() + match[0].rindex(host)
                        yield Find(number, start, start + len(host))

    def _numbers_of(self, host: str) -> Iterator[int]:
        labels = host_in_ascii(host).split(".")[-MAX_LABELS:]
        above = [".".join(labels[place:]) for place in range(len(labels))]
        for domain in above:
            for number in self._numbers.get(domain, ()):
                if self._allowed[number].isdisjoint(above):
                    yield number


def _readings_of(written: str) -> Iterable[str]:
    """Return what may be a host in a row of signs, the shortest first: 여기-spam.com_입니다."""
    host = written.strip(_EDGES)
    bare = _KOREAN_BEHIND.sub("", host).strip(_EDGES)
    shortest = _KOREAN_BEFORE.sub("", bare).strip(_EDGES)
    return (each for each in dict.fromkeys((shortest, bare, host)) if "." in each)


def _is_email_address(written: str) -> bool:
    """Say whether something of ASCII stands before the sign: not in 카톡@spam.com."""
    before, sign, behind = written.strip(_EDGES).rpartition("@")
    return bool(sign) and before[-1:].isascii() and "." in behind


def host_in_ascii(host: str) -> str:
    """Return a host in the one form in which it is compared; empty for what is none.

    한국.kr and xn--3e0b707e.kr are one, and so are capitals, full width and a dot at the end.
    """
    plain = compatible(unquote(host[: MAX_HOST_LENGTH * 9])).translate(_DOTS).strip(". ").casefold()
    if not plain or len(plain) > MAX_HOST_LENGTH:
        return ""
    if plain.isascii():
        return plain
    try:
        return plain.encode("idna").decode("ascii").casefold()
    except UnicodeError:
        return ""


def host_of(address: str) -> str:
    """Return the host of an address as somebody wrote it; empty for one of this site."""
    written = address.strip().replace("\\", "/")
    if not _OUTSIDE.match(written):
        written = written if written.startswith("//") else f"//{written}"
    try:
        host = urlsplit(written).hostname or ""
    except ValueError:
        return ""
    return unquote(host).rpartition("@")[2]


def addresses_in(markup: str) -> list[str]:
    """Return where links of safe HTML lead, but to this site's own pages."""
    if "href=" not in markup and "src=" not in markup:
        return []
    found = (unescape(address) for address in _HREF.findall(markup))
    return [address for address in found if not re.match(r"/(?!/)|#", address)]
