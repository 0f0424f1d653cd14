"""Who has a feed already gets no second copy; who lacks the least change of it gets one."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.utils import timezone

from boards.members.models import Block
from boards.posts.models import Comment, Post, PostCounts
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
    UploadFactory,
)
from tests.feeds.reading import KINDS, SYNTAXES, address

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def post():
    """The newest of two posts, which share one author, one board and one tag."""
    older = PostFactory(posted_at=NOW - timedelta(hours=2))
    post = PostFactory(board=older.board, author=older.author, posted_at=NOW - timedelta(hours=1))
    for tagged in (older, post):
        tagged.tags.add("세금")
    CommentFactory(post=post)
    return post


def asked_again(client, path, response, header="if-none-match"):
    validator = {"if-none-match": "ETag", "if-modified-since": "Last-Modified"}[header]
    return client.get(path, headers={header: response[validator]})


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("kind", KINDS)
def test_who_has_a_feed_gets_no_second_copy(client, post, kind, syntax, header):
    path = address(post, kind, syntax)
    response = client.get(path)
    again = asked_again(client, path, response, header)
    assert again.status_code == 304
    assert again.content == b""
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert again[name] == response[name]
    assert again["Content-Security-Policy"]


def test_any_of_several_etags_will_do(client, post):
    path = address(post, "site")
    etag = client.get(path)["ETag"]
    for known in (f'"other", {etag}', etag.removeprefix("W/"), "*"):
        assert client.get(path, headers={"if-none-match": known}).status_code == 304
    for known in ('"other"', "", "nonsense", etag.strip('"')):
        assert client.get(path, headers={"if-none-match": known}).status_code == 200


def test_an_etag_counts_more_than_a_time(client, post):
    path = address(post, "site")
    headers = {"if-none-match": '"other"', "if-modified-since": client.get(path)["Last-Modified"]}
    assert client.get(path, headers=headers).status_code == 200


@pytest.mark.parametrize("known", ["nonsense", "Mon, 99 Foo 2026 00:00:00 GMT", ""])
def test_times_that_are_none_are_no_error(client, post, known):
    response = client.get(address(post, "site"), headers={"if-modified-since": known})
    assert response.status_code == 200


def delete(post):
    delete_post(post=post, by=AdminFactory())


def hide(post):
    hide_post(post=post, by=AdminFactory(), reason="")


CHANGES = {
    "the newest post is deleted": delete,
    "the newest post is hidden": hide,
    "the newest post becomes secret": lambda post: Post.objects.filter(pk=post.pk).update(
        is_secret=True
    ),
    "a post is written": lambda post: PostFactory(board=post.board, author=post.author).tags.add(
        "세금"
    ),
    "a post is edited": lambda post: Post.objects.filter(pk=post.pk).update(edited_at=NOW),
    "a text is brought over": lambda post: Post.objects.filter(pk=post.pk).update(body="<p>새</p>"),
    "a tag is added": lambda post: post.tags.add("새 태그"),
    "the board has another name": lambda post: type(post.board).objects.update(name_en="Other"),
    "the author has another name": lambda post: type(post.author).objects.update(handle="zzz"),
}


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "comments"])
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_fetched(client, post, change, kind, header):
    if change == "the author has another name":
        type(post.author).objects.exclude(pk=post.author_id).delete()
    path = address(post, kind)
    response = client.get(path)
    CHANGES[change](post)
    assert asked_again(client, path, response, header).status_code == 200


def older(post):
    return Post.objects.exclude(pk=post.pk).get()


DISAPPEARANCES = {
    "deleted": delete,
    "hidden": hide,
    "secret": lambda post: Post.objects.filter(pk=post.pk).update(is_secret=True),
    "on a closed board": lambda post: Post.objects.filter(pk=post.pk).update(
        board=BoardFactory(read_access="members")
    ),
    "without the tag and by somebody else": lambda post: (
        post.tags.clear(),
        Post.objects.filter(pk=post.pk).update(author=MemberFactory(), board=BoardFactory()),
    ),
}


@pytest.mark.parametrize("of", [older, lambda post: post], ids=["older", "newest"])
@pytest.mark.parametrize("kind", ["site", "board", "tag", "member"])
@pytest.mark.parametrize("how", DISAPPEARANCES)
def test_who_knows_only_the_time_learns_that_a_post_is_gone(client, post, how, kind, of):
    gone = of(post)
    path = address(post, kind)
    response = client.get(path)
    DISAPPEARANCES[how](gone)
    again = asked_again(client, path, response, "if-modified-since")
    assert again.status_code == 200
    assert (gone.title in again.content.decode()) == (kind == "site" and how.startswith("without"))


def test_a_board_that_is_closed_has_no_feed_for_who_knows_it(client, post):
    path = address(post, "board")
    response = client.get(path)
    type(post.board).objects.update(read_access="members")
    for header in ("if-none-match", "if-modified-since"):
        assert asked_again(client, path, response, header).status_code == 403


def test_changes_within_one_second_are_told_apart_by_their_times(client, post):
    path = address(post, "site")
    known = []
    with time_machine.travel(NOW, tick=False):
        for number in range(5):
            response = client.get(path)
            for earlier in known:
                again = asked_again(client, path, earlier, "if-modified-since")
                assert again.status_code == 200
            known.append(response)
            Post.objects.filter(pk=post.pk).update(title=f"제목 {number}")
    assert len({response["Last-Modified"] for response in known}) == 5


def test_what_is_as_it_was_before_is_known_again(client, post):
    path = address(post, "site")
    response = client.get(path)
    hide(post)
    hidden = client.get(path)
    unhide_post(post=post, by=AdminFactory())
    assert asked_again(client, path, hidden, "if-modified-since").status_code == 200
    assert asked_again(client, path, response, "if-modified-since").status_code == 304


def test_a_feed_is_never_later_than_its_last_change(client, post):
    Post.objects.update(posted_at=datetime(1970, 1, 2, tzinfo=UTC))
    path = address(post, "site")
    response = client.get(path)
    assert parsedate_to_datetime(response["Last-Modified"]) <= datetime(1970, 1, 2, tzinfo=UTC)
    assert asked_again(client, path, response, "if-modified-since").status_code == 304


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
def test_comments_are_fetched_when_they_change(client, post, header):
    path = address(post, "comments")
    response = client.get(path)
    CommentFactory(post=post)
    Comment.objects.update(body="<p>고친 댓글</p>", edited_at=NOW)
    edited = asked_again(client, path, response, header)
    assert edited.status_code == 200
    Comment.objects.filter(pk=Comment.objects.earliest("pk").pk).update(state="hidden")
    hidden = asked_again(client, path, edited, header)
    assert hidden.status_code == 200
    Comment.objects.update(is_secret=True)
    assert asked_again(client, path, hidden, header).status_code == 200


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
def test_a_mentioned_member_with_another_name_is_a_change(client, post, header):
    member = MemberFactory(handle="honggildong")
    CommentFactory(post=post, text="@honggildong 보세요")
    path = address(post, "comments")
    response = client.get(path)
    member.handle = "imkkeokjeong"
    member.save()
    assert asked_again(client, path, response, header).status_code == 200


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
@pytest.mark.parametrize("kind", ["site", "member", "comments"])
def test_who_blocks_a_member_gets_the_feeds_without_them(client, post, kind, header):
    reader, author = MemberFactory(), post.author
    Comment.objects.update(author=author)
    client.force_login(reader)
    path = address(post, kind)
    response = client.get(path)
    Block.objects.create(blocker=reader, blocked=author)
    again = asked_again(client, path, response, header)
    assert again.status_code == 200
    assert "<entry>" not in again.content.decode()


def test_new_comments_and_views_are_no_change_of_a_list(client, post):
    path = address(post, "site")
    response = client.get(path)
    PostCounts.objects.filter(post=post).update(comments=99)
    client.get(post.get_absolute_url())
    assert asked_again(client, path, response).status_code == 304


def test_each_form_of_a_feed_has_its_own_etag(client, post):
    etags = {
        client.get(f"/feed.{syntax}", query, headers={"accept-language": language})["ETag"]
        for syntax in SYNTAXES
        for query in ({}, {"content": "excerpt"})
        for language in ("ko", "en")
    }
    assert len(etags) == 8


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("kind", KINDS)
def test_head_tells_the_same_without_the_feed(client, post, kind, syntax):
    path = address(post, kind, syntax)
    whole, head = client.get(path), client.head(path)
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]
    assert head["Content-Type"] == whole["Content-Type"]
    assert whole["Content-Type"] == f"application/{syntax}+xml; charset=utf-8"


def test_caches_may_share_what_guests_get_and_not_what_members_get(client, post):
    guest = client.get("/feed.atom")
    assert guest["Cache-Control"] == "public, max-age=60"
    client.force_login(MemberFactory())
    member = client.get("/feed.atom")
    assert member["Cache-Control"] == "private, no-cache"
    for response in (guest, member):
        assert "Cookie" in response["Vary"]


@pytest.fixture
def full_feeds():
    """A post with a picture among forty, each with tags, and with forty comments that mention."""
    board, author = BoardFactory(), MemberFactory(handle="honggildong")
    for _ in range(40):
        post = PostFactory(board=board, author=author)
        picture = UploadFactory(owner=author, post=post)
        Post.objects.filter(pk=post.pk).update(
            body=f'<p><img src="{picture.get_absolute_url()}" alt=""></p>'
        )
        post.tags.add("세금", "Tax")
    for _ in range(40):
        CommentFactory(post=post, text="@honggildong 보세요")
    return post


@pytest.mark.parametrize(
    ("kind", "whole", "unchanged"),
    [("site", 4, 2), ("board", 5, 3), ("tag", 5, 3), ("member", 5, 3), ("comments", 3, 2)],
)
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_feeds_need_five_queries_at_most(
    client, full_feeds, django_assert_num_queries, kind, whole, unchanged, syntax
):
    path = address(full_feeds, kind, syntax)
    with django_assert_num_queries(whole):
        response = client.get(path)
    with django_assert_num_queries(unchanged):
        assert asked_again(client, path, response).status_code == 304


def test_a_tag_of_few_posts_needs_one_query_more(client, full_feeds, django_assert_num_queries):
    full_feeds.tags.add("드묾")
    with django_assert_num_queries(6):
        client.get("/tags/드묾/feed.atom")


@pytest.mark.parametrize("kind", KINDS)
def test_feeds_count_nothing(client, full_feeds, django_assert_max_num_queries, kind):
    with django_assert_max_num_queries(5) as queries:
        client.get(address(full_feeds, kind))
    assert not any("COUNT(" in query["sql"].upper() for query in queries.captured_queries)
