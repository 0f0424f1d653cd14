"""What the tests of the accounts room share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from boards.members.models import Member


@pytest.fixture(autouse=True)
def storage(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own for the files of each test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def signed_in() -> Callable[[Member], Client]:
    """Return a browser in which a member has just signed in with the password."""

    def sign_in(member: Member) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(member)
        return client

    return sign_in
