"""Members who did something, for the tests of this folder."""

from datetime import timedelta

from django.utils import timezone

from boards.members.levels import Level
from boards.members.models import Member
from boards.posts.models import Comment, Post, Recommendation
from tests.factories import CommentFactory, MemberFactory, PostFactory


def joined(days: float, **fields) -> Member:
    """Return somebody who joined so many days ago."""
    return MemberFactory(joined_at=timezone.now() - timedelta(days=days), **fields)


def writes(member: Member, posts: int = 0, comments: int = 0) -> list[Post | Comment]:
    """Store texts of a member."""
    return [
        *(PostFactory(author=member) for _ in range(posts)),
        *(CommentFactory(author=member) for _ in range(comments)),
    ]


def recommended(post: Post, times: int) -> None:
    """Let so many members recommend a post."""
    for _ in range(times):
        Recommendation.objects.create(post=post, member=MemberFactory())


def level_of(member: Member) -> Level:
    """Return the level as the database has it."""
    return Level(Member.objects.values_list("level", flat=True).get(pk=member.pk))
