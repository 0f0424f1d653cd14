"""What the page of suspicious recommendations shows, in a fixed number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from boards.members.models import Member
from boards.members.viewers import name_for
from boards.posts.models import Comment, CommentRecommendation, Post, Recommendation
from boards.posts.states import State
from boards.vote_rings.models import RingVote, VoteRing

MAX_MEMBERS, MAX_THINGS = 50, 50  # that are shown, those with the most first


@dataclass(frozen=True)
class Recommender:
    """A member, and how many of the recommendations are theirs."""

    name: str
    path: str
    joined_at: datetime
    count: int


@dataclass(frozen=True)
class Recommended:
    """A post or a comment, and how many of the recommendations it has; no title when it is gone."""

    title: str
    path: str
    is_comment: bool
    count: int


@dataclass(frozen=True)
class RingPage:
    """Everything that is shown.

    Attributes:
        undone: how many of the recommendations are there no more.
    """

    ring: VoteRing
    members: Sequence[Recommender]
    things: Sequence[Recommended]
    first_at: datetime
    last_at: datetime
    undone: int


def page_of(ring: VoteRing, viewer: Member) -> RingPage:
    """Return what a moderator of the board sees of a ring."""
    votes = list(ring.votes.all())
    moments = [vote.made_at for vote in votes] or [ring.found_at]
    return RingPage(
        ring=ring,
        members=_members(votes, viewer),
        things=_things(votes),
        first_at=min(moments),
        last_at=max(moments),
        undone=max(0, ring.recommendations - _standing(votes)),
    )


def _members(votes: Sequence[RingVote], viewer: Member) -> list[Recommender]:
    most = Counter(vote.member_id for vote in votes).most_common(MAX_MEMBERS)
    members = Member.objects.in_bulk([pk for pk, _count in most])
    return [
        Recommender(
            name_for(viewer, members[pk]),
            members[pk].get_absolute_url(),
            members[pk].joined_at,
            count,
        )
        for pk, count in most
        if pk in members
    ]


def _things(votes: Sequence[RingVote]) -> list[Recommended]:
    """Return what was recommended. Of a comment, its post is named: all are on one board."""
    counts = Counter((vote.is_of_comment, vote.thing_id) for vote in votes)
    most = counts.most_common(MAX_THINGS)
    comments = Comment.objects.exclude(state=State.DELETED).select_related("post")
    found_comments = comments.in_bulk([pk for (is_comment, pk), _count in most if is_comment])
    posts = Post.objects.exclude(state=State.DELETED).only("title", "board")
    found_posts = posts.in_bulk([pk for (is_comment, pk), _count in most if not is_comment])
    rows = []
    for (is_comment, pk), count in most:
        thing = found_comments.get(pk) if is_comment else found_posts.get(pk)
        post = thing.post if isinstance(thing, Comment) else thing
        title = post.title if post else ""
        path = thing.get_absolute_url() if thing else ""
        rows.append(Recommended(title, path, is_comment, count))
    return rows


def _standing(votes: Sequence[RingVote]) -> int:
    of_posts = [vote.recommendation_id for vote in votes if not vote.is_of_comment]
    of_comments = [vote.recommendation_id for vote in votes if vote.is_of_comment]
    posts = Recommendation.objects.filter(pk__in=of_posts).count()
    return posts + CommentRecommendation.objects.filter(pk__in=of_comments).count()
