"""Cancelling goes back and loses nothing; each way of sending says what happened."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Draft, Post
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return BoardFactory()


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def browser(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def typed(**fields: str) -> dict[str, str]:
    return {
        "title": "쓰다 만 글", "body": "아직 더 쓸 것", "markup": "text", "comments_open": "on",
        "submission_key": str(uuid.uuid4()), **fields,
    }  # fmt: skip


def write_path(board: Board) -> str:
    return reverse("posts:write", args=[board.slug])


def test_cancelling_keeps_a_draft_says_so_and_goes_to_the_list(
    browser: Client, board: Board
) -> None:
    answer = browser.post(write_path(board), typed(cancel="1"), follow=True)
    assert answer.redirect_chain == [(board.get_absolute_url(), 302)]
    assert "saved as a draft" in answer.content.decode()
    assert Draft.objects.get().fields["body"] == "아직 더 쓸 것"
    assert not Post.objects.exists()
    assert "아직 더 쓸 것" in browser.get(f"{write_path(board)}?draft=continue").content.decode()


def test_nothing_typed_leaves_no_draft(browser: Client, board: Board) -> None:
    empty = typed(title="", body="", cancel="1")
    answer = browser.post(write_path(board), empty, follow=True)
    assert answer.redirect_chain == [(board.get_absolute_url(), 302)]
    assert "saved as a draft" not in answer.content.decode()
    assert not Draft.objects.exists()


def test_one_gets_back_to_where_one_came_from(browser: Client, board: Board) -> None:
    came_from = f"{board.get_absolute_url()}?page=1"
    page = browser.get(
        write_path(board), headers={"referer": f"http://testserver{came_from}"}
    ).content.decode()
    assert f'name="back" value="{came_from}"' in page
    previewed = browser.post(write_path(board), typed(preview="1", back=came_from))
    assert f'name="back" value="{came_from}"' in previewed.content.decode()
    assert browser.post(write_path(board), typed(cancel="1", back=came_from)).url == came_from


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "x",
        "/" * 3000, "http:///evil.example", "/" + "a" * 3000, "http://[abc", "//[abc", "http://[::1",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(browser: Client, board: Board, back: str) -> None:
    answer = browser.post(write_path(board), typed(cancel="1", back=back))
    assert answer.url == board.get_absolute_url()
    page = browser.get(write_path(board), headers={"referer": back}).content.decode()
    assert f'name="back" value="{board.get_absolute_url()}"' in page


def test_an_edit_goes_back_to_the_post(browser: Client, board: Board, member: Member) -> None:
    post = publish_post(board=board, author=member, title="제목", body="<p>글</p>")
    path = reverse("posts:edit", args=[post.pk])
    same = typed(title="제목", body="글", cancel="1")
    assert browser.post(path, same).url == post.get_absolute_url()
    assert not Draft.objects.exists()
    changed = typed(title="제목", body="다른 글", cancel="1")
    assert browser.post(path, changed).url == post.get_absolute_url()
    assert Draft.objects.get().fields["body"] == "다른 글"
    post.refresh_from_db()
    assert post.body_text == "글"


def test_the_draft_of_another_window_is_not_overwritten_unasked(
    browser: Client, board: Board, member: Member
) -> None:
    Draft.objects.create(member=member, form=f"new:{board.pk}", fields={"title": "다른 창"})
    answer = browser.post(write_path(board), typed(cancel="1"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "아직 더 쓸 것" in page
    version = Draft.objects.get().version
    assert Draft.objects.get().fields == {"title": "다른 창"}
    again = browser.post(write_path(board), typed(cancel="1", draft_version=str(version)))
    assert again.status_code == 302
    assert Draft.objects.get().fields["body"] == "아직 더 쓸 것"


def test_what_the_page_saved_itself_a_moment_ago_is_no_conflict(
    browser: Client, board: Board
) -> None:
    fields = typed()
    browser.post(reverse("posts:draft", args=[f"new:{board.pk}"]), {**fields, "draft_version": "0"})
    assert browser.post(write_path(board), {**fields, "cancel": "1"}).status_code == 302


def test_publishing_and_changing_say_so(browser: Client, board: Board) -> None:
    page = browser.post(write_path(board), typed(), follow=True).content.decode()
    assert "Your post is published." in page
    post = Post.objects.get()
    path = reverse("posts:edit", args=[post.pk])
    version = browser.get(path).context["form"].initial["version"]
    changed = typed(body="고쳤어요", version=str(version))
    assert "Your changes are saved." in browser.post(path, changed, follow=True).content.decode()


def test_limits_are_told_beforehand(browser: Client, board: Board) -> None:
    page = browser.get(write_path(board)).content.decode()
    for told in (
        "2 to 100 characters.",
        "Up to 100,000 characters.",
        "Up to 8 tags",
        "Up to 50 files.",
        "20 MB each",
    ):
        assert told in page


def test_a_preview_shows_the_cards_of_videos(browser: Client, board: Board) -> None:
    answer = browser.post(
        write_path(board), typed(body="https://youtu.be/dQw4w9WgXcQ", preview="1")
    )
    assert '<figure class="video"' in answer.content.decode()
    assert "frame-src https://www.youtube-nocookie.com" in answer["Content-Security-Policy"]
    assert "frame-src" not in browser.get(write_path(board))["Content-Security-Policy"]
