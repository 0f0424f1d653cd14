"""One tag, however it is spelled; and no tag of nothing."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from boards.members.folding import HYPHENS
from boards.posts.models import Post, Tag
from boards.posts.text.tags import typed_tag_names
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from boards.posts.writing.tag_suggestions import suggested_tags
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

NOTHING = ["\u200b", "\u3164", "\u200d", "\u2800", "\ufeff", "\u202e", "\u115f", "\u1160"]
NOTHING += [
    "\uffa0",
    "\ufe0f",
    "\u00ad",
    "\u2060",
    "\u034f",
    "\u0301",
    "\U000e0100",
    "\u200b \u3164",
]
ONE_TAG = [
    ("환급", "환\u200b급"),
    ("VISA", "ＶＩＳＡ"),
    ("❤\ufe0f", "❤"),
    ("Straße", "STRASSE"),
    ("École", "école"),
    ("École", "E\u0301COLE"),
    ("세금 보고", "세금\u3000보고"),
    *(("J-1 비자", f"J{hyphen}1 비자") for hyphen in HYPHENS),
    ("2024\u20132025", "2024-2025"),
]
FAMILY = "👨\u200d👩\u200d👧\u200d👦"


def publish(*tags: str) -> Post:
    post: Post = publish_post(
        board=BoardFactory(), author=MemberFactory(), title="세금", body="<p>글</p>", tags=tags
    )
    return post


def names_of(post: Post) -> list[str]:
    return list(post.tags.names())


@pytest.mark.parametrize("sign", NOTHING)
def test_nothing_is_no_tag(sign):
    assert typed_tag_names(f"{sign}, #{sign}, 세금") == ["세금"]
    post = publish(sign)
    post.tags.add(sign)
    assert names_of(post) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name=sign)


@pytest.mark.parametrize(("first", "other"), ONE_TAG)
def test_other_spellings_are_the_same_tag(client, first, other):
    shown = first
    post, another = publish(first), publish(other, "하나")
    third = PostFactory()
    third.tags.add(other)
    assert names_of(post) == names_of(third) == [shown]
    assert names_of(another) == [shown, "하나"]
    assert Tag.objects.count() == 2
    assert typed_tag_names(f"{first}, {other}") == [shown]
    assert suggested_tags(None, other) == [shown]
    path = reverse("posts:tag", args=[other])
    assert client.get(path, follow=True).context["tag"].name == shown
    on_board = reverse("posts:board", args=[post.board.slug])
    assert client.get(on_board, {"tag": other}, follow=True).context["tag"].name == shown
    found = client.get("/search/", {"q": f'tag:"{other}"'}).context["found"]
    assert {result.post.pk for result in found.results} >= {post.pk, another.pk}
    third.tags.remove(other)
    assert names_of(third) == []


@pytest.mark.parametrize(("first", "other"), ONE_TAG)
def test_the_database_holds_one_of_them(first, other):
    Tag.objects.create(name=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name=other)


def test_what_is_shown_is_what_was_typed_first_without_what_nobody_sees():
    assert names_of(publish("\u200bＶＩＳＡ\u202e", f" {FAMILY}\ufeff ")) == ["ＶＩＳＡ", FAMILY]


def test_an_edit_in_another_spelling_changes_no_tag():
    post = publish("École", "세금")
    edit_post(
        post=post, by=post.author, version=version_of(post), title="세금", body="<p>글</p>",
        tags=["세\u200b금", "ÉCOLE", "école"],
    )  # fmt: skip
    assert set(names_of(post)) == {"École", "세금"}
    assert Tag.objects.count() == 2


def test_a_tag_is_measured_in_characters():
    name = FAMILY * 100
    assert names_of(publish(name)) == [name]
    assert names_of(publish(name)) == [name]
    with pytest.raises(ValidationError, match="at most"):
        publish(FAMILY * 101)
    with pytest.raises(ValidationError, match="at most"):
        publish("가" + "\u0301" * 5000)


def test_the_admin_refuses_a_second_spelling_and_a_name_of_nothing(client):
    client.force_login(AdminFactory())
    Tag.objects.create(name="École")
    add = reverse("admin:boards_posts_tag_add")
    for name in ("ÉCOLE", "\u200b", "\u3164"):
        assert client.post(add, {"name": name, "slug": ""}).status_code == 200
    assert Tag.objects.count() == 1
    listed = client.get(reverse("admin:boards_posts_tag_changelist"), {"q": "ÉCO"})
    assert "École" in listed.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_make_a_tag_at_once_both_get_it():
    board, members = BoardFactory(), [MemberFactory() for _ in range(4)]

    def write(author, tag):
        publish_post(board=board, author=author, title="세금", body="<p>글</p>", tags=[tag])

    spellings = ["École", "école", "ÉCOLE", "E\u0301cole"]
    at_once(*(partial(write, *pair) for pair in zip(members, spellings, strict=True)))
    (tag,) = Tag.objects.all()
    assert Post.objects.filter(tags=tag).count() == 4
