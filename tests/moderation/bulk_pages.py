"""What tests of the pages of bulk runs have in common."""

from typing import Any

import pytest
from django.urls import reverse

KOREAN = {"accept-language": "ko"}


class BulkPages:
    """Tests that open the form of a board's bulk runs, most as its moderator.

    They need the fixtures `board` and `moderator`.
    """

    @pytest.fixture
    def path(self, board: Any) -> str:
        return reverse("moderation:bulk", args=[board.slug])

    @pytest.fixture
    def signed_in(self, client: Any, moderator: Any) -> Any:
        client.force_login(moderator)
        return client

    def text(self, client: Any, path: str) -> str:
        return client.get(path, headers=KOREAN).content.decode()
