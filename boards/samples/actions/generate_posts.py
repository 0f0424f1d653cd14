"""Fills a database with generated boards, members, posts and comments."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.imports.demo import content
from boards.imports.demo.storing import make_board
from boards.members.folding import key_of
from boards.members.models import Member
from boards.models import Board
from boards.posts.lists.numbering.compaction import compact_changes
from boards.posts.models import Comment, Post, Tag
from boards.samples.articles import Scene, store_articles
from boards.samples.comments import store_comments
from boards.samples.crowd import Crowd, store_members
from boards.samples.models import SampleRun
from boards.samples.occupants import holds_real_posts
from boards.samples.plan import Plan
from boards.samples.storing import refresh_statistics, reserve_ids, room_for_indexes
from boards.samples.vocabulary import tag_names

ANONYMOUS_BOARD, SECRET_BOARD = "job", "visa"  # what each of them allows


class NotEmpty(Exception):
    """The database holds posts beside which nobody asked for samples; says what to do."""


class RunTaken(Exception):
    """Another process is at the same run."""


def _tell_nobody(number: int) -> None:
    """Take the size of a step and do nothing with it."""


def run_of(plan: Plan, *, beside_others: bool) -> SampleRun | None:
    """Return the run of this plan that was begun here; None when it is to begin.

    Args:
        beside_others: whether other posts may be there, real or generated.

    Raises:
        NotEmpty: when they may not, and are.
    """
    runs = SampleRun.objects.all()
    if run := runs.filter(finished_at=None, **_numbers(plan)).last():
        return run
    if beside_others:
        return None
    if run := runs.filter(**_numbers(plan)).last():
        return run
    if holds_real_posts():
        raise NotEmpty(
            _("This database contains real posts. Use --add to add generated ones beside them.")
        )
    if run := runs.last():
        numbers = {"posts": run.posts, "seed": run.seed}
        raise NotEmpty(
            _(
                "This database contains %(posts)d generated posts with seed %(seed)d, or some of "
                "them. Use the same numbers to continue them, or --add to add others beside them."
            )
            % numbers
        )
    return None


def amount_left(plan: Plan, *, run: SampleRun | None) -> int:
    """Return how many members and posts are to be generated yet."""
    return sum(len(numbers) for numbers in _batches(plan)[run.steps_done if run else 0 :])


def generate_posts(
    plan: Plan, *, run: SampleRun | None, tell: Callable[[int], None] = _tell_nobody
) -> SampleRun:
    """Generate all that a plan holds, or what is missing of a run that was stopped.

    Each step is one transaction: a process that is killed leaves whole steps behind.

    Args:
        run: what `run_of` returned.
        tell: called after each step with the number of members or posts that it made.

    Raises:
        RunTaken: when another process is at the same run.
    """
    run = run or _begin(plan)
    scene = _scene(plan, run)
    with room_for_indexes():
        for step in range(run.steps_done, plan.steps):
            made = _take(step, run=run, scene=scene)
            compact_changes()
            tell(made)
    refresh_statistics()
    return run


@transaction.atomic
def _begin(plan: Plan) -> SampleRun:
    boards = Board.objects.order_by("position", "pk")
    if not boards.exists():
        _make_boards()
    return SampleRun.objects.create(
        **_numbers(plan),
        boards=[board.pk for board in boards],
        tags=_tags(),
        first_post=reserve_ids(Post, plan.posts),
        first_member=reserve_ids(Member, plan.members),
        first_comment=reserve_ids(Comment, plan.comments),
    )


def _scene(plan: Plan, run: SampleRun) -> Scene:
    known = Board.objects.with_categories().in_bulk(run.boards)
    return Scene(
        plan=plan,
        boards=[known[pk] for pk in run.boards],
        tags=run.tags,
        crowd=Crowd(plan, first_member=run.first_member),
        first_post=run.first_post,
        first_comment=run.first_comment,
    )


@transaction.atomic
def _take(step: int, *, run: SampleRun, scene: Scene) -> int:
    """Take one step of a run, unless another process did so; return how much it made."""
    finished_at = timezone.now() if step + 1 == scene.plan.steps else None
    # First of all: another process then waits here until this step is done.
    taken = SampleRun.objects.filter(pk=run.pk, steps_done=step).update(
        steps_done=step + 1, finished_at=finished_at
    )
    if not taken:
        raise RunTaken(_("Another process is generating these posts."))
    numbers = _batches(scene.plan)[step]
    if step < len(scene.plan.member_batches):
        store_members(scene.plan, first_member=run.first_member, numbers=numbers)
    else:
        store_comments(scene, store_articles(scene, numbers))
    return len(numbers)


def _batches(plan: Plan) -> list[range]:
    return [*plan.member_batches, *plan.post_batches]


def _numbers(plan: Plan) -> dict[str, Any]:
    return {
        "seed": plan.seed,
        "posts": plan.posts,
        "members": plan.members,
        "comments": plan.comments,
        "until": plan.until,
    }


def _make_boards() -> None:
    # Without galleries: generated posts have no pictures.
    texts = {key: each for key, each in content.boards().items() if "list_layout" not in each}
    for key, fields in texts.items():
        make_board(
            **fields, allows_anonymous=key == ANONYMOUS_BOARD, allows_secret=key == SECRET_BOARD
        )


def _tags() -> list[int]:
    """Return the ids of the tags of our vocabulary; those that are missing are made."""
    known = {tag.key: tag for tag in Tag.objects.all()}
    return [(known.get(key_of(name)) or Tag.objects.create(name=name)).pk for name in tag_names()]
