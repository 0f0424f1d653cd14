"""The command that proves what lists are counted by; and what happens to it in migrations."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from boards.posts.lists.numbering import compaction
from boards.posts.lists.numbering.compaction import compact_changes
from boards.posts.lists.numbering.pages import NumberedList
from boards.posts.lists.numbering.triggers import LIST_TRIGGERS
from boards.posts.models import ListChange, ListCount, ListSegment, Post, Tag, TaggedPost
from boards.posts.states import State
from tests.factories import BoardFactory, PostFactory

pytestmark = pytest.mark.django_db


def reconcile(*arguments):
    """Run the command and return what it says."""
    said = StringIO()
    with translation.override("en"):
        call_command("reconcile_lists", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def posts(monkeypatch):
    """Fill two boards and one tag with posts, counted in segments of three."""
    monkeypatch.setattr(compaction, "SEGMENT", 3)
    monkeypatch.setattr(compaction, "SPLIT_ABOVE", 6)
    boards = [BoardFactory(), BoardFactory()]
    posts = [PostFactory(board=boards[n % 2]) for n in range(12)]
    for post in posts[::3]:
        post.tags.add("세금")
    compact_changes()
    return posts


def totals():
    """Return how many posts the list of every board and that of the tag say they have."""
    return NumberedList(None).total, NumberedList(None, tag=Tag.objects.get()).total


def test_right_counts_pass(posts):
    PostFactory()
    assert "Parts of lists: 5 checked, 0 wrong." in reconcile()


def test_wrong_counts_fail_until_they_are_fixed(posts):
    ListCount.objects.filter(segment=ListSegment.objects.first()).update(posts=7)
    ListSegment.objects.exclude(tag=0).delete()
    with pytest.raises(CommandError, match="--fix"):
        reconcile()
    assert "2 wrong" in reconcile("--fix")
    assert "0 wrong" in reconcile()
    assert totals() == (12, 4)


def test_a_tag_in_a_wrong_place_fails_until_it_is_fixed(posts):
    TaggedPost.objects.filter(content_object=posts[0]).update(is_listed=False)
    with pytest.raises(CommandError, match="--fix"):
        reconcile()
    assert "Tags of posts: 1 in a wrong place." in reconcile("--fix")
    assert "0 in a wrong place" in reconcile()
    assert totals() == (12, 4)


def test_what_was_written_without_triggers_is_counted_after_they_come_back(posts):
    LIST_TRIGGERS.remove(connection)
    posts[0].delete()
    Post.objects.filter(pk=posts[3].pk).update(state=State.HIDDEN)
    with pytest.raises(CommandError, match="--fix"):
        reconcile()
    reconcile("--fix")
    assert not LIST_TRIGGERS.missing(connection)
    assert "0 wrong" in reconcile()
    assert totals() == (10, 2)


def test_segments_of_tags_that_nothing_carries_go(posts):
    ListSegment.objects.create(tag=4711)
    reconcile("--fix")
    assert not ListSegment.objects.filter(tag=4711).exists()


@pytest.mark.django_db(transaction=True)
def test_migrations_of_the_posts_leave_the_lists_right(posts):
    LIST_TRIGGERS.remove(connection)
    PostFactory(board=posts[0].board)
    call_command("migrate", verbosity=0)
    assert not LIST_TRIGGERS.missing(connection)
    assert totals() == (13, 4)
    with connection.schema_editor(atomic=False) as editor:
        if connection.vendor == "sqlite":
            # As the migrate command has it before the first migration.
            LIST_TRIGGERS.remove(connection)
            editor._remake_table(Post)
            editor._remake_table(TaggedPost)
    call_command("migrate", verbosity=0)
    PostFactory(board=posts[0].board).tags.add("세금")
    assert totals() == (14, 5)
    assert "0 wrong" in reconcile()


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_nothing_to_count(posts):
    call_command("flush", verbosity=0, interactive=False)
    assert not ListChange.objects.exists()
    assert not ListSegment.objects.exists()
    assert NumberedList(None).total == 0
