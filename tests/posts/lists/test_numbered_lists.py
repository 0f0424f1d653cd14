"""Every page of every list holds what counting through the posts would give, whatever happened."""

import random
import re
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from boards.access import Access
from boards.posts.lists.numbering import compaction
from boards.posts.lists.numbering.compaction import compact_changes
from boards.posts.lists.numbering.pages import NumberedList
from boards.posts.lists.numbering.verification import rebuild_lists
from boards.posts.models import ListChange, ListCount, ListSegment, Post, Tag, TaggedPost
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.states import OF_POSTS, State
from boards.posts.writing.actions.publish_post import publish_post
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.posts.pages import listed_rows

NOW = timezone.now()
BIG = {"boards_posts_post", "boards_posts_taggedpost"}
MAX_ROWS = 1000  # of 4,000: half a segment of two closed boards in six, and a page


@pytest.fixture(autouse=True)
def short_segments(monkeypatch):
    """Make segments so short that few posts fill many."""
    monkeypatch.setattr(compaction, "SEGMENT", 5)
    monkeypatch.setattr(compaction, "SPLIT_ABOVE", 10)
    monkeypatch.setattr(compaction, "EVERY", 1)


def counted_through(viewer, *, board=None, tag=None):
    """Return the ids of a list's posts as one query over the posts finds them."""
    posts = Post.objects.listed_for(viewer)
    if board is not None:
        posts = posts.on(board)
    if tag is not None:
        posts = posts.tagged(tag).filter(pk__in=Post.objects.visible_to(viewer).values("pk"))
    return list(posts.newest_first().values_list("pk", flat=True))


def assert_right(viewers, *, boards, tags=(), size=7):
    """Compare all pages of all lists with what one query finds."""
    for viewer in viewers:
        for board in (None, *boards):
            for tag in (None, *tags):
                expected = counted_through(viewer, board=board, tag=tag)
                numbered = NumberedList(viewer, board=board, tag=tag)
                if board and not board.__class__.objects.readable_by(viewer).filter(pk=board.pk):
                    expected = []
                assert numbered.total == len(expected)
                for first in range(0, len(expected), size):
                    end = min(first + size, len(expected))
                    found = [post.pk for post in numbered.posts_between(first, end)]
                    assert found == expected[first:end]


