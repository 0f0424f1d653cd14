"""What one run generates, worked out from its numbers alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

BATCH = 10_000  # posts, or members, of one transaction
SPAN = timedelta(days=8 * 365)  # from the first post to the last
# Fixed, so that the same seed gives the same rows on any day; before it end the demo's dates too.
UNTIL = datetime(2025, 1, 24, tzinfo=UTC)
NOTICES_OF_A_BOARD = 3
NOTICES_EVERYWHERE = 2


@dataclass(frozen=True)
class Plan:
    """How much is generated, from which seed, and when its last post was written (in UTC)."""

    posts: int
    members: int
    comments: int
    seed: int = 1
    until: datetime = UNTIL
    batch: int = BATCH

    @property
    def start(self) -> datetime:
        """When the first post was written."""
        return self.until - SPAN

    @property
    def seconds(self) -> int:
        """How long the posts took to be written."""
        return int(SPAN.total_seconds())

    @property
    def member_batches(self) -> list[range]:
        """The numbers of the members of each transaction, counted from 0."""
        return self._batches(self.members)

    @property
    def post_batches(self) -> list[range]:
        """The numbers of the posts of each transaction, counted from 0."""
        return self._batches(self.posts)

    @property
    def steps(self) -> int:
        """How many transactions there are: first of members, then of posts."""
        return len(self.member_batches) + len(self.post_batches)

    def comments_before(self, post: int) -> int:
        """Return how many comments come before those of a batch that begins with this post."""
        return self.comments * post // self.posts

    def notices(self, boards: int) -> dict[int, int | None]:
        """Return which posts are notices, by number: the place of their board, None for all."""
        places: Iterator[int | None] = iter(
            [*(place for place in range(boards) for _ in range(NOTICES_OF_A_BOARD))]
            + [None] * NOTICES_EVERYWHERE
        )
        count = boards * NOTICES_OF_A_BOARD + NOTICES_EVERYWHERE
        return {(2 * n + 1) * self.posts // (2 * count): place for n, place in enumerate(places)}

    def rng(self, part: str) -> Random:
        """Return the chance of one part of the run; it depends on no other part."""
        return Random(f"{self.seed}/{part}")  # noqa: S311

    def _batches(self, count: int) -> list[range]:
        return [
            range(first, min(first + self.batch, count)) for first in range(0, count, self.batch)
        ]
