"""Generating posts: the same everywhere, true in every count, never into somebody's site."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.counters.models import DailyViews, ViewTotal
from boards.imports.actions.load_demo import load_demo
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import (
    AnonymousNumber,
    Comment,
    Notice,
    Post,
    PostCounts,
    Recommendation,
    TaggedPost,
)
from boards.posts.states import State
from boards.posts.text.plain_markup import markup_of
from boards.samples import markers
from boards.samples.actions.generate_posts import RunTaken, generate_posts, run_of
from boards.samples.models import SampleRun
from boards.samples.plan import Plan
from tests.factories import BoardFactory, MemberFactory, PostFactory
from tests.samples.digest import digest

pytestmark = pytest.mark.django_db

PLAN = Plan(posts=2_000, members=120, comments=4_000, seed=7, batch=500)
SMALL_PLAN = Plan(posts=40, members=10, comments=60)
SMALL = ("--posts", "40", "--members", "10", "--comments", "60")
# Of PLAN's rows on every database. It changes with the words, and whenever fewer or other random
# numbers are drawn; a benchmark of then and one of now are no longer of the same posts.
DIGEST = "be5c26ebc344a5982e1a24d7225456ed81f46bdcb6c9c5196d3289f1c44c1da2"


class Killed(BaseException):
    """What ends a process at once."""


def generate(plan: Plan = PLAN, **options: Any) -> SampleRun:
    """Generate, or go on."""
    return generate_posts(plan, run=run_of(plan, beside_others=False), **options)


def command(*arguments: str) -> str:
    """Run the command and return what it says."""
    said = StringIO()
    call_command("generate_posts", *arguments, "--no-index", stdout=said)
    return said.getvalue()


def killed_after(steps: int) -> Callable[[int], None]:
    """Return a listener that ends the run when so many steps are done."""
    left = iter(range(steps - 1))

    def tell(number: int) -> None:
        if next(left, None) is None:
            raise Killed

    return tell


def test_the_same_seed_gives_the_same_rows_on_every_database() -> None:
    assert digest(generate()) == DIGEST


def test_another_seed_gives_other_rows() -> None:
    generate()
    titles = set(Post.objects.values_list("title", flat=True))
    Post.objects.all().delete()
    SampleRun.objects.all().delete()
    generate(Plan(posts=500, members=120, comments=10, seed=8, batch=500))
    assert len(titles & set(Post.objects.values_list("title", flat=True))) < 50


def test_a_killed_run_goes_on_to_the_same_rows() -> None:
    with pytest.raises(Killed):
        generate(tell=killed_after(3))
    assert 0 < Post.objects.count() < PLAN.posts
    run = generate()
    assert digest(run) == DIGEST
    assert SampleRun.objects.count() == 1
    run.refresh_from_db()
    assert run.finished_at is not None


def test_a_batch_that_fails_leaves_nothing_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise Killed

    monkeypatch.setattr("boards.samples.actions.generate_posts.store_comments", fail)
    with pytest.raises(Killed):
        generate()
    assert not Post.objects.exists()
    assert SampleRun.objects.get().steps_done == 1
    monkeypatch.undo()
    assert digest(generate()) == DIGEST


def test_two_processes_do_not_take_the_same_step() -> None:
    with pytest.raises(Killed):
        generate(tell=killed_after(1))
    stale = SampleRun.objects.get()
    generate()
    with pytest.raises(RunTaken):
        generate_posts(PLAN, run=stale)
    assert Post.objects.count() == PLAN.posts


def test_every_count_is_right() -> None:
    generate()
    assert (Post.objects.count(), Comment.objects.count()) == (PLAN.posts, PLAN.comments)
    assert Member.objects.count() == PLAN.members
    call_command("reconcile_counts", stdout=StringIO())
    call_command("reconcile_views", stdout=StringIO())


def test_posts_are_as_they_would_have_been_written() -> None:
    generate()
    posts = list(Post.objects.all()[:300])
    for post in posts:
        body, text = post.body, post.body_text
        post.set_body(body)
        assert (post.body, post.body_text) == (body, text)
        post.full_clean(exclude=["author", "board"])
    assert len(set(Post.objects.values_list("title", "body"))) > 0.95 * PLAN.posts


def test_posts_stand_in_the_order_of_their_times() -> None:
    generate()
    times = list(Post.objects.order_by("pk").values_list("posted_at", flat=True))
    assert times == sorted(times)
    assert 0 < len(times) - len(set(times)) < 0.05 * PLAN.posts
    assert PLAN.start <= times[0] < times[-1] <= PLAN.until
    assert (times[-1] - times[0]).days > 7.9 * 365


def test_answers_follow_what_they_answer() -> None:
    generate()
    comments = {comment.pk: comment for comment in Comment.objects.all()}
    depths: Counter[int] = Counter()
    for pk in sorted(comments):
        comment, depth = comments[pk], 1
        while comment.parent_id:
            parent = comments[comment.parent_id]
            assert parent.pk < comment.pk
            assert parent.post_id == comment.post_id
            assert parent.posted_at <= comment.posted_at
            assert comment.is_secret or not parent.is_secret
            comment, depth = parent, depth + 1
        assert comments[pk].root_id == (comment.pk if depth > 1 else None)
        depths[depth] += 1
    assert depths[1] > depths[2] > depths[3]
    assert max(depths) >= 8
    assert not Comment.objects.filter(posted_at__lt=F("post__posted_at")).exists()
    stubs = Comment.objects.filter(state=State.DELETED)
    assert stubs.exists()
    assert not stubs.filter(replies__isnull=True).exists()
    for comment in Comment.objects.exclude(state=State.DELETED)[:500]:
        assert comment.body == markup_of(comment.text)


def test_boards_members_and_views_are_unequal() -> None:
    generate()
    sizes = [count for _, count in Counter(Post.objects.values_list("board")).most_common()]
    assert len(sizes) == 7
    assert sizes[0] > 10 * sizes[-1]
    writers = Counter(Post.objects.values_list("author")).most_common()
    assert writers[0][1] > 10 * writers[len(writers) // 2][1]
    views = sorted(ViewTotal.objects.values_list("total", flat=True))
    assert views[-1] > 50 * views[len(views) // 2]
    assert DailyViews.objects.exists()
    talks = sorted(PostCounts.objects.values_list("comments", flat=True))
    assert talks[-1] > 50


def test_everything_that_a_board_may_hold_is_there() -> None:
    generate()
    assert Notice.objects.filter(scope="every_board").count() == 2
    assert Notice.objects.filter(scope="this_board").count() == 21
    shown = Notice.objects.filter(post__state=State.PUBLISHED, post__is_secret=False)
    assert shown.count() == 23
    posts = Post.objects
    assert posts.filter(state=State.HIDDEN).exists()
    assert posts.filter(state=State.DELETED).exists()
    assert posts.filter(author=None).exclude(masked_author="").exists()
    assert not posts.filter(is_secret=True, board__allows_secret=False).exists()
    assert not posts.filter(anonymous_number=0, board__allows_anonymous=False).exists()
    anonymous = posts.filter(anonymous_number=0)
    assert anonymous.exists()
    assert AnonymousNumber.objects.filter(number=0).count() == anonymous.count()
    for comment in Comment.objects.filter(post__anonymous_number=0, author=F("post__author")):
        assert comment.anonymous_number == 0
    assert TaggedPost.objects.count() > PLAN.posts
    assert Recommendation.objects.exists()
    assert not Recommendation.objects.filter(member=F("post__author")).exists()


def test_markers_stand_in_as_many_posts_as_they_promise() -> None:
    generate()
    for marker in (*markers.ONE_OF, markers.IN_SEVEN):
        found = Post.objects.filter(body_text__contains=marker)
        assert found.count() == markers.holders(marker, posts=PLAN.posts)
    seven = Post.objects.filter(body_text__contains=markers.IN_SEVEN)
    assert seven.count() == 7
    assert seven.visible_to(None).count() == 7


def test_the_generated_pages_open() -> None:
    generate()
    post = Post.objects.visible_to(None).order_by("-counts__comments").first()
    assert post is not None
    for path in ("/", post.get_absolute_url(), post.board.get_absolute_url()):
        assert Client().get(path, follow=True).status_code == 200


def test_nobody_can_sign_in_as_a_generated_member() -> None:
    generate()
    members = Member.objects.all()
    assert not any(member.has_usable_password() for member in members)
    for member in members:
        spelled = member.skeleton
        member.clean_fields(exclude=["password"])
        member.save()
        assert member.skeleton == spelled


def test_what_is_written_afterwards_gets_ids_of_its_own() -> None:
    run = generate()
    assert PostFactory().pk > run.last_post
    assert Member.objects.latest("pk").pk >= run.first_member + PLAN.members


def test_a_site_in_use_is_left_alone() -> None:
    PostFactory()
    with pytest.raises(CommandError, match="real posts"):
        command(*SMALL)
    assert Post.objects.count() == 1


def test_posts_stand_beside_real_ones_when_that_was_asked_for() -> None:
    post = PostFactory()
    MemberFactory(handle="min.ji1")
    command(*SMALL, "--add")
    assert Post.objects.count() == 41
    assert set(Post.objects.values_list("board", flat=True)) == {post.board_id}


def test_the_demo_may_be_there() -> None:
    load_demo()
    before = Post.objects.count()
    command(*SMALL)
    assert Post.objects.count() == before + 40
    assert Board.objects.count() == 8


def test_a_finished_run_is_not_repeated() -> None:
    command(*SMALL)
    assert "are there" in command(*SMALL)
    assert Post.objects.count() == 40
    with pytest.raises(CommandError, match="seed 1"):
        command(*SMALL, "--seed", "2")
    command(*SMALL, "--seed", "2", "--add")
    assert Post.objects.count() == 80
    call_command("reconcile_counts", stdout=StringIO())


def test_boards_without_comments_get_none() -> None:
    BoardFactory(allows_comments=False)
    command(*SMALL)
    assert Post.objects.count() == 40
    assert not Comment.objects.exists()


def test_a_dry_run_writes_nothing() -> None:
    said = command(*SMALL, "--dry-run")
    assert "40 posts from 2017-01-26 to 2025-01-24" in said
    assert "seven boards" in said
    assert not any(model.objects.exists() for model in (Board, Post, Member, SampleRun))


def test_a_dry_run_says_how_much_of_a_stopped_run_is_missing() -> None:
    with pytest.raises(Killed):
        generate(SMALL_PLAN, tell=killed_after(1))
    assert "40 members and posts are missing" in command(*SMALL, "--dry-run")


def test_another_end_may_be_chosen() -> None:
    command(*SMALL, "--until", "2020-06-01")
    latest = Post.objects.latest("posted_at").posted_at
    assert datetime(2020, 1, 1, tzinfo=UTC) < latest < datetime(2020, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize("wrong", [("--posts", "0"), ("--until", "yesterday")])
def test_wrong_numbers_are_refused(wrong: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match=wrong[0]):
        command(*wrong)
    assert not SampleRun.objects.exists()


def test_an_interrupted_command_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("boards.samples.actions.generate_posts.store_articles", interrupt)
    with pytest.raises(CommandError, match="goes on") as stopped:
        command(*SMALL)
    assert stopped.value.returncode == 130


def test_new_posts_are_indexed_unless_told() -> None:
    call_command("generate_posts", *SMALL, stdout=StringIO(), stderr=StringIO())
    call_command("check_index", stdout=StringIO(), stderr=StringIO())


def test_a_batch_costs_the_same_few_queries_however_large_it_is() -> None:
    def queries(plan: Plan) -> Counter[str]:
        with CaptureQueriesContext(connection) as captured:
            generate_posts(plan, run=run_of(plan, beside_others=True))
        return Counter(query["sql"][:60] for query in captured.captured_queries)

    queries(Plan(posts=10, members=10, comments=10))  # makes the boards and the tags
    small = queries(Plan(posts=50, members=10, comments=100, seed=2))
    large = queries(Plan(posts=500, members=10, comments=1_000, seed=3))
    assert large.total() == small.total() < 70, large - small
    two_batches = queries(Plan(posts=1_000, members=10, comments=2_000, seed=4, batch=500))
    assert two_batches.total() - large.total() < 32, two_batches - large
