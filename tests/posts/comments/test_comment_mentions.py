"""Mentions: who is meant, and what each viewer sees of the name."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.posts.comments.mentions import with_mentions
from boards.posts.models import Comment
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.posts.comments.talking import bodies_of

pytestmark = pytest.mark.django_db

MENTION = '<span class="mention">@{}</span>'


@pytest.fixture
def post():
    return PostFactory(author=MemberFactory(handle="postwriter"))


def shown_to(client, viewer, comment):
    """Return the last body on the page as one viewer sees it."""
    client.logout()
    if viewer:
        client.force_login(viewer)
    return bodies_of(client.get(comment.post.get_absolute_url()))[-1]


def test_a_whole_handle_is_shown_masked_to_all_who_may_not_see_it(client, post):
    vubui = MemberFactory(handle="vubui")
    comment = CommentFactory(post=post, text="@VuBui 어서 오세요")
    masked = f"<p>{MENTION.format('vuxxxxx')} 어서 오세요</p>"
    whole = f"<p>{MENTION.format('vubui')} 어서 오세요</p>"
    for viewer, body in [
        (None, masked),
        (MemberFactory(), masked),
        (comment.author, masked),
        (vubui, whole),
        (AdminFactory(), whole),
    ]:
        assert shown_to(client, viewer, comment) == body
    assert "vubui" not in comment.body.lower()


def test_people_of_the_thread_are_mentioned_by_the_name_one_sees(client, post):
    vubui = MemberFactory(handle="vubui")
    CommentFactory(post=post, author=vubui)
    comment = CommentFactory(post=post, text="@vuxxxxx님 @poxxxxx 고마워요")
    assert f'data-member="{vubui.pk}"' in comment.body
    assert f'data-member="{post.author_id}"' in comment.body
    assert MENTION.format("vubui") + "님" in shown_to(client, vubui, comment)


def test_people_who_look_alike_are_told_apart_by_numbers(post):
    first = CommentFactory(post=post, author=MemberFactory(handle="vubui")).author
    second = CommentFactory(post=post, author=MemberFactory(handle="vulcan")).author
    assert f'"{first.pk}"' in CommentFactory(post=post, text="@vuxxxxx").body
    assert f'"{second.pk}"' in CommentFactory(post=post, text="@vuxxxxx#2님").body


def test_nobody_is_mentioned_by_a_masked_name_from_elsewhere(post):
    MemberFactory(handle="vubui")
    assert "mention" not in CommentFactory(post=post, text="@vuxxxxx").body


@pytest.mark.parametrize(
    "text, rest",
    [
        ("@달빛나그네", ""),
        ("@달빛나그네님께 여쭙니다", "님께 여쭙니다"),
        ("(@달빛나그네)", ")"),
        ("안녕하세요@달빛나그네.", "."),
    ],
)
def test_korean_words_around_a_name_are_no_part_of_it(post, text, rest):
    member = MemberFactory(handle="달빛나그네")
    body = CommentFactory(post=post, text=text).body
    assert f'data-member="{member.pk}"></span>{rest}</p>' in body


@pytest.mark.parametrize(
    "text",
    [
        "mail@vubui.com",
        "a@vubui",
        "https://example.com/@vubui",
        "@vubui2",
        "@vubuixx",
        "@ vubui",
        "vubui",
    ],
)
def test_addresses_and_longer_words_mention_nobody(post, text):
    MemberFactory(handle="vubui")
    assert "data-member" not in CommentFactory(post=post, text=text).body


def test_what_looks_like_a_stored_mention_is_text(client, post):
    typed = '<span class="mention" data-member="1"></span>'
    comment = CommentFactory(post=post, text=typed)
    assert "data-member" in shown_to(client, None, comment)
    assert "<span" not in shown_to(client, None, comment)


def test_a_mention_follows_a_new_handle_and_outlives_the_account(client, post):
    member = MemberFactory(handle="vubui")
    comment = CommentFactory(post=post, text="@vubui")
    member.handle = "another"
    member.save()
    assert shown_to(client, None, comment) == f"<p>{MENTION.format('anxxxxx')}</p>"
    member.delete()
    assert shown_to(client, None, comment) == f"<p>{MENTION.format('…')}</p>"


def test_after_ten_mentions_names_are_text(post):
    members = [MemberFactory(handle=f"person{n}") for n in range(12)]
    body = CommentFactory(post=post, text=" ".join(f"@{m.handle}" for m in members)).body
    assert body.count("data-member") == 10


NAMES_AS_KOREANS_WRITE_ON = [
    ("@kimㅋㅋㅋ", "{kim}ㅋㅋㅋ"),
    ("@kim님ㅎㅎ", "{kim}님ㅎㅎ"),
    ("@kim님감사합니다", "{kim}님감사합니다"),
    ("@kim님께서는요", "{kim}님께서는요"),
    ("@kim.고마워요", "{kim}.고마워요"),
    ("@kim...네", "{kim}...네"),
    ("@kim~", "{kim}~"),
    ("@kim👍🏽", "{kim}👍🏽"),
    (".@kim", ".{kim}"),
    ("안녕.@kim", "안녕.{kim}"),
    ("안녕@kim", "안녕{kim}"),
    ("@kim/@lee", "{kim}/{lee}"),
    ("@kim,@lee", "{kim},{lee}"),
    ("@kim@lee", "{kim}@lee"),
    ("(@kim)", "({kim})"),
    ("＠kim", "{kim}"),
    ("＠ＫＩＭ님", "{kim}님"),
    ("@k\u200bim님", "{kim}님"),
    ("@kim\u200b님", "{kim}\u200b님"),
    ("@김철수님안녕", "{kcs}님안녕"),
    ("@김철수99야", "{kcs99}야"),
    ("@École님 @école", "{ecole}님 {ecole}"),
    ("@cafés @ecole", "@cafés @ecole"),
    ("<@kim>", "&lt;{kim}&gt;"),
]


@pytest.mark.parametrize(("text", "stored"), NAMES_AS_KOREANS_WRITE_ON)
def test_a_name_ends_where_a_reader_sees_it_end(post, text, stored):
    handles = {"kim": "kim", "lee": "lee", "kcs": "김철수", "kcs99": "김철수99", "ecole": "École"}
    spans = {
        name: f'<span class="mention" data-member="{MemberFactory(handle=handle).pk}"></span>'
        for name, handle in handles.items()
    }
    body = CommentFactory(post=post, text=text).body
    assert body == f"<p>{stored.format(**spans)}</p>"


@pytest.mark.parametrize(
    "text",
    ["홍길동@kim.com", "a.kr/@kim", "youtube.com/c/@kim", "a_@kim", "a+@kim", "@@kim", "@kim-lee"],
)
def test_addresses_in_any_shape_mention_nobody(post, text):
    MemberFactory(handle="kim")
    assert "data-member" not in CommentFactory(post=post, text=text).body


def test_the_longest_name_wins(post):
    MemberFactory(handle="달빛")
    longer = MemberFactory(handle="달빛나그네")
    body = CommentFactory(post=post, text="@달빛나그네님").body
    assert body == f'<p><span class="mention" data-member="{longer.pk}"></span>님</p>'


def test_many_mentions_cost_no_more_queries_and_little_time(post):
    writer = MemberFactory()
    members = [MemberFactory(handle=f"person{n}") for n in range(12)]
    one = f"<p>@{members[0].handle}</p>"
    many = "<p>" + " ".join(f"@{m.handle}님께서는요" for m in members * 300) + "</p>"
    hostile = "<p>" + "@" + "가" * 60_000 + "@a." * 20_000 + "</p>"
    counts = []
    for markup in (one, many, hostile):
        begun = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            stored, mentioned = with_mentions(markup, writer=writer, post=post)
        counts.append(len(queries))
        assert time.process_time() - begun < 3
        assert len(mentioned) <= 10
    assert len(set(counts)) == 1


class TestSuggestions:
    def names(self, client, post, viewer):
        client.force_login(viewer)
        return client.get(reverse("posts:names", args=[post.pk])).json()["names"]

    def test_are_the_people_of_the_thread_as_the_asker_sees_them(self, client, post):
        CommentFactory(post=post, author=MemberFactory(handle="vubui"))
        CommentFactory(post=post, author=MemberFactory(handle="vulcan"))
        MemberFactory(handle="elsewhere")
        asker = MemberFactory()
        assert self.names(client, post, asker) == ["poxxxxx", "vuxxxxx", "vuxxxxx#2"]
        assert self.names(client, post, AdminFactory()) == ["postwriter", "vubui", "vulcan"]

    def test_leave_out_oneself_the_anonymous_and_what_is_hidden(self, client):
        post = PostFactory(board=BoardFactory(allows_anonymous=True), anonymous_number=0)
        asker = CommentFactory(post=post).author
        CommentFactory(post=post, is_anonymous=True)
        hidden = CommentFactory(post=post)
        Comment.objects.filter(pk=hidden.pk).update(state=State.HIDDEN)
        assert self.names(client, post, asker) == []

    def test_are_for_members_who_read_the_post(self, client):
        secret = PostFactory(is_secret=True)
        url = reverse("posts:names", args=[secret.pk])
        assert client.get(url).status_code == 302
        client.force_login(MemberFactory())
        assert client.get(url).status_code == 403
