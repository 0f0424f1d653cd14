"""A board that is over is archived: everything on it can be read, and nothing is added."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from boards.models import Board
from boards.navigation import tabs_of
from boards.permissions import can_read, can_write
from boards.posts.comments.permissions import can_comment, check_is_open
from boards.posts.models import Comment, Post
from boards.posts.permissions import can_edit
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return BoardFactory(slug="old", name_ko="지난 소식", is_archived=True)


def test_everybody_still_reads_it(client: Client, board: Board) -> None:
    post = PostFactory(board=board, title="옛날 글")
    assert can_read(AnonymousUser(), board)
    assert "옛날 글" in client.get(board.get_absolute_url()).content.decode()
    assert client.get(post.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("maker", [MemberFactory, AdminFactory])
def test_nobody_writes_there_not_even_who_moderates(client: Client, board: Board, maker) -> None:
    member = maker()
    board.moderators.add(member)
    assert not can_write(member, board)
    client.force_login(member)
    answer = client.post(reverse("posts:write", args=["old"]), {"title": "새 글", "body": "x"})
    assert answer.status_code == 403
    assert not Post.objects.exists()
    assert reverse("posts:write", args=["old"]) not in client.get("/b/old/").content.decode()


@pytest.mark.parametrize("is_member", [True, False])
def test_it_says_so_to_whoever_looks_or_wants_to_write(
    client: Client, board: Board, is_member: bool
) -> None:
    if is_member:
        client.force_login(MemberFactory(language="ko"))
    korean = {"accept-language": "ko"}
    page = client.get(board.get_absolute_url(), headers=korean).content.decode()
    assert "보관된 게시판입니다" in page
    refused = client.get(reverse("posts:write", args=["old"]), headers=korean)
    assert refused.status_code == 403
    assert "보관된 게시판입니다" in refused.content.decode()


def test_its_button_to_write_is_gone_for_guests_too(client: Client, board: Board) -> None:
    assert reverse("posts:write", args=["old"]) not in (
        client.get(board.get_absolute_url()).content.decode()
    )


def test_its_posts_are_neither_changed_nor_commented_on(client: Client, board: Board) -> None:
    author = MemberFactory(language="ko")
    post = PostFactory(board=board, author=author)
    assert not can_edit(author, post)
    assert not can_comment(author, post)
    with pytest.raises(ValidationError) as caught:
        check_is_open(post)
    assert caught.value.code == "archived"
    client.force_login(author)
    client.post(reverse("posts:comments", args=[post.pk]), {"text": "늦었나요?"})
    assert not Comment.objects.exists()
    page = client.get(post.get_absolute_url()).content.decode()
    assert "보관된 게시판입니다" in page


def test_it_has_no_tab(board: Board) -> None:
    assert [tab.board for tab in tabs_of([board, BoardFactory()])] != [board.pk]
    assert board.pk not in [tab.board for tab in tabs_of(Board.objects.all())]


def test_reopened_it_is_as_before(board: Board) -> None:
    board.is_archived = False
    assert can_write(MemberFactory(), board)


class TestTheAdmin:
    def change(self, client: Client, action: str, *boards: Board) -> None:
        form = {"action": action, "_selected_action": [board.pk for board in boards]}
        answer = client.post(reverse("admin:boards_board_changelist"), form, follow=True)
        assert answer.status_code == 200

    def test_archives_and_reopens_several(self, client: Client) -> None:
        client.force_login(AdminFactory())
        boards = [BoardFactory(), BoardFactory(is_archived=True), BoardFactory()]
        self.change(client, "archive", *boards)
        assert Board.objects.filter(is_archived=True).count() == 3
        self.change(client, "unarchive", boards[0])
        assert Board.objects.filter(is_archived=False).get() == boards[0]

    def test_deletes_no_board_that_has_posts(self, client: Client) -> None:
        client.force_login(AdminFactory())
        used, empty = PostFactory().board, BoardFactory()
        for board in (used, empty):
            client.post(reverse("admin:boards_board_delete", args=[board.pk]), {"post": "yes"})
        assert list(Board.objects.all()) == [used]
        page = client.get(reverse("admin:boards_board_change", args=[used.pk])).content.decode()
        assert "deletelink" not in page

    def test_offers_no_deleting_of_several(self, client: Client) -> None:
        client.force_login(AdminFactory())
        BoardFactory()
        page = client.get(reverse("admin:boards_board_changelist")).content.decode()
        assert "delete_selected" not in page

    def test_makes_a_board_without_an_english_name(self, client: Client) -> None:
        client.force_login(AdminFactory())
        form = {
            "name_ko": "세금과 급여",
            "position": 1,
            "read_access": "everyone",
            "write_access": "members",
        }
        answer = client.post(reverse("admin:boards_board_add"), form)
        assert answer.status_code == 302, answer.content.decode()[:2000]
        board = Board.objects.get()
        assert (board.slug, board.name_en) == ("세금과-급여", "")
        english = client.get(board.get_absolute_url(), headers={"accept-language": "en"})
        assert "세금과 급여" in english.content.decode()
