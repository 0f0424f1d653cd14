"""The index is proven and rebuilt."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from boards.posts.models import Post
from boards.search.models import IndexRebuild, SearchDocument
from boards.search.querying.finding import find
from boards.search.upkeep import rebuilding
from boards.search.upkeep.rebuilding import rebuild_index
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def output_of(*command: str) -> str:
    """Run a command and return what it printed."""
    out = StringIO()
    with translation.override("en"):
        call_command(*command, stdout=out)
    return out.getvalue()


def test_rebuild_finds_posts_that_nobody_indexed() -> None:
    PostFactory(title="세금 신고")
    assert find(None, "세금").found == 0
    assert "1 posts to look at" in output_of("rebuild_index", "--dry-run")
    assert find(None, "세금").found == 0
    assert "1 posts looked at, 1 documents changed" in output_of("rebuild_index")
    assert find(None, "세금").found == 1
    assert "1 posts looked at, 0 documents changed" in output_of("rebuild_index")


def test_check_names_what_is_missing_outdated_and_too_much() -> None:
    posts = [PostFactory(title=f"세금 {number}") for number in range(4)]
    call_command("rebuild_index", verbosity=0)
    assert "4 posts checked; the index is right" in output_of("check_index")
    Post.objects.filter(pk=posts[0].pk).update(title="비자")
    Post.objects.filter(pk=posts[1].pk).update(state="hidden")
    SearchDocument.objects.get(pk=posts[2].pk).delete()
    out = StringIO()
    in_english = translation.override("en")
    with in_english, pytest.raises(CommandError, match="4 posts checked; 3 are wrong"):
        call_command("check_index", stdout=out)
    assert [f"Post {post.pk} is not" in out.getvalue() for post in posts] == [True] * 3 + [False]
    call_command("rebuild_index", verbosity=0)
    assert "the index is right" in output_of("check_index")


def test_rebuild_goes_on_where_it_was_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    for number in range(5):
        PostFactory(title=f"세금 {number}")
    next(rebuild_index())
    assert find(None, "세금").found == 2
    assert "3 posts looked at" in output_of("rebuild_index")
    assert find(None, "세금").found == 5
    assert not IndexRebuild.objects.exists()


def test_missing_posts_are_indexed_without_looking_at_the_others() -> None:
    PostFactory(title="세금 신고")
    call_command("rebuild_index", verbosity=0)
    PostFactory(title="세금 환급")
    assert "1 posts looked at" in output_of("rebuild_index", "--missing")
    assert find(None, "세금").found == 2
