"""A board with its moderator."""

import pytest

from boards.members.models import Member
from boards.models import Board
from tests.factories import BoardFactory, MemberFactory


@pytest.fixture
def moderator() -> Member:
    return MemberFactory(handle="moderator")


@pytest.fixture
def board(moderator: Member) -> Board:
    return BoardFactory(slug="talk", moderators=[moderator])
