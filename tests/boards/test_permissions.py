"""Who may read, write and moderate: one row and many agree."""

import pytest
from django.contrib.auth.models import AnonymousUser

from boards.access import Access
from boards.models import Board
from boards.permissions import can_moderate, can_read, can_write
from tests.factories import AdminFactory, BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db

VIEWERS = [
    "nobody", "guest", "member", "moderator", "other_moderator", "staff", "superuser",
    "inactive_member", "inactive_moderator", "inactive_superuser",
]  # fmt: skip
READERS_OF_MEMBERS_BOARDS = {"member", "moderator", "other_moderator", "staff", "superuser"}
MODERATORS = {"moderator", "superuser"}


@pytest.fixture
def viewer_on():
    """Return the named viewer as seen from one board."""

    def make(name: str, board: Board):
        if name == "nobody":
            return None
        if name == "guest":
            return AnonymousUser()
        active = not name.startswith("inactive_")
        kind = name.removeprefix("inactive_")
        if kind == "superuser":
            return AdminFactory(is_active=active)
        viewer = MemberFactory(is_active=active, is_staff=kind == "staff")
        if kind == "moderator":
            board.moderators.add(viewer)
        if kind == "other_moderator":
            BoardFactory(moderators=[viewer])
        viewer.refresh_from_db()
        return viewer

    return make


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize("access", Access)
def test_reading_one_board_agrees_with_the_readable_boards(viewer_on, name, access):
    board = BoardFactory(read_access=access)
    viewer = viewer_on(name, board)
    expected = {
        Access.EVERYONE: True,
        Access.MEMBERS: name in READERS_OF_MEMBERS_BOARDS,
        Access.MODERATORS: name in MODERATORS,
    }[access]
    assert can_read(viewer, board) is expected
    assert Board.objects.readable_by(viewer).filter(pk=board.pk).exists() is expected


@pytest.mark.parametrize("name", VIEWERS)
def test_moderating_one_board_agrees_with_the_moderated_boards(viewer_on, name):
    board = BoardFactory()
    viewer = viewer_on(name, board)
    assert can_moderate(viewer, board) is (name in MODERATORS)
    assert Board.objects.moderated_by(viewer).filter(pk=board.pk).exists() is (name in MODERATORS)


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize("access", Access)
def test_writing_needs_reading_and_signing_in(viewer_on, name, access):
    board = BoardFactory(write_access=access)
    writers = MODERATORS if access is Access.MODERATORS else READERS_OF_MEMBERS_BOARDS
    assert can_write(viewer_on(name, board), board) is (name in writers)
    closed = BoardFactory(read_access=Access.MODERATORS, write_access=access)
    assert can_write(viewer_on(name, closed), closed) is (name in MODERATORS)


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize("access", Access)
@pytest.mark.parametrize("closed", [{}, {"is_archived": True}, {"read_access": Access.MODERATORS}])
def test_writing_on_one_board_agrees_with_the_writable_boards(viewer_on, name, access, closed):
    board = BoardFactory(write_access=access, **closed)
    viewer = viewer_on(name, board)
    found = Board.objects.writable_by(viewer).filter(pk=board.pk).exists()
    assert found is can_write(viewer, board)
