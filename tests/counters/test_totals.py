"""Starting totals, and the proof of all totals."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.counters import reconciling
from boards.counters.actions.set_starting_total import set_starting_total
from boards.counters.models import DailyViews, ViewTotal
from boards.posts.models import Post
from tests.counters.reading import FIREFOX, SAFARI, read, views_of
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def reconcile(*arguments: str) -> str:
    output = StringIO()
    call_command("reconcile_views", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def wrong_post(post: Post) -> Post:
    """A post whose total says 12 while its days say 10 + 3."""
    ViewTotal.objects.create(post=post, starting=10, total=12)
    DailyViews.objects.create(post=post, day=date(2026, 3, 1), views=1)
    DailyViews.objects.create(post=post, day=date(2026, 3, 2), views=2)
    return post


@pytest.fixture(params=[10_000, 2])
def batches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check in one step and in several."""
    monkeypatch.setattr(reconciling, "BATCH", request.param)


def test_views_from_elsewhere_are_the_start_of_the_total(post: Post) -> None:
    set_starting_total(post_id=post.pk, views=2_281)
    read(post)
    assert views_of(post) == 2_282
    set_starting_total(post_id=post.pk, views=2_000)
    read(post, agent=SAFARI)
    assert views_of(post) == 2_002
    assert "every total is right" in reconcile()


def test_starting_total_of_a_post_that_was_read_before(post: Post) -> None:
    read(post, agent=FIREFOX)
    assert views_of(post) == 1
    set_starting_total(post_id=post.pk, views=100)
    assert views_of(post) == 101


def test_negative_starting_total_is_refused(post: Post) -> None:
    with pytest.raises(ValueError, match="fewer views"):
        set_starting_total(post_id=post.pk, views=-1)


def test_starting_total_may_be_corrected_downwards(post: Post) -> None:
    set_starting_total(post_id=post.pk, views=5)
    set_starting_total(post_id=post.pk, views=0)
    assert views_of(post) == 0


@pytest.mark.usefixtures("each_backend")
def test_counted_views_are_proved_right(post: Post) -> None:
    set_starting_total(post_id=post.pk, views=7)
    read(post)
    views_of(post)
    read(post, agent=SAFARI)
    assert reconcile() == "1 posts checked; every total is right.\n"


@pytest.mark.usefixtures("batches")
def test_wrong_total_is_named_and_left_alone_without_fix(wrong_post: Post) -> None:
    PostFactory.create_batch(4)
    with pytest.raises(CommandError, match="5 posts checked; 1 totals are wrong") as error:
        reconcile()
    assert error.value.returncode == 1
    assert ViewTotal.objects.get(post=wrong_post).total == 12


@pytest.mark.usefixtures("batches")
def test_fix_sets_every_wrong_total_right(wrong_post: Post) -> None:
    without_total, below_start = PostFactory.create_batch(2)
    PostFactory.create_batch(2)
    DailyViews.objects.create(post=without_total, day=date(2026, 3, 1), views=4)
    ViewTotal.objects.create(post=below_start, starting=5, total=9)
    output = reconcile("--fix")
    assert f"Post {wrong_post.pk} shows 12 views; its days make 13." in output
    assert f"Post {without_total.pk} shows 0 views; its days make 4." in output
    assert f"Post {below_start.pk} shows 9 views; its days make 5." in output
    assert "5 posts checked; 3 totals set right." in output
    assert reconcile() == "5 posts checked; every total is right.\n"
    totals = dict(ViewTotal.objects.values_list("post_id", "total"))
    assert totals == {wrong_post.pk: 13, without_total.pk: 4, below_start.pk: 5}


def test_proof_of_an_empty_site() -> None:
    assert reconcile() == "0 posts checked; every total is right.\n"


def test_number_of_queries_does_not_grow_with_the_posts(post: Post) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            reconcile()
        counts.append(len(queries))
        PostFactory.create_batch(30)
    assert counts[0] == counts[1]
