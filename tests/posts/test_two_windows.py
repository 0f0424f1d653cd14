"""What is edited in two windows is never replaced without a word."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from boards.members.models import Member
from boards.posts.comments.actions.edit_comment import edit_comment, version_of_comment
from boards.posts.form_versions import ChangedMeanwhile
from boards.posts.models import Notice, Scrap
from tests.concurrency import at_once
from tests.factories import BoardFactory, CommentFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}


def opened(client, path):
    """Return the fields of a form as a window that opens it has them."""
    page = client.get(path).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version, "the form carries no version"
    return {"version": version[1]}


def text(response):
    return unescape(response.content.decode())


@pytest.fixture
def comment(client):
    comment = CommentFactory(text="처음")
    client.force_login(comment.author)
    return comment


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without scripts", "htmx"])
def test_a_comment_that_another_window_changed_is_told_and_shown(client, comment, headers):
    path = f"/comments/{comment.pk}/edit/"
    first, second = opened(client, path), opened(client, path)
    client.post(path, {**first, "text": "첫째 창"}, headers=headers)
    told = client.post(path, {**second, "text": "둘째 <창>"}, headers=headers)
    assert told.status_code == 409
    assert "changed in another window" in text(told)
    assert "첫째 창" in text(told)
    assert ">\n둘째 <창></textarea>" in text(told)
    comment.refresh_from_db()
    assert comment.text == "첫째 창"


def test_a_comment_replaces_what_its_writer_was_shown(client, comment):
    path = f"/comments/{comment.pk}/edit/"
    form = opened(client, path)
    client.post(path, {**form, "text": "첫째 창"})
    told = client.post(path, {**form, "text": "둘째 창"})
    version = re.search(r'name="version" value="(\d+)"', text(told))[1]
    assert client.post(path, {"version": version, "text": "둘째 창"}).status_code == 302
    comment.refresh_from_db()
    assert comment.text == "둘째 창"
    assert [each.text for each in comment.revisions.order_by("pk")] == ["처음", "첫째 창"]


def test_a_comment_that_is_sent_twice_is_no_conflict(client, comment):
    path = f"/comments/{comment.pk}/edit/"
    form = {**opened(client, path), "text": "새 글"}
    assert [client.post(path, form).status_code for _ in range(2)] == [302, 302]
    assert comment.revisions.count() == 1


@pytest.mark.parametrize("version", ["abc", "-1", "9" * 30])
def test_a_version_of_nobody_is_an_old_one(client, comment, version):
    path = f"/comments/{comment.pk}/edit/"
    assert client.post(path, {"text": "새 글", "version": version}).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_at_once_one_is_told():
    comment = CommentFactory()
    version, told = version_of_comment(comment), []

    def edit(words):
        try:
            edit_comment(comment=comment, by=comment.author, text=words, version=version)
        except ChangedMeanwhile:
            told.append(words)

    at_once(lambda: edit("하나"), lambda: edit("둘"))
    comment.refresh_from_db()
    assert {comment.text, *told} == {"하나", "둘"}


PLACE = {"scope": "this_board", "position": "7", "starts_at": "2026-01-02T03:04", "ends_at": ""}


@pytest.fixture
def post(client):
    moderator = MemberFactory()
    client.force_login(moderator)
    return PostFactory(board=BoardFactory(moderators=[moderator]))


def notice_path(post):
    return f"/posts/{post.pk}/moderation/notice/"


def test_a_notice_that_another_moderator_moved_is_told_and_shown(client, post):
    NoticeFactory(post=post, starts_at=datetime(2026, 1, 1, tzinfo=UTC))
    first, second = opened(client, notice_path(post)), opened(client, notice_path(post))
    assert client.post(notice_path(post), {**PLACE, **first}).status_code == 302
    told = client.post(notice_path(post), {**PLACE, **second, "position": "9"})
    assert told.status_code == 409
    assert re.search(r"<dd>\s*7\s*</dd>", text(told))
    assert 'value="9"' in text(told)
    assert Notice.objects.get().position == 7
    again = re.search(r'name="version" value="(\d+)"', text(told))[1]
    client.post(notice_path(post), {**PLACE, "version": again, "position": "9"})
    assert Notice.objects.get().position == 9


def test_a_notice_that_two_pin_at_once_is_told_to_the_second(client, post):
    form = opened(client, notice_path(post))
    NoticeFactory(post=post, position=3)
    told = client.post(notice_path(post), {**PLACE, **form})
    assert told.status_code == 409
    assert Notice.objects.get().position == 3


def test_a_notice_that_was_unpinned_meanwhile_is_told(client, post):
    NoticeFactory(post=post)
    form = opened(client, notice_path(post))
    Notice.objects.all().delete()
    told = client.post(notice_path(post), {**PLACE, **form})
    assert told.status_code == 409
    assert "no longer pinned" in text(told)
    assert not Notice.objects.exists()


def test_the_same_place_twice_is_no_conflict(client, post):
    form = {**PLACE, **opened(client, notice_path(post))}
    assert [client.post(notice_path(post), form).status_code for _ in range(2)] == [302, 302]


def test_an_empty_form_of_a_notice_shows_what_is_missing(client, post):
    refused = client.post(notice_path(post), {})
    assert refused.status_code == 422
    assert "This field is required." in text(refused)


@pytest.mark.parametrize("moment", ["0000-01-01T00:00", "99999-01-01T00:00", "9999-12-31T23:59"])
def test_a_notice_takes_no_day_that_no_calendar_has(client, post, moment):
    for field in ("starts_at", "ends_at"):
        answer = client.post(notice_path(post), {**PLACE, field: moment})
        assert answer.status_code in (302, 422)
        for page in ("/", post.get_absolute_url(), notice_path(post)):
            assert client.get(page).status_code == 200


def test_a_note_that_another_window_wrote_is_told_and_shown(client, post):
    path = f"/posts/{post.pk}/scrap/file/"
    first, second = opened(client, path), opened(client, path)
    client.post(path, {**first, "note": "첫째 창"})
    told = client.post(path, {**second, "note": "둘째 창"})
    assert told.status_code == 409
    assert "첫째 창" in text(told)
    assert 'value="둘째 창"' in text(told)
    assert Scrap.objects.get().note == "첫째 창"


def test_settings_that_another_window_stored_are_told_and_shown(client, post):
    first, second = opened(client, "/settings/"), opened(client, "/settings/")
    chosen = {"language": "en", "time_zone": "Asia/Seoul", "list_size": "20"}
    client.post("/settings/", {**chosen, **first})
    other = {**chosen, **second, "list_size": "50"}
    told = client.post("/settings/", other)
    assert told.status_code == 409
    assert "Seoul" in text(told)
    assert re.search(r"<dd>\s*20\s*</dd>", text(told))
    assert Member.objects.get(moderated_boards=post.board).list_size == 20
    again = re.search(r'name="version" value="(\d+)"', text(told))[1]
    assert client.post("/settings/", {**other, "version": again}).status_code == 302
    assert Member.objects.get(moderated_boards=post.board).list_size == 50


@pytest.mark.parametrize("path", ["/accounts/handle/", "/settings/"])
def test_an_empty_form_shows_what_is_missing(client, post, path):
    refused = client.post(path, {})
    assert refused.status_code == 422
    assert "This field is required." in text(refused)
