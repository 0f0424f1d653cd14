"""Proves the counts beside posts and comments against the rows they count, and repairs them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from boards.posts.models import (
    Comment,
    CommentRecommendation,
    Poll,
    PollChoice,
    Post,
    PostCounts,
    Recommendation,
    Vote,
    VotedChoice,
)
from boards.posts.states import State

BATCH = 10_000  # posts, or comments, of one query


class Checked(NamedTuple):
    """What one step of the proof found: how many rows it looked at, and the keys of wrong ones."""

    rows: int
    wrong: list[int]


def check_posts() -> Iterator[Checked]:
    """Compare the counts of comments and recommendations of each post, some thousand at a step.

    Each step is one statement, so a comment in between cannot look like a difference.
    """
    posts = Post.objects.annotate(
        shown_comments=Coalesce("counts__comments", 0),
        shown_recommends=Coalesce("counts__recommends", 0),
        true_comments=_number_of_comments("pk"),
        true_recommends=_number_of_recommends("pk"),
    )
    wrong = ~Q(shown_comments=F("true_comments")) | ~Q(shown_recommends=F("true_recommends"))
    return _check(posts, wrong)


def check_comments() -> Iterator[Checked]:
    """Compare the count of recommendations of each comment, some thousand at a step."""
    comments = Comment.objects.annotate(true_recommends=_number_of_comment_recommends("pk"))
    return _check(comments, ~Q(recommends=F("true_recommends")))


def check_polls() -> Iterator[Checked]:
    """Compare the voters and the votes of each poll, and whether its post says that it has one."""
    polls = Poll.objects.annotate(
        true_voters=_number_of_voters("pk"), has_wrong_choice=models.Exists(_wrong_choices("pk"))
    )
    wrong = ~Q(voters=F("true_voters")) | Q(has_wrong_choice=True) | Q(post__has_poll=False)
    return _check(polls, wrong)


@transaction.atomic
def repair_posts(post_ids: list[int]) -> None:
    """Set the counts of these posts right."""
    # Every change of a thread holds the row of its post.
    list(Post.objects.filter(pk__in=post_ids).order_by("pk").select_for_update().values("pk"))
    missing = [PostCounts(post_id=post_id) for post_id in post_ids]
    PostCounts.objects.bulk_create(missing, ignore_conflicts=True)
    counts = PostCounts.objects.filter(post__in=post_ids)
    list(counts.order_by("post").select_for_update().values("pk"))
    counts.update(
        comments=_number_of_comments("post_id"), recommends=_number_of_recommends("post_id")
    )


@transaction.atomic
def repair_comments(comment_ids: list[int]) -> None:
    """Set the counts of these comments right."""
    comments = Comment.objects.filter(pk__in=comment_ids)
    list(comments.order_by("pk").select_for_update().values("pk"))
    comments.update(recommends=_number_of_comment_recommends("pk"))


@transaction.atomic
def repair_polls(post_ids: list[int]) -> None:
    """Set the counts of the polls of these posts right."""
    polls = Poll.objects.filter(pk__in=post_ids)
    list(polls.order_by("pk").select_for_update().values("pk"))
    polls.update(voters=_number_of_voters("pk"))
    PollChoice.objects.filter(poll__in=post_ids).update(votes=_number_of_votes("pk"))
    Post.objects.filter(pk__in=polls.values("pk"), has_poll=False).update(has_poll=True)


def _check(rows: "models.QuerySet[models.Model]", wrong: Q) -> Iterator[Checked]:
    keys = list(rows.model._default_manager.order_by("pk").values_list("pk", flat=True)[:BATCH])
    while keys:
        found = rows.filter(wrong, pk__gte=keys[0], pk__lte=keys[-1])
        yield Checked(len(keys), list(found.order_by("pk").values_list("pk", flat=True)))
        following = rows.model._default_manager.filter(pk__gt=keys[-1]).order_by("pk")
        keys = list(following.values_list("pk", flat=True)[:BATCH])


def _number_of_comments(post: str) -> Coalesce:
    return _number(Comment.objects.filter(post=OuterRef(post), state=State.PUBLISHED), "post")


def _number_of_recommends(post: str) -> Coalesce:
    return _number(Recommendation.objects.counting().filter(post=OuterRef(post)), "post")


def _number_of_comment_recommends(comment: str) -> Coalesce:
    rows = CommentRecommendation.objects.counting().filter(comment=OuterRef(comment))
    return _number(rows, "comment")


def _number_of_voters(poll: str) -> Coalesce:
    return _number(Vote.objects.filter(poll=OuterRef(poll)), "poll")


def _number_of_votes(choice: str) -> Coalesce:
    return _number(VotedChoice.objects.filter(choice=OuterRef(choice)), "choice")


def _wrong_choices(poll: str) -> "models.QuerySet[PollChoice]":
    choices = PollChoice.objects.annotate(true_votes=_number_of_votes("pk"))
    return choices.filter(~Q(votes=F("true_votes")), poll=OuterRef(poll))


def _number(rows: "models.QuerySet[models.Model]", key: str) -> Coalesce:
    numbers = rows.order_by().values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), 0, output_field=models.IntegerField())
