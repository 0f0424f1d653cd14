"""A board with its moderator, and a filter that lets a text wait."""

import pytest

from boards.filters.kinds import FilterOutcome
from boards.filters.models import Filter
from boards.members.models import Member
from boards.models import Board
from tests.factories import BoardFactory, MemberFactory
from tests.filters.writing import watch


@pytest.fixture
def moderator() -> Member:
    return MemberFactory()


@pytest.fixture
def board(moderator) -> Board:
    return BoardFactory(moderators=[moderator])


@pytest.fixture
def watched() -> Filter:
    return watch(FilterOutcome.HOLD, entries="보류될", name="확인")
