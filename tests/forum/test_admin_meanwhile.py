"""The admin's forms put back nothing that somebody else saved while they were open."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db import models
from django.test import Client
from django.urls import reverse

from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Post, Tag
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.states import State
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory
from tests.moments.sending import sent_back

pytestmark = pytest.mark.django_db

TOLD = {
    "en": "Somebody changed this meanwhile",
    "ko": "그사이 다른 사람이 이 항목을 바꿨습니다",
}


@pytest.fixture
def chief(client: Client) -> Member:
    member = AdminFactory()
    client.force_login(member)
    return member


def address(row: Any, page: str = "change") -> str:
    label = row._meta.label_lower.replace(".", "_")
    return reverse(f"admin:{label}_{page}", args=[row.pk] if page == "change" else [])


def form_in(page: str, named: str) -> Any:
    return sent_back(page, form=f"//form[.//*[@name='{named}']]")


def opened(client: Client, row: models.Model, named: str) -> Any:
    return form_in(client.get(address(row)).content.decode(), named)


def edit(post: Post, **changes: Any) -> None:
    """Let its author edit a post on the site."""
    post = Post.objects.get(pk=post.pk)
    texts = {"title": post.title, "body": post.body, "tags": list(post.tags.names())}
    edit_post(post=post, by=post.author, version=version_of(post), **{**texts, **changes})


def test_a_member_s_edit_outlives_an_admin_who_changes_something_else(
    client: Client, chief: Member
) -> None:
    post = PostFactory(title="옛 제목", body="<p>옛 글</p>")
    form = opened(client, post, "title")
    edit(post, title="새 제목", body="<p>새 글</p>\n<p>두 줄</p>", tags=["세금", "비자"])
    assert client.post(address(post), {**form, "source": "신문"}).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.body, post.source) == (
        "새 제목", "<p>새 글</p>\n<p>두 줄</p>", "신문",
    )  # fmt: skip
    assert "새 글" in post.body_text
    assert set(post.tags.names()) == {"세금", "비자"}


def test_a_form_that_is_sent_back_unchanged_changes_nothing(client: Client, chief: Member) -> None:
    post = PostFactory(title="옛 제목")
    post.tags.add("옛 말")
    form = opened(client, post, "title")
    edit(post, title="새 제목", tags=["새 말"])
    edited_at = Post.objects.get().edited_at
    assert client.post(address(post), form).status_code == 302
    post.refresh_from_db()
    assert (post.title, list(post.tags.names()), post.edited_at) == (
        "새 제목", ["새 말"], edited_at,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko"])
def test_two_who_change_one_field_are_told_and_what_was_typed_stays(
    client: Client, chief: Member, language: str
) -> None:
    chief.language = language
    chief.save()
    post = PostFactory(title="옛 제목")
    form = opened(client, post, "title")
    edit(post, title="회원의 제목", body="<p>회원의 글</p>")
    response = client.post(address(post), {**form, "title": "관리자의 제목"})
    page = response.content.decode()
    post.refresh_from_db()
    assert post.title == "회원의 제목"
    assert page.count(TOLD[language]) == 1
    assert "회원의 제목" in page
    again = form_in(page, "title")
    assert again["title"] == "관리자의 제목"
    assert again["body"].strip() == "<p>회원의 글</p>"
    assert client.post(address(post), again).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.body) == ("관리자의 제목", "<p>회원의 글</p>")


def test_a_third_edit_is_not_overwritten_by_who_was_told_of_the_second(
    client: Client, chief: Member
) -> None:
    post = PostFactory(title="하나")
    form = opened(client, post, "title")
    edit(post, title="둘")
    told = client.post(address(post), {**form, "title": "관리자"}).content.decode()
    edit(post, title="셋")
    response = client.post(address(post), form_in(told, "title"))
    assert TOLD["en"] in response.content.decode()
    post.refresh_from_db()
    assert post.title == "셋"


def test_another_mistake_in_the_form_does_not_bring_back_the_old_text(
    client: Client, chief: Member
) -> None:
    post = PostFactory(title="옛 제목")
    form = opened(client, post, "title")
    edit(post, title="새 제목")
    page = client.post(address(post), {**form, "link": "no link"}).content.decode()
    again = form_in(page, "title")
    assert (again["title"], again["link"]) == ("새 제목", "no link")
    assert client.post(address(post), {**again, "link": ""}).status_code == 302
    post.refresh_from_db()
    assert post.title == "새 제목"


def test_both_who_type_the_same_agree(client: Client, chief: Member) -> None:
    post = PostFactory(title="옛 제목")
    form = opened(client, post, "title")
    edit(post, title="새 제목")
    assert client.post(address(post), {**form, "title": "새 제목"}).status_code == 302


def test_tags_that_both_change_are_told(client: Client, chief: Member) -> None:
    post = PostFactory()
    form = opened(client, post, "title")
    edit(post, tags=["세금"])
    page = client.post(address(post), {**form, "tags": "비자"}).content.decode()
    assert TOLD["en"] in page
    assert "세금" in page
    assert form_in(page, "title")["tags"] == "비자"
    assert list(post.tags.names()) == ["세금"]


def test_a_post_that_was_hidden_meanwhile_stays_hidden(client: Client, chief: Member) -> None:
    post = PostFactory()
    form = opened(client, post, "title")
    hide_post(post=post, by=chief)
    assert client.post(address(post), {**form, "title": "새 제목"}).status_code == 302
    post.refresh_from_db()
    assert (post.state, post.title) == (State.HIDDEN, "새 제목")


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York"])
def test_a_moment_that_changed_meanwhile_stays(client: Client, chief: Member, zone: str) -> None:
    notice = NoticeFactory(starts_at=datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC), ends_at=None)
    form = opened(client, notice, "position")
    notice.starts_at = datetime(2026, 11, 1, 6, 30, 15, 654321, tzinfo=UTC)
    notice.ends_at = datetime(2026, 12, 1, 6, 30, 15, 654321, tzinfo=UTC)
    notice.save()
    assert client.post(address(notice), {**form, "position": "7"}).status_code == 302
    changed = type(notice).objects.get()
    assert (changed.starts_at, changed.ends_at, changed.position) == (
        notice.starts_at, notice.ends_at, 7,
    )  # fmt: skip


def test_a_moment_that_both_change_is_told(client: Client, chief: Member) -> None:
    notice = NoticeFactory(starts_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC), ends_at=None)
    form = opened(client, notice, "position")
    type(notice).objects.update(starts_at=datetime(2026, 2, 2, 3, 4, tzinfo=UTC))
    page = client.post(address(notice), {**form, "starts_at_0": "2026-03-03"}).content.decode()
    assert TOLD["en"] in page
    again = form_in(page, "position")
    assert again["starts_at_0"] == "2026-03-03"
    assert client.post(address(notice), again).status_code == 302
    assert type(notice).objects.get().starts_at.month == 3


def test_a_member_who_lost_a_right_meanwhile_does_not_get_it_back(
    client: Client, chief: Member
) -> None:
    group = Group.objects.create(name="운영자")
    member = MemberFactory(is_staff=True, email="old@example.org")
    member.groups.add(group)
    form = opened(client, member, "email")
    Member.objects.filter(pk=member.pk).update(is_staff=False, email="new@example.org")
    member.groups.clear()
    assert client.post(address(member), {**form, "handle": "새이름"}).status_code == 302
    member.refresh_from_db()
    assert (member.handle, member.is_staff, member.email) == ("새이름", False, "new@example.org")
    assert not member.groups.exists()


def test_a_choice_that_both_change_is_told_by_its_name(client: Client, chief: Member) -> None:
    first, second, third = BoardFactory(), BoardFactory(name_ko="둘째"), BoardFactory()
    post = PostFactory(board=first)
    form = opened(client, post, "title")
    Post.objects.update(board=second)
    page = client.post(address(post), {**form, "board": third.pk}).content.decode()
    assert f"{TOLD['en']}: {second}" in page
    assert Post.objects.get().board == second


def test_the_lines_of_a_board_s_description_are_no_change(client: Client, chief: Member) -> None:
    board = BoardFactory(description_ko="하나\n둘", description_en="One\nTwo")
    form = opened(client, board, "name_ko")
    Board.objects.update(description_ko="셋\n넷")
    assert client.post(address(board), {**form, "name_ko": "새 이름"}).status_code == 302
    board.refresh_from_db()
    assert (board.description_ko, board.name_ko) == ("셋\n넷", "새 이름")


def test_a_tag_that_was_renamed_meanwhile_keeps_its_name(client: Client, chief: Member) -> None:
    tag = Tag.objects.create(name="옛말")
    form = opened(client, tag, "slug")
    tag.name = "새말"
    tag.save()
    assert client.post(address(tag), {**form, "slug": "other"}).status_code == 302
    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("새말", "other")


def test_a_mark_that_is_not_ours_is_told(client: Client, chief: Member) -> None:
    post = PostFactory(title="옛 제목")
    form = opened(client, post, "title")
    others = opened(client, PostFactory(), "title")
    for mark in (others["shown_values"], "x", "x" * 10_000):
        sent = {**form, "title": "새 제목", "shown_values": mark}
        page = client.post(address(post), sent).content.decode()
        assert "This page is too old" in page
        assert form_in(page, "title")["title"] == "새 제목"
    assert client.post(address(post), form_in(page, "title")).status_code == 302
    post.refresh_from_db()
    assert post.title == "새 제목"


@pytest.mark.django_db(transaction=True)
def test_of_an_edit_and_a_save_at_once_neither_is_lost(client: Client, chief: Member) -> None:
    for n in range(5):
        post = PostFactory()
        form = {**opened(client, post, "title"), "posted_at_is_estimated": "on"}
        body = f"<p>새 글 {n}</p>"
        at_once(partial(client.post, address(post), form), partial(edit, post, body=body))
        post.refresh_from_db()
        assert (post.body, post.posted_at_is_estimated) == (body, True)


class TestInTheListOfBoards:
    def rows(self, client: Client) -> tuple[str, Any]:
        url = reverse("admin:boards_board_changelist")
        return url, form_in(client.get(url).content.decode(), "form-0-position")

    def test_a_position_that_was_left_alone_stays_as_somebody_set_it(
        self, client: Client, chief: Member
    ) -> None:
        first, second = BoardFactory(position=1), BoardFactory(position=2)
        url, form = self.rows(client)
        Board.objects.filter(pk=first.pk).update(position=50, name_ko="새 이름")
        assert client.post(url, {**form, "form-1-position": "7", "_save": "1"}).status_code == 302
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.position, first.name_ko, second.position) == (50, "새 이름", 7)
        assert [entry.object_id for entry in LogEntry.objects.all()] == [str(second.pk)]

    def test_a_position_that_both_set_is_told(self, client: Client, chief: Member) -> None:
        board = BoardFactory(position=1)
        url, form = self.rows(client)
        Board.objects.update(position=50)
        response = client.post(url, {**form, "form-0-position": "7", "_save": "1"})
        page = response.content.decode()
        assert f"{TOLD['en']}: 50" in page
        again = form_in(page, "form-0-position")
        assert again["form-0-position"] == "7"
        assert client.post(url, {**again, "_save": "1"}).status_code == 302
        board.refresh_from_db()
        assert board.position == 7
