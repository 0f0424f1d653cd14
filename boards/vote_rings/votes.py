"""The recommendations of the last days, as they are compared with each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from boards.posts.models import CommentRecommendation, Recommendation

MAX_VOTES = 100_000  # of posts, and as many of comments: the latest; a bound of time and memory
_CHUNK = 5_000  # rows of one fetch


@dataclass(frozen=True, slots=True)
class Vote:
    """One recommendation that counts.

    Attributes:
        author: None where what it is of is anonymous, so that nothing tells who wrote it.
        joined_at: when the member who made it joined.
        network: a number that stands for it, see `boards.posts.reactions.networks`.
    """

    is_of_comment: bool
    pk: int
    thing: int
    board: int
    author: int | None
    member: int
    joined_at: datetime
    made_at: datetime
    network: int

    @property
    def subject(self) -> tuple[str, int]:
        """Who, or which anonymous thing, gains by it."""
        if self.author is not None:
            return "member", self.author
        return self.thing_key

    @property
    def thing_key(self) -> tuple[str, int]:
        """What it is of."""
        return ("comment" if self.is_of_comment else "post"), self.thing


def votes_since(lately: timedelta) -> list[Vote]:
    """Return the recommendations of this time, the latest MAX_VOTES of posts and of comments."""
    since = timezone.now() - lately
    return [*_of_posts(since), *_of_comments(since)]


def _of_posts(since: datetime) -> Iterator[Vote]:
    rows = Recommendation.objects.counting().filter(network__isnull=False, made_at__gte=since)
    fields = (
        "pk", "post", "post__board", "post__author", "post__anonymous_number", "member",
        "member__joined_at", "made_at", "network",
    )  # fmt: skip
    latest = rows.order_by("-made_at").values_list(*fields)[:MAX_VOTES]
    for pk, thing, board, author, anonymous, *rest in latest.iterator(chunk_size=_CHUNK):
        yield Vote(False, pk, thing, board, author if anonymous is None else None, *rest)


def _of_comments(since: datetime) -> Iterator[Vote]:
    rows = CommentRecommendation.objects.counting().filter(
        network__isnull=False, made_at__gte=since
    )
    fields = (
        "pk", "comment", "comment__post__board", "comment__author", "comment__anonymous_number",
        "member", "member__joined_at", "made_at", "network",
    )  # fmt: skip
    latest = rows.order_by("-made_at").values_list(*fields)[:MAX_VOTES]
    for pk, thing, board, author, anonymous, *rest in latest.iterator(chunk_size=_CHUNK):
        yield Vote(True, pk, thing, board, author if anonymous is None else None, *rest)
