"""What looks agreed upon among many recommendations; compares them in memory, and stores nothing.

Three things are looked for. Each takes time that grows with the number of recommendations alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from boards.posts.reactions.networks import UNKNOWN
from boards.vote_rings.models import VoteRing
from boards.vote_rings.votes import Vote

BURST = timedelta(hours=1)
# A library, a campus or a carrier that puts many behind one address recommends this and that; of a
# ring's network, so much goes to one author.
FOCUS = 0.5
# Who recommend each other: so much of what each recommends is of the others, and so many times as
# much as would be by chance.
MUTUAL_FOCUS, ABOVE_CHANCE = 0.5, 5
MAX_GROUP = 10  # members; more are friends of friends
MAX_VOTES_OF_RING = 1_000  # that are stored; the latest


@dataclass(frozen=True)
class Suspicion:
    """Recommendations on one board that look agreed upon.

    Attributes:
        author: of what was recommended; None where it is anonymous, or several.
        about: names who or what gains, in the subject of the row.
        votes: the latest first.
    """

    reason: VoteRing.Reason
    board: int
    author: int | None
    about: str
    votes: Sequence[Vote]

    @property
    def keys(self) -> frozenset[tuple[bool, int]]:
        """The rows of the recommendations: whether of a comment, and the key."""
        return frozenset((vote.is_of_comment, vote.pk) for vote in self.votes)

    @property
    def members(self) -> frozenset[int]:
        """Who made them."""
        return frozenset(vote.member for vote in self.votes)


def suspicions(votes: Sequence[Vote]) -> Iterator[Suspicion]:
    """Yield what looks agreed upon, once for each board that it is on."""
    yield from _of_networks(votes)
    yield from _bursts(votes)
    yield from _mutual(votes)


def _of_networks(votes: Sequence[Vote]) -> Iterator[Suspicion]:
    """Members of one network who recommend one author, and little else."""
    by_network: dict[int, list[Vote]] = defaultdict(list)
    for vote in votes:
        if vote.network != UNKNOWN:
            by_network[vote.network].append(vote)
    for of_network in by_network.values():
        members = {vote.member for vote in of_network}
        by_subject: dict[tuple[str, int], list[Vote]] = defaultdict(list)
        for vote in of_network:
            by_subject[vote.subject].append(vote)
        for (kind, key), found in by_subject.items():
            accounts = {vote.member for vote in found}
            if kind == "member":
                accounts |= members & {key}  # the author recommends others from there
            is_much = len(found) >= settings.VOTE_RING_RECOMMENDATIONS or (
                # Of one thing everybody has one recommendation.
                kind != "member" and len(found) >= settings.VOTE_BURST_RECOMMENDATIONS
            )
            is_ring = is_much and len(accounts) >= settings.VOTE_RING_MEMBERS
            if is_ring and len(found) >= FOCUS * len(of_network):
                yield from _on_boards(VoteRing.Reason.NETWORK, f"{kind} {key}", found)


def _bursts(votes: Sequence[Vote]) -> Iterator[Suspicion]:
    """New members who recommend one thing within an hour; all such things of one author at once."""
    newness = timedelta(days=settings.LEVEL_MEMBER_DAYS)
    by_thing: dict[tuple[str, int], list[Vote]] = defaultdict(list)
    for vote in votes:
        if vote.made_at - vote.joined_at < newness:
            by_thing[vote.thing_key].append(vote)
    by_subject: dict[tuple[str, int], list[Vote]] = defaultdict(list)
    for found in by_thing.values():
        burst = _densest(sorted(found, key=lambda vote: vote.made_at))
        if len(burst) >= settings.VOTE_BURST_RECOMMENDATIONS:
            by_subject[burst[0].subject] += burst
    for (kind, key), bursts in by_subject.items():
        yield from _on_boards(VoteRing.Reason.BURST, f"{kind} {key}", bursts)


def _densest(votes: Sequence[Vote]) -> Sequence[Vote]:
    """Return the most votes within BURST, of votes in their order."""
    first, best = 0, votes[:0]
    for last, vote in enumerate(votes, start=1):
        while vote.made_at - votes[first].made_at > BURST:
            first += 1
        if last - first > len(best):
            best = votes[first:last]
    return best


def _mutual(votes: Sequence[Vote]) -> Iterator[Suspicion]:
    """A few members who recommend each other far more than by chance."""
    named = [vote for vote in votes if vote.author is not None]
    given, got = Counter(v.member for v in named), Counter(v.author for v in named)
    pairs: dict[tuple[int, int], list[Vote]] = defaultdict(list)
    for vote in named:
        pairs[vote.member, vote.author or 0].append(vote)
    strong = {
        (giver, taker)
        for (giver, taker), found in pairs.items()
        if _is_strong(len(found), given[giver], got[taker], len(named))
    }
    for group in _groups(pair for pair in strong if pair[::-1] in strong):
        inside = [v for one in group for other in group for v in pairs.get((one, other), ())]
        is_small = len(group) <= MAX_GROUP
        if is_small and len(inside) >= MUTUAL_FOCUS * sum(given[one] for one in group):
            about = "members " + ",".join(map(str, sorted(group)))
            yield from _on_boards(VoteRing.Reason.MUTUAL, about, inside)


def _is_strong(count: int, given: int, got: int, whole: int) -> bool:
    by_chance = given * got / whole
    least = settings.VOTE_RING_RECOMMENDATIONS / 2
    # Where nobody else recommends anything, all is by chance: then half of it is enough.
    return count >= least and count >= min(ABOVE_CHANCE * by_chance, MUTUAL_FOCUS * given)


def _groups(pairs: Iterable[tuple[int, int]]) -> Iterator[frozenset[int]]:
    """Yield the members who hang together by pairs."""
    friends: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        friends[one].add(other)
    seen: set[int] = set()
    for start in sorted(friends):
        group, waiting = set(), [start]
        while waiting:
            member = waiting.pop()
            if member not in seen:
                seen.add(member)
                group.add(member)
                waiting += friends[member] - seen
        if len(group) > 1:
            yield frozenset(group)


def _on_boards(reason: VoteRing.Reason, about: str, votes: Sequence[Vote]) -> Iterator[Suspicion]:
    by_board: dict[int, list[Vote]] = defaultdict(list)
    for vote in votes:
        by_board[vote.board].append(vote)
    for board, found in by_board.items():
        found.sort(key=lambda vote: (vote.made_at, vote.pk), reverse=True)
        authors = {vote.author for vote in found}
        author = authors.pop() if len(authors) == 1 else None
        yield Suspicion(reason, board, author, about, found[:MAX_VOTES_OF_RING])
