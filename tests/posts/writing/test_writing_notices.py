"""A moderator writes a notice directly, in one go."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Draft, Notice, Post
from boards.posts.states import Scope
from boards.posts.writing.actions.publish_post import NoticePlace, publish_post
from tests.factories import AdminFactory, BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return BoardFactory()


@pytest.fixture
def moderator(board: Board) -> Member:
    member = MemberFactory()
    board.moderators.add(member)
    return member


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def typed(**fields: str) -> dict[str, str]:
    return {
        "title": "정기 점검 안내", "body": "토요일 밤 열 시부터입니다.", "markup": "text",
        "comments_open": "on", "submission_key": str(uuid.uuid4()), **fields,
    }  # fmt: skip


def path(board: Board) -> str:
    return reverse("posts:write", args=[board.slug])


def test_a_moderator_publishes_a_notice_and_it_is_logged(board: Board, moderator: Member) -> None:
    client = signed_in(moderator)
    answer = client.post(path(board), typed(notice_scope="this_board"), follow=True)
    notice = Notice.objects.get()
    assert notice.scope == Scope.THIS_BOARD
    assert notice.pinned_by == moderator
    assert notice.ends_at is None
    entry = LogEntry.objects.get(object_id=str(notice.post_id))
    assert entry.user_id == moderator.pk
    assert "pinned as a notice" in answer.content.decode()


def test_until_when_is_a_choice(board: Board, moderator: Member) -> None:
    fields = typed(notice_scope="this_board", notice_ends_at="2999-01-02T03:04")
    signed_in(moderator).post(path(board), fields)
    assert Notice.objects.get().ends_at.year == 2999


def test_from_when_is_a_choice_too(board: Board, moderator: Member) -> None:
    client = signed_in(moderator)
    fields = typed(notice_scope="this_board", notice_starts_at="2998-01-02T03:04")
    page = client.post(path(board), fields, follow=True).content.decode()
    notice = Notice.objects.get()
    assert notice.starts_at.year == 2998
    assert notice.post.is_published
    assert "scheduled" in page


def test_a_start_after_the_end_is_told_and_keeps_the_text(board: Board, moderator: Member) -> None:
    client = signed_in(moderator)
    times = {"notice_starts_at": "2999-05-01T00:00", "notice_ends_at": "2999-04-01T00:00"}
    answer = client.post(path(board), typed(notice_scope="this_board", **times))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "정기 점검 안내" in page
    assert "2999-05-01T00:00" in page
    assert not Post.objects.exists()


@pytest.mark.parametrize("ends_at", ["2001-01-01T00:00", "someday", "0001-01-01T00:00"])
def test_a_notice_that_makes_no_sense_publishes_nothing_and_keeps_the_text(
    board: Board, moderator: Member, ends_at: str
) -> None:
    client = signed_in(moderator)
    fields = typed(notice_scope="this_board", notice_ends_at=ends_at)
    answer = client.post(path(board), fields)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert fields["body"] in page
    assert 'id="id_notice_ends_at_error"' in page
    assert 'value="this_board" id="id_notice_scope_1" checked' in page or "checked" in page
    assert not Post.objects.exists()
    assert not Notice.objects.exists()
    assert not LogEntry.objects.exists()


def test_other_members_are_neither_asked_nor_heard(board: Board) -> None:
    client = signed_in(MemberFactory())
    assert "notice_scope" not in client.get(path(board)).content.decode()
    fields = typed(notice_scope="this_board")
    answer = client.post(path(board), fields)
    assert answer.status_code == 422
    assert fields["body"] in answer.content.decode()
    assert not Post.objects.exists()


def test_a_notice_on_every_board_needs_its_own_permission(board: Board, moderator: Member) -> None:
    client = signed_in(moderator)
    assert 'value="every_board"' not in client.get(path(board)).content.decode()
    answer = client.post(path(board), typed(notice_scope="every_board"))
    assert answer.status_code == 422
    assert not Post.objects.exists()
    moderator.user_permissions.add(Permission.objects.get(codename="pin_everywhere"))
    assert 'value="every_board"' in client.get(path(board)).content.decode()
    client.post(path(board), typed(notice_scope="every_board"))
    assert Notice.objects.get().scope == Scope.EVERY_BOARD


def test_moderators_of_other_boards_and_the_permission_alone_do_not_pin(board: Board) -> None:
    other = MemberFactory()
    BoardFactory().moderators.add(other)
    other.user_permissions.add(Permission.objects.get(codename="pin_everywhere"))
    for scope in ("this_board", "every_board"):
        answer = signed_in(other).post(path(board), typed(notice_scope=scope))
        assert answer.status_code == 422
    assert not Post.objects.exists()


def test_the_action_itself_refuses_and_stores_nothing(board: Board) -> None:
    with pytest.raises(PermissionDenied):
        publish_post(
            board=board, author=MemberFactory(), title="제목", body="<p>글</p>",
            notice=NoticePlace(Scope.THIS_BOARD, timezone.now() + timedelta(days=1)),
        )  # fmt: skip
    assert not Post.objects.exists()


def test_sent_twice_it_is_one_notice(board: Board, moderator: Member) -> None:
    client, fields = signed_in(moderator), typed(notice_scope="this_board")
    for _ in range(2):
        assert client.post(path(board), fields).status_code == 302
    assert Notice.objects.count() == 1
    assert LogEntry.objects.count() == 1


def test_an_ordinary_post_of_a_moderator_is_not_pinned(board: Board, moderator: Member) -> None:
    for scope in ("", None):
        fields = typed() if scope is None else typed(notice_scope=scope)
        assert signed_in(moderator).post(path(board), fields).status_code == 302
    assert not Notice.objects.exists()


def test_an_edit_does_not_ask(board: Board, moderator: Member) -> None:
    post = publish_post(board=board, author=moderator, title="제목", body="<p>글</p>")
    page = signed_in(moderator).get(reverse("posts:edit", args=[post.pk])).content.decode()
    assert "notice_scope" not in page


def test_a_draft_keeps_the_choice(board: Board, moderator: Member) -> None:
    client = signed_in(moderator)
    draft = reverse("posts:draft", args=[f"new:{board.pk}"])
    times = {"notice_starts_at": "2998-05-06T07:08", "notice_ends_at": "2999-01-02T03:04"}
    fields = typed(notice_scope="this_board", draft_version="0", **times)
    assert client.post(draft, fields).status_code == 200
    assert Draft.objects.get().fields["notice_scope"] == "this_board"
    page = client.get(f"{path(board)}?draft=continue").content.decode()
    assert all(moment in page for moment in times.values())
    assert page.split('value="this_board"')[1].split(">")[0].strip().endswith("checked")


def test_a_superuser_may_pin_on_every_board(board: Board) -> None:
    signed_in(AdminFactory()).post(path(board), typed(notice_scope="every_board"))
    assert Notice.objects.get().scope == Scope.EVERY_BOARD
