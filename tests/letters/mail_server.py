"""A real mail server that can be away, and takes what it is told to take."""

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller


class MailServer:
    """A mail server on a port of its own; `with server.running():` it is there.

    Attributes:
        taken: the recipients and the message of each letter, the oldest first.
        refused: an answer such as `550 no such person`, by recipient.
        refused_data: an answer to every message, whoever it is for.
    """

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.taken: list[tuple[list[str], Message]] = []
        self.refused: dict[str, str] = {}
        self.refused_data = ""
        self.asked_for: list[str] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Be there for a while."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Take a recipient, or not."""
        self.asked_for.append(address)
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a letter, or not."""
        if self.refused_data:
            return self.refused_data
        self.taken.append((list(envelope.rcpt_tos), email.message_from_bytes(envelope.content)))
        return "250 OK"
