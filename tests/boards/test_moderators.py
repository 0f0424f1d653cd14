"""Whoever moderates a board does so from its pages; the admin is for staff alone."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from boards.models import Board
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client: Client):
    member = MemberFactory(handle="keeper")
    client.force_login(member)
    return member


@pytest.mark.parametrize(
    "appoint",
    [
        lambda board, member: board.moderators.add(member),
        lambda board, member: board.moderators.set([member]),
        lambda board, member: member.moderated_boards.add(board),
    ],
)
def test_to_moderate_a_board_makes_nobody_staff(appoint) -> None:
    member = MemberFactory()
    appoint(BoardFactory(), member)
    member.refresh_from_db()
    assert not member.is_staff
    assert not member.groups.exists()
    assert not member.get_all_permissions()


def test_to_leave_a_board_takes_nothing_else() -> None:
    staff, admin = MemberFactory(is_staff=True), AdminFactory()
    board = BoardFactory(moderators=[staff, admin])
    board.moderators.clear()
    for member in (staff, admin):
        member.refresh_from_db()
        assert member.is_staff


def test_no_migration_makes_a_group() -> None:
    call_command("migrate", verbosity=0)
    assert not Group.objects.exists()


def test_the_admin_is_closed_to_them_and_no_page_offers_it(client: Client, moderator) -> None:
    board = BoardFactory(moderators=[moderator])
    post = PostFactory(board=board)
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/login/?next=/admin/").status_code == 403
    for path in ("/", board.get_absolute_url(), post.get_absolute_url()):
        assert "/admin/" not in client.get(path).content.decode()


def test_they_see_masked_names_on_their_own_board_too(client: Client, moderator) -> None:
    board = BoardFactory(moderators=[moderator])
    post = PostFactory(board=board, author=MemberFactory(handle="vubui"))
    CommentFactory(post=post, author=MemberFactory(handle="hearsay"))
    elsewhere = PostFactory(author=post.author)
    paths = (
        post.get_absolute_url(),
        elsewhere.get_absolute_url(),
        board.get_absolute_url(),
        post.author.get_absolute_url(),
        f"/posts/{post.pk}/history/",
    )
    for path in paths:
        page = client.get(path).content.decode()
        assert "vubui" not in page, path
        assert "hearsay" not in page, path
    assert "vuxxxxx" in client.get(post.get_absolute_url()).content.decode()


def test_who_moderates_is_told_in_the_admin(client: Client) -> None:
    client.force_login(AdminFactory())
    board = BoardFactory(moderators=[MemberFactory(handle="keeper")])
    page = client.get(f"/admin/boards/board/{board.pk}/change/").content.decode()
    assert "keeper" in page
    assert Board.objects.get(pk=board.pk).moderators.exists()


@pytest.mark.parametrize("in_navigation", [True, False])
def test_who_moderates_a_board_is_led_to_the_queue_from_every_page(client, in_navigation):
    moderator = MemberFactory()
    board = BoardFactory(moderators=[moderator], in_navigation=in_navigation)
    for member, is_led in ((moderator, True), (MemberFactory(), False)):
        client.force_login(member)
        for path in ("/", "/all/", board.get_absolute_url(), reverse("accounts:settings")):
            header = client.get(path).content.decode().partition("<main")[0]
            assert (f'href="{reverse("moderation:queue")}"' in header) is is_led
