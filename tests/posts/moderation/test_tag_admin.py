"""Tags in the admin are added, renamed, merged and deleted by actions, which log it."""

from functools import partial
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from boards.members.models import Member
from boards.posts.models import Tag
from boards.posts.moderation.actions.add_tag import add_tag
from boards.posts.moderation.actions.delete_tag import delete_tag
from boards.posts.moderation.actions.merge_tags import merge_tags
from boards.posts.moderation.actions.rename_tag import rename_tag
from tests.concurrency import at_once
from tests.factories import AdminFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/boards_posts/tag/add/"
LIST = "/admin/boards_posts/tag/"


@pytest.fixture
def chief(client: Client) -> Member:
    member = AdminFactory()
    client.force_login(member)
    return member


def change(tag: Tag) -> str:
    return reverse("admin:boards_posts_tag_change", args=[tag.pk])


def logged() -> list[tuple[str, str]]:
    with translation.override("en"):
        entries = LogEntry.objects.order_by("pk")
        return [(entry.object_repr, entry.get_change_message()) for entry in entries]


def errors_of(response: Any) -> list[str]:
    assert response.status_code == 200
    return list(response.context["adminform"].form.errors)


def test_what_is_done_to_a_tag_is_logged_once(client: Client, chief: Member) -> None:
    client.post(ADD, {"name": "조세", "slug": ""})
    tag = Tag.objects.get()
    client.post(change(tag), {"name": "세금", "slug": tag.slug})
    client.post(change(tag), {"name": "세금", "slug": "tax"})
    client.post(change(tag), {"name": "세금", "slug": "tax"})
    client.post(reverse("admin:boards_posts_tag_delete", args=[tag.pk]), {"post": "yes"})
    assert logged() == [
        ("조세", "Added."),
        ("세금", "Renamed: “조세” (조세) to “세금” (조세)"),
        ("세금", "Renamed: “세금” (조세) to “세금” (tax)"),
        ("세금", "Deleted."),
    ]
    assert not Tag.objects.exists()


def test_tags_that_are_deleted_together_are_each_logged(client: Client, chief: Member) -> None:
    tags = [Tag.objects.create(name=name) for name in ("세금", "비자")]
    sent = {
        "action": "delete_selected", "_selected_action": [tag.pk for tag in tags], "post": "yes",
    }  # fmt: skip
    client.post(LIST, sent)
    assert sorted(logged()) == [("비자", "Deleted."), ("세금", "Deleted.")]


def test_a_merger_is_logged_at_the_tag_that_stays(client: Client, chief: Member) -> None:
    kept, merged = (Tag.objects.create(name=name) for name in ("세금", "택스"))
    PostFactory().tags.add("세금")
    sent = {"action": "merge", "_selected_action": [kept.pk, merged.pk]}
    client.post(LIST, sent)
    assert list(Tag.objects.all()) == [kept]
    assert logged() == [("세금", "Merged into this tag: 택스")]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": "비자", "slug": "other"}, "name"),
        ({"name": "\u3164", "slug": "other"}, "name"),
        ({"name": "새말", "slug": "비자"}, "slug"),
        ({"name": "새말", "slug": "비 자"}, "slug"),
    ],
)
def test_what_an_action_refuses_is_told_beside_its_field(
    client: Client, chief: Member, sent: dict[str, str], field: str
) -> None:
    Tag.objects.create(name="비자")
    tag = Tag.objects.create(name="세금")
    for path in (change(tag), ADD):
        response = client.post(path, sent)
        assert errors_of(response) == [field]
        assert response.context["adminform"].form["name"].value() == sent["name"]
    assert set(Tag.objects.values_list("name", flat=True)) == {"비자", "세금"}


@pytest.mark.django_db(transaction=True)
def test_of_two_tags_that_get_one_name_at_once_the_second_is_told(chief: Member) -> None:
    for n in range(3):
        tags = [Tag.objects.create(name=f"{who} {n}") for who in "가나"]
        clients = [Client(), Client()]
        for each in clients:
            each.force_login(chief)
        calls = [
            partial(each.post, change(tag), {"name": f"하나 {n}", "slug": f"{tag.slug}-new"})
            for each, tag in zip(clients, tags, strict=True)
        ]
        responses = sorted(at_once(*calls), key=lambda response: response.status_code)
        assert [response.status_code for response in responses] == [200, 302]
        assert errors_of(responses[0]) == ["name"]


def test_a_tag_that_is_gone_is_told() -> None:
    tag = Tag.objects.create(name="세금")
    Tag.objects.all().delete()
    with pytest.raises(ValidationError, match="gone"):
        rename_tag(tag=tag, by=None, name="조세", slug="")
    delete_tag(tag=tag, by=None)


def test_members_do_nothing_to_tags() -> None:
    first, second = (Tag.objects.create(name=name) for name in ("세금", "비자"))
    for member in (MemberFactory(), MemberFactory(is_staff=True)):
        for call in (
            partial(add_tag, name="새말"),
            partial(rename_tag, tag=first, name="새말"),
            partial(merge_tags, kept=first, merged=[second]),
            partial(delete_tag, tag=first),
        ):
            with pytest.raises(PermissionDenied):
                call(by=member)
    assert set(Tag.objects.all()) == {first, second}


def test_tags_that_are_gone_are_not_merged(client: Client, chief: Member) -> None:
    chosen = {"action": "merge", "_selected_action": ["1", "2"]}
    response = client.post(LIST, chosen, follow=True)
    assert "Select two tags or more." in response.content.decode()


def test_a_slug_that_is_emptied_becomes_that_of_the_name(client: Client, chief: Member) -> None:
    tag = Tag.objects.create(name="foo", slug="foo")
    assert client.post(change(tag), {"name": "foo", "slug": ""}).status_code == 302
    tag.refresh_from_db()
    assert tag.slug == "foo"