def scattered_posts(count, boards, author, *, tag="세금"):
    """Publish posts all over a day, several in one second, every third with a tag."""
    chance = random.Random(5)
    posts = []
    for number in range(count):
        board = chance.choice(boards)
        post = PostFactory(
            board=board,
            author=author,
            posted_at=NOW.replace(microsecond=0) - timedelta(seconds=chance.randrange(40)),
            is_secret=number % 7 == 0,
        )
        if number % 3 == 0:
            post.tags.add(tag)
        posts.append(post)
    return posts


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def boards(self):
        """Boards for everyone, for members and for moderators."""
        return [BoardFactory(read_access=access) for access in Access.values] + [BoardFactory()]

    @pytest.fixture
    def viewers(self, boards):
        """A guest, the author, a stranger, a moderator and an admin."""
        moderator = MemberFactory()
        boards[2].moderators.add(moderator)
        boards[0].moderators.add(moderator)
        return [AnonymousUser(), MemberFactory(), MemberFactory(), moderator, AdminFactory()]

    @pytest.mark.parametrize("compactions", [0, 1, 2, 3])
    def test_are_right_for_everybody_before_and_after_compaction(
        self, boards, viewers, compactions
    ):
        chance = random.Random(compactions)
        posts = scattered_posts(90, boards, viewers[1])
        tag = Tag.objects.get()
        for step in range(compactions):
            compact_changes()
            for post in chance.sample(posts, 15):
                post.refresh_from_db()
                post.board = chance.choice(boards)
                post.state = chance.choice(OF_POSTS)
                post.posted_at += timedelta(seconds=chance.randrange(-5, 60))
                post.is_secret = chance.random() < 0.3
                post.save()
            posts += scattered_posts(10 * step, boards, viewers[1])
        assert_right(viewers, boards=boards, tags=[tag])
        compact_changes()
        assert not ListChange.objects.exists()
        assert_right(viewers, boards=boards, tags=[tag])

    def test_are_right_after_writes_that_no_action_made(self, boards, viewers):
        Post.objects.bulk_create(
            Post(board=boards[0], title=f"{n}", posted_at=NOW - timedelta(hours=n))
            for n in range(40)
        )
        compact_changes()
        Post.objects.filter(pk__in=Post.objects.values("pk")[:5]).update(state=State.DELETED)
        Post.objects.last().delete()
        assert_right(viewers, boards=boards)
        rebuild_lists()
        assert_right(viewers, boards=boards)

    def test_cut_long_segments(self, boards, viewers):
        posts = scattered_posts(60, boards[:1], viewers[1])
        compact_changes()
        assert ListSegment.objects.filter(tag=0).count() == 12
        counts = ListCount.objects.filter(segment__tag=0).values_list("posts", flat=True)
        assert sorted(counts) == [5] * 12
        for post in posts[:20]:
            post.delete()
        compact_changes()
        assert_right(viewers, boards=boards)

    def test_forget_a_tag_that_is_deleted(self, boards, viewers):
        scattered_posts(60, boards[:1], viewers[1])
        compact_changes()
        Tag.objects.get().delete()
        compact_changes()
        assert not ListSegment.objects.exclude(tag=0).exists()

    def test_keep_up_with_a_tag_of_a_hidden_post(self, boards, viewers):
        post = PostFactory(board=boards[0], state=State.HIDDEN)
        post.tags.add("세금")
        tag = Tag.objects.get()
        assert NumberedList(None, tag=tag).total == 0
        unhide_post(post=post, by=None)
        assert NumberedList(None, tag=tag).total == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_while_many_write_at_once():
    boards = [BoardFactory(), BoardFactory()]
    author = MemberFactory()
    posts = [PostFactory(board=boards[n % 2], author=author) for n in range(48)]
    for post in posts[::2]:
        post.tags.add("세금")

    def publish(board):
        for number in range(6):
            publish_post(
                board=board, author=author, title=f"{number}", body="글", tags=["세금", "비자"]
            )

    def change(own):
        for post in own:
            hide_post(post=post, by=None)
            unhide_post(post=post, by=None)
            Post.objects.filter(pk=post.pk).update(board=boards[post.pk % 2])
        delete_post(post=own[0], by=None)
        own[1].delete()

    def read():
        for _ in range(10):
            numbered = NumberedList(None)
            assert len(numbered.posts_between(0, min(7, numbered.total))) == 7
            compact_changes()

    at_once(
        *[partial(publish, boards[n % 2]) for n in range(6)],
        *[partial(change, posts[n * 6 : n * 6 + 6]) for n in range(8)],
        read,
        read,
    )
    tags = list(Tag.objects.all())
    assert len(counted_through(None)) == 48 + 36 - 16
    assert_right([None], boards=boards, tags=tags)
    compact_changes()
    assert not ListChange.objects.exists()
    assert_right([None], boards=boards, tags=tags)


