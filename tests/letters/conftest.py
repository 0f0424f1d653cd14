"""What the tests of letters share."""

import pytest
from pytest_django import Settings

from tests.letters.mail_server import MailServer


@pytest.fixture
def mail_server(settings: Settings) -> MailServer:
    """The mail server to which the site of the test sends; it is away until it runs."""
    server = MailServer()
    settings.EMAIL_BACKEND = "boards.letters.backend.QueueBackend"
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return server
