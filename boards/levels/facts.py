"""What a member has done, as far as it counts for a level.

Only what stands under the member's name counts: by the moment at which a level rises, whoever reads
a board would otherwise learn who wrote an anonymous text.
"""

from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from boards.members.levels import Level, Thresholds, thresholds_of
from boards.members.models import Member
from boards.members.restrictions import silenced_boards
from boards.posts.models import Comment, CommentRecommendation, Post, Recommendation
from boards.posts.states import State

_OPENLY: dict[str, Any] = {"state": State.PUBLISHED, "anonymous_number": None}


def with_texts(members: "QuerySet[Member]", level: Level) -> "QuerySet[Member]":
    """Leave out who never wrote anything, if a level takes texts: most members of a large site."""
    if not thresholds_of(level).texts:
        return members
    return members.filter(
        Exists(Post.objects.filter(author=OuterRef("pk")))
        | Exists(Comment.objects.filter(author=OuterRef("pk")))
    )


def texts_of(member: Member, *, most: int) -> int:
    """Return how many posts and comments count; `most` when there are more."""
    posts = Post.objects.filter(author=member, **_OPENLY)
    comments = Comment.objects.filter(author=member, **_OPENLY)
    number = 0
    for rows in (posts, comments):
        number += _number(rows.order_by("-posted_at").values_list("pk", flat=True), most - number)
    return number


def recommenders_of(member: Member, *, most: int) -> int:
    """Return how many members recommended something that counts; `most` when there are more."""
    of_posts = Recommendation.objects.filter(
        post__author=member, **{f"post__{name}": value for name, value in _OPENLY.items()}
    )
    of_comments = CommentRecommendation.objects.filter(
        comment__author=member, **{f"comment__{name}": value for name, value in _OPENLY.items()}
    )
    found: set[int] = set()
    for rows in (of_posts, of_comments):
        if len(found) < most:
            # As many of the second as of the first: they may be the same people.
            members = rows.order_by().values_list("member", flat=True).distinct()
            found.update(members[:most])
    return min(len(found), most)


def earned_level(member: Member) -> Level:
    """Return the highest level that the member has, or has earned by now.

    Takes four queries at most, each of which stops at the threshold.
    """
    level = Level(member.level)
    if silenced_boards(member.restrictions):
        return level
    for following in Level:
        if following > level:
            if not _reaches(member, thresholds_of(following)):
                break
            level = following
    return level


class Progress(NamedTuple):
    """How far a member is on the way to the next level: in pairs what there is and what it takes.

    What there is goes no further than what it takes.
    """

    level: Level
    days: tuple[int, int]
    texts: tuple[int, int]
    recommenders: tuple[int, int]


def progress_of(member: Member) -> Progress | None:
    """Return what the next level takes; None where there is none, or an admin sets the level."""
    if member.level_is_fixed or member.level == max(Level):
        return None
    following = Level(member.level + 1)
    takes = thresholds_of(following)
    return Progress(
        following,
        (min(_days_of(member), takes.days), takes.days),
        (texts_of(member, most=takes.texts), takes.texts),
        (recommenders_of(member, most=takes.recommenders), takes.recommenders),
    )


def _reaches(member: Member, takes: Thresholds) -> bool:
    return (
        _days_of(member) >= takes.days
        and texts_of(member, most=takes.texts) >= takes.texts
        and recommenders_of(member, most=takes.recommenders) >= takes.recommenders
    )


def _days_of(member: Member) -> int:
    return max((timezone.now() - member.joined_at) // timedelta(days=1), 0)


def _number(keys: "QuerySet", most: int) -> int:
    return len(keys[:most]) if most > 0 else 0
