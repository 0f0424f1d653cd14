"""Connections to machines that were looked at first, within a time and a number of bytes."""

import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from boards.previews.failures import Failure, NotFetchedError
from boards.previews.url_safety import PORTS, IPAddress, Link, is_public

_BUFFER = 64 * 1024  # bytes


class Allowance:
    """What one fetch may take; asked before every step that waits."""

    def __init__(self, *, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self._bytes = 0

    def allow_bytes(self, count: int) -> None:
        """Let one answer have so many bytes, headers included."""
        self._bytes = count

    def seconds_left(self) -> float:
        """Return how long the next step may wait; raise NotFetchedError when the time is over."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise NotFetchedError(Failure.TOO_SLOW)
        return left

    def take_bytes(self, count: int) -> None:
        """Note that so many came; raise NotFetchedError when they are too many."""
        self._bytes -= count
        if self._bytes < 0:
            raise NotFetchedError(Failure.TOO_LARGE)


def resolve(host: str, seconds: float) -> list[str]:
    """Return the addresses that the name has now, or none after so many seconds."""
    answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    # The system's resolver cannot be told when to give up; its thread is left behind.
    threading.Thread(
        target=lambda: answers.put(_looked_up(host)), name="resolve_link", daemon=True
    ).start()
    try:
        return answers.get(timeout=seconds)
    except queue.Empty:
        return []


def _looked_up(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True)
class Policy:
    """Where connections may lead. The site has one, PUBLIC; tests bring their own.

    Attributes:
        allows: says of an IP address whether it may be spoken to.
        ports: the ports that may be spoken to.
        resolve: gives the IP addresses of a host within some seconds.
        tls: makes what checks the certificates of other sites.
    """

    allows: Callable[[IPAddress], bool] = is_public
    ports: frozenset[int] = frozenset(PORTS.values())
    resolve: Callable[[str, float], list[str]] = resolve
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


PUBLIC = Policy()


class MeasuredSocket:
    """The part of a socket that an HTTP response and a request need, within an allowance."""

    def __init__(self, connection: socket.socket, allowance: Allowance) -> None:
        self._connection = connection
        self._allowance = allowance

    def sendall(self, data: bytes) -> None:
        """Send everything."""
        self._connection.settimeout(self._allowance.seconds_left())
        self._connection.sendall(data)

    def makefile(self, *args: Any, **kwargs: Any) -> io.BufferedReader:
        """Give what comes in; closing it closes no connection."""
        return io.BufferedReader(_Incoming(self._connection, self._allowance), _BUFFER)


class _Incoming(io.RawIOBase):
    def __init__(self, connection: socket.socket, allowance: Allowance) -> None:
        super().__init__()
        self._connection = connection
        self._allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._allowance.seconds_left())
        count = self._connection.recv_into(buffer)
        self._allowance.take_bytes(count)
        return count


@contextmanager
def connected(link: Link, *, policy: Policy, allowance: Allowance) -> Iterator[MeasuredSocket]:
    """Give a connection to the machine of a link, for one request.

    The name is looked up once, and what was looked at is what is spoken to: a name that changes
    its address meanwhile (DNS rebinding) gains nothing. No proxy of the environment is asked.

    Raises:
        NotFetchedError: when the policy refuses any address that the name has, or nobody answers.
    """
    addresses = _checked_addresses(link, policy=policy, allowance=allowance)
    with closing(_connection(addresses, link.port, allowance)) as connection:
        if link.scheme == "http":
            yield MeasuredSocket(connection, allowance)
            return
        connection.settimeout(allowance.seconds_left())
        with policy.tls().wrap_socket(connection, server_hostname=link.host) as secured:
            yield MeasuredSocket(secured, allowance)


def _checked_addresses(link: Link, *, policy: Policy, allowance: Allowance) -> list[IPAddress]:
    if link.port not in policy.ports:
        raise NotFetchedError(Failure.REFUSED)
    addresses = [_ip_address(each) for each in _addresses_of(link.host, policy, allowance)]
    if not addresses:
        raise NotFetchedError(Failure.UNKNOWN_HOST)
    # One that is refused among others is no accident either.
    if not all(policy.allows(address) for address in addresses):
        raise NotFetchedError(Failure.REFUSED)
    return addresses


def _addresses_of(host: str, policy: Policy, allowance: Allowance) -> list[str]:
    try:
        return [str(ipaddress.ip_address(host))]
    except ValueError:
        return policy.resolve(host, allowance.seconds_left())


def _ip_address(text: str) -> IPAddress:
    try:
        return ipaddress.ip_address(text)
    except ValueError as error:
        raise NotFetchedError(Failure.REFUSED) from error


def _connection(addresses: list[IPAddress], port: int, allowance: Allowance) -> socket.socket:
    """Connect to the first address that answers; each gets its share of the time."""
    for number, address in enumerate(addresses):
        seconds = allowance.seconds_left() / (len(addresses) - number)
        try:
            # A number, which the system need not look up.
            return socket.create_connection((str(address), port), timeout=seconds)
        except OSError:
            continue
    allowance.seconds_left()
    raise NotFetchedError(Failure.NO_ANSWER)
