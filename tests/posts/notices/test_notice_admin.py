"""Notices in the admin are pinned, moved and taken down by the same actions as on the site."""

from functools import partial
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from boards.members.models import Member
from boards.posts.models import Notice, Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.notices.actions.reschedule_notice import reschedule_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.states import Scope, State
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory
from tests.moments.sending import sent_back

pytestmark = pytest.mark.django_db

ADD = "/admin/boards_posts/notice/add/"
LIST = "/admin/boards_posts/notice/"
PLACE = {
    "scope": "this_board",
    "position": "3",
    "starts_at_0": "2026-01-02",
    "starts_at_1": "03:04:05",
    "ends_at_0": "",
    "ends_at_1": "",
}


@pytest.fixture
def chief(client: Client) -> Member:
    member = AdminFactory()
    client.force_login(member)
    return member


def change(notice: Notice) -> str:
    return reverse("admin:boards_posts_notice_change", args=[notice.pk])


def opened(client: Client, path: str) -> Any:
    return sent_back(client.get(path).content.decode(), form="//form[.//*[@name='position']]")


def logged() -> list[tuple[str, str, str]]:
    """Return all of the admin's log: of which model, which row, and what was done."""
    with translation.override("en"):
        return [
            (entry.content_type.model, entry.object_id, entry.get_change_message())
            for entry in LogEntry.objects.order_by("pk")
        ]


def test_a_notice_that_is_pinned_is_logged_once_as_on_the_site(
    client: Client, chief: Member
) -> None:
    post = PostFactory()
    assert client.post(ADD, {**PLACE, "post": post.pk}).status_code == 302
    assert Notice.objects.get().pinned_by == chief
    assert logged() == [("post", str(post.pk), "Pinned as a notice.")]


def test_a_notice_that_is_moved_is_logged_once(client: Client, chief: Member) -> None:
    notice = NoticeFactory()
    form = {**opened(client, change(notice)), "position": "7"}
    assert client.post(change(notice), form).status_code == 302
    notice.refresh_from_db()
    assert notice.position == 7
    assert logged() == [("post", str(notice.post_id), "Changed the notice.")]


def test_a_form_that_changes_nothing_is_not_logged(client: Client, chief: Member) -> None:
    notice = NoticeFactory()
    assert client.post(change(notice), opened(client, change(notice))).status_code == 302
    assert not logged()


def test_a_notice_that_is_deleted_is_unpinned(client: Client, chief: Member) -> None:
    notice = NoticeFactory()
    path = reverse("admin:boards_posts_notice_delete", args=[notice.pk])
    assert client.post(path, {"post": "yes"}).status_code == 302
    assert not Notice.objects.exists()
    assert logged() == [("post", str(notice.post_id), "Unpinned.")]


def test_notices_that_are_deleted_together_are_each_unpinned(client: Client, chief: Member) -> None:
    notices = [NoticeFactory(), NoticeFactory()]
    sent = {
        "action": "delete_selected",
        "_selected_action": [notice.pk for notice in notices],
        "post": "yes",
    }
    page = client.post(LIST, sent, follow=True).content.decode()
    assert "Successfully deleted 2" in page
    assert not Notice.objects.exists()
    assert sorted(logged()) == sorted(
        ("post", str(notice.post_id), "Unpinned.") for notice in notices
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_hidden_post_is_told_beside_its_field_and_what_was_typed_stays(
    client: Client, chief: Member, language: str
) -> None:
    chief.language = language
    chief.save()
    post = PostFactory()
    form = {**opened(client, ADD), **PLACE, "post": str(post.pk), "ends_at_0": "2031-05-06"}
    form["ends_at_1"] = "07:08:00"
    hide_post(post=post, by=None)
    response = client.post(ADD, form)
    errors = response.context["adminform"].form.errors
    said = {"en": "This post is hidden.", "ko": "숨긴 글입니다."}
    assert list(errors) == ["post"]
    assert said[language] in str(errors["post"])
    again = sent_back(response.content.decode(), form="//form[.//*[@name='position']]")
    assert {name: again[name] for name in PLACE} == {name: form[name] for name in PLACE}
    assert (again["post"], again["ends_at_0"]) == (str(post.pk), "2031-05-06")
    assert not Notice.objects.exists()
    assert not logged()


def test_an_end_before_the_start_is_told_beside_the_end(client: Client, chief: Member) -> None:
    form = {**PLACE, "post": PostFactory().pk, "ends_at_0": "2025-01-01", "ends_at_1": "00:00:00"}
    response = client.post(ADD, form)
    assert list(response.context["adminform"].form.errors) == ["ends_at"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pin_a_post_at_once_the_second_is_told() -> None:
    for _ in range(5):
        post = PostFactory()
        clients = [Client(), Client()]
        for each in clients:
            each.force_login(AdminFactory())
        calls = [partial(each.post, ADD, {**PLACE, "post": post.pk}) for each in clients]
        pages = sorted(at_once(*calls), key=lambda response: response.status_code)
        assert [page.status_code for page in pages] == [200, 302]
        assert "post" in pages[0].context["adminform"].form.errors
        assert Notice.objects.filter(post=post).count() == 1
        assert LogEntry.objects.filter(object_id=str(post.pk)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_in_the_admin_and_a_button_on_the_site_do_not_wait_for_each_other_for_ever(
    client: Client, chief: Member
) -> None:
    for n in range(5):
        notice = NoticeFactory()
        form = {**opened(client, change(notice)), "position": str(n)}
        move = partial(
            reschedule_notice,
            post=notice.post,
            by=chief,
            scope=Scope.THIS_BOARD,
            position=50,
            starts_at=notice.starts_at,
            ends_at=None,
        )
        response, _moved = at_once(partial(client.post, change(notice), form), move)
        assert response.status_code in (200, 302)
        notice.refresh_from_db()
        assert notice.position in (n, 50)


def test_a_notice_that_was_taken_down_meanwhile_is_no_failure(
    client: Client, chief: Member
) -> None:
    notice = NoticeFactory()
    form = opened(client, change(notice))
    unpin_notice(post=notice.post, by=None)
    for path in (change(notice), reverse("admin:boards_posts_notice_delete", args=[notice.pk])):
        assert client.post(path, {**form, "position": "9"}).status_code == 302
    assert not Notice.objects.exists()


def test_of_notices_that_are_deleted_together_one_whose_post_is_deleted_just_then_is_told(
    chief: Member,
) -> None:
    gone, other = (
        NoticeFactory(post=PostFactory(state=State.DELETED, title="간 글")),
        NoticeFactory(),
    )
    request = RequestFactory().post(LIST)
    request.user, request._messages = chief, CookieStorage(request)
    notices = admin.site._registry[Notice]
    notices.delete_queryset(request, Notice.objects.all())
    assert [str(message) for message in request._messages] == ["간 글: This post was deleted."]
    assert list(Notice.objects.all()) == [gone]
    assert logged() == [("post", str(other.post_id), "Unpinned.")]


def test_a_scope_that_is_no_longer_allowed_is_told_beside_it(client: Client) -> None:
    moderator = MemberFactory(is_staff=True)
    names = ("add_notice", "change_notice", "pin_everywhere")
    moderator.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(moderator)
    post = PostFactory(board=BoardFactory(moderators=[moderator]))
    form = {**opened(client, ADD), **PLACE, "post": str(post.pk), "scope": "every_board"}
    moderator.user_permissions.remove(Permission.objects.get(codename="pin_everywhere"))
    response = client.post(ADD, form)
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["scope"]
    assert not Notice.objects.exists()
    assert Post.objects.filter(pk=post.pk).exists()
