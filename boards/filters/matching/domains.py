"""Watched domains, with everything below them: `spam.com` is also `www.spam.com`."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from boards.filters.matching.words import Find
from boards.members.composing import compatible

MAX_HOST_LENGTH = 253  # RFC 1035
MAX_LABELS = 30
_DOTS = str.maketrans(dict.fromkeys("。．｡․", "."))
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
# Linear: a label never begins within another one.
_HOST = re.compile(rf"(?<![\w.@-]){_LABEL}(?:\.{_LABEL})+\.?(?![\w-])")
_HREF = re.compile(r'\b(?:href|src)="([^"]*)"')
_BRACKETED_DOT = re.compile(r"\s?[\[({]\s?(?:\.|dot|점|닷)\s?[\])}]\s?", re.IGNORECASE)
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
        spelled = unquote(_BRACKETED_DOT.sub(".", plain))  # spam[.]com, sp%61m.com
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
            host = match[0]
            bare = _KOREAN_BEHIND.sub("", host)
            shortest = _KOREAN_BEFORE.sub("", bare)
            seen: set[int] = set()
            for each in dict.fromkeys((shortest, bare, host)):
                start = match.start() + (len(bare) - len(shortest) if each is shortest else 0)
                for number in self._numbers_of(each):
                    if number not in seen:
                        seen.add(number)
                        yield Find(number, start, start + len(each))

    def _numbers_of(self, host: str) -> Iterator[int]:
        labels = host_in_ascii(host).split(".")[-MAX_LABELS:]
        above = [".".join(labels[place:]) for place in range(len(labels))]
        for domain in above:
            for number in self._numbers.get(domain, ()):
                if self._allowed[number].isdisjoint(above):
                    yield number


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
