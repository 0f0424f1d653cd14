"""Moderators of boards get their group and the admin, and lose both with their last board."""

from functools import partial

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command

from boards.models import Board
from boards.moderators import moderators_group
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory


def is_moderator(member) -> bool:
    """Say whether the member has the group and the admin; they must come and go together."""
    member.refresh_from_db()
    in_group = member.groups.filter(pk=moderators_group().pk).exists()
    assert member.is_staff == in_group
    return in_group


@pytest.mark.django_db
class TestRights:
    @pytest.fixture
    def board(self):
        return BoardFactory()

    @pytest.fixture
    def member(self):
        return MemberFactory()

    def test_come_with_the_first_board_from_either_side(self, board, member):
        board.moderators.add(member)
        assert is_moderator(member)
        other = MemberFactory()
        other.moderated_boards.add(board)
        assert is_moderator(other)

    @pytest.mark.parametrize(
        "leave",
        [
            lambda board, member: board.moderators.remove(member),
            lambda board, member: board.moderators.clear(),
            lambda board, member: board.moderators.set([]),
            lambda board, member: board.moderators.set([MemberFactory()], clear=True),
            lambda board, member: member.moderated_boards.remove(board),
            lambda board, member: member.moderated_boards.clear(),
            lambda board, member: member.moderated_boards.set([]),
            lambda board, member: board.delete(),
            lambda board, member: Board.objects.filter(pk=board.pk).delete(),
        ],
    )
    def test_go_with_the_last_board_whichever_way(self, board, member, leave):
        other_board = BoardFactory(moderators=[member])
        board.moderators.add(member)
        leave(other_board, member)
        if member.moderated_boards.exists():
            assert is_moderator(member)
            leave(board, member)
        assert not is_moderator(member)

    def test_stay_while_another_board_is_left(self, board, member):
        BoardFactory(moderators=[member])
        board.moderators.add(member)
        board.moderators.clear()
        assert is_moderator(member)

    def test_set_moves_them_from_one_member_to_another(self, board, member):
        successor = MemberFactory()
        board.moderators.set([member])
        board.moderators.set([successor])
        assert not is_moderator(member)
        assert is_moderator(successor)

    def test_superusers_stay_staff(self, board):
        admin = AdminFactory()
        board.moderators.add(admin)
        board.moderators.remove(admin)
        admin.refresh_from_db()
        assert admin.is_staff
        assert not admin.groups.exists()

    def test_staff_for_another_reason_stay_staff(self, board, member):
        member.is_staff = True
        member.save()
        member.user_permissions.add(Permission.objects.get(codename="view_member"))
        board.moderators.add(member)
        board.moderators.remove(member)
        member.refresh_from_db()
        assert member.is_staff

    def test_a_deleted_member_leaves_quietly(self, board, member):
        board.moderators.add(member)
        member.delete()
        assert not board.moderators.exists()


@pytest.mark.django_db(transaction=True)
def test_leaving_two_boards_at_once_takes_the_rights():
    for _ in range(5):
        member = MemberFactory()
        boards = [BoardFactory(moderators=[member]) for _ in range(2)]
        at_once(*(partial(board.moderators.remove, member) for board in boards))
        assert not is_moderator(member)


@pytest.mark.django_db
class TestGroup:
    PERMISSIONS = {
        "view_board",
        "view_post",
        "change_post",
        "view_comment",
        "change_comment",
        "view_notice",
        "add_notice",
        "change_notice",
        "delete_notice",
        "view_tag",
        "view_viewtotal",
    }

    def names(self) -> set[str]:
        return set(moderators_group().permissions.values_list("codename", flat=True))

    def test_has_exactly_what_moderators_need(self):
        assert self.names() == self.PERMISSIONS
        assert moderators_group().permissions.count() == len(self.PERMISSIONS)

    def test_a_migration_restores_it_and_changes_nothing_twice(self):
        group = moderators_group()
        group.permissions.set(Permission.objects.filter(codename="delete_member"))
        for _ in range(2):
            call_command("migrate", verbosity=0)
            assert self.names() == self.PERMISSIONS

    def test_comes_back_when_it_was_deleted(self):
        moderators_group().delete()
        call_command("migrate", verbosity=0)
        assert self.names() == self.PERMISSIONS
