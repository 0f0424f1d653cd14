"""Who moderates, in tests that need no more of them."""

import pytest

from boards.members.models import Member
from tests.factories import MemberFactory


@pytest.fixture
def moderator() -> Member:
    return MemberFactory()