class Statements:
    """Collects what the database is asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, execute, sql, params, many, context):
        if re.search('^SELECT .* FROM "boards_posts_(post|taggedpost)"', sql):
            self.asked.append((sql, params))
        return execute(sql, params, many, context)


@pytest.mark.django_db(transaction=True)
class TestPlans:
    """What 4,000 posts cost: nothing is read from beginning to end, sorted, or counted off."""

    @pytest.fixture
    def boards(self):
        """Fill boards, two of them closed to guests, and let the database know how full."""
        open_to = [Access.EVERYONE] * 4 + [Access.MEMBERS, Access.MODERATORS]
        boards = [BoardFactory(read_access=access) for access in open_to]
        author = MemberFactory()
        Post.objects.bulk_create(
            Post(
                board=boards[n % 6],
                author=author,
                title=f"글 {n}",
                body="<p>글</p>" * 50,
                body_text="글 " * 50,
                posted_at=NOW - timedelta(minutes=n),
            )
            for n in range(4000)
        )
        tag = Tag.objects.create(name="세금")
        posts = Post.objects.values_list("pk", flat=True)
        TaggedPost.objects.bulk_create(
            TaggedPost(tag=tag, content_object_id=pk) for pk in posts if pk % 5
        )
        compact_changes()
        # SQLite has no figures of its tables: nothing on a site makes them.
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        return boards

    @pytest.fixture(autouse=True)
    def short_segments(self, monkeypatch):
        """Cut the posts into several segments."""
        monkeypatch.setattr(compaction, "SEGMENT", 500)
        monkeypatch.setattr(compaction, "SPLIT_ABOVE", 1000)

    @pytest.mark.parametrize("by", ["guest", "member"])
    @pytest.mark.parametrize("kind", ["all", "board", "tag", "tag on a board"])
    def test_of_list_pages(self, client, boards, kind, by):
        if by == "member":
            client.force_login(MemberFactory())
        path = {"all": "/all/", "tag": "/tags/세금/"}.get(kind, boards[1].get_absolute_url())
        query = {"tag": "세금"} if kind == "tag on a board" else {}
        last = client.get(path, query).context["page"].paginator.num_pages
        for page in (1, 2, last // 3, last // 2, last - 1, last):
            with connection.execute_wrapper(statements := Statements()):
                response = client.get(path, {**query, "page": page})
            assert len(listed_rows(response).rows) == len(response.context["page"].object_list)
            assert_by_key(statements)

    def test_need_no_more_queries_far_down(self, client, boards, django_assert_max_num_queries):
        board = boards[1].get_absolute_url()
        for path, query, limit in (
            ("/all/", {}, 5),
            (board, {}, 6),
            ("/tags/세금/", {}, 6),
            (board, {"tag": "세금"}, 7),
        ):
            last = client.get(path, query).context["page"].paginator.num_pages
            for page, fewer in ((1, 1), (last // 2, 0), (last, 1)):
                with django_assert_max_num_queries(limit - fewer):
                    client.get(path, {**query, "page": page})

    def test_of_the_list_below_an_article(self, client, boards):
        for post in (Post.objects.first(), Post.objects.all()[2001], Post.objects.last()):
            for query in ({}, {"board": post.board.slug}):
                with connection.execute_wrapper(statements := Statements()):
                    client.get(post.get_absolute_url(), query)
                assert_by_key(statements)


def assert_by_key(statements):
    """Refuse queries for posts that read a whole table, sort posts, or count rows off."""
    assert statements.asked
    for sql, params in statements.asked:
        assert "OFFSET" not in sql
        if connection.vendor == "postgresql":
            plan = explained(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)[0][0][0]["Plan"]
            assert not list(faults(plan)), f"{sql}\n{plan}"
        else:
            plan = "\n".join(row[-1] for row in explained(f"EXPLAIN QUERY PLAN {sql}", params))
            assert "TEMP B-TREE FOR ORDER BY" not in plan, f"{sql}\n{plan}"
            assert not re.search("^SCAN boards_posts_(post|taggedpost)$", plan, re.M), plan


def explained(sql, params):
    """Return the rows with which the database explains a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def faults(node):
    """Name what a plan of PostgreSQL and its parts do that grows with the table."""
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in BIG:
        yield f"reads the whole of {node['Relation Name']}"
    # It may sort what it finds where it expects, and there is, next to nothing.
    if "Sort" in node["Node Type"] and node["Actual Rows"] > 1:
        yield f"sorts {node['Actual Rows']} rows"
    if node.get("Relation Name") in BIG:
        read = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        if read * node["Actual Loops"] > MAX_ROWS:
            yield f"reads {read} rows of {node['Relation Name']}"
    for part in node.get("Plans", ()):
        yield from faults(part)
