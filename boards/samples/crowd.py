"""The generated members, a few of whom write most."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from boards.members.folding import key_of
from boards.members.levels import Level
from boards.members.lookalikes import skeleton
from boards.members.models import Member
from boards.samples.plan import Plan
from boards.samples.storing import store, stored_moment
from boards.samples.vocabulary import zipf
from boards.samples.words import HANDLE_SYLLABLES, HANDLE_WORDS

# Nobody signs in with it. One for all: no two databases would draw the same random ones.
PASSWORD = f"{UNUSABLE_PASSWORD_PREFIX}of a generated member"
JOINED_WITHIN = timedelta(days=2 * 365)  # before the first post
ASKED_AT_ONCE = 500  # handles of one query
WRITTEN_AT_ONCE = 4096


class Crowd:
    """Chooses members by how much they write."""

    def __init__(self, plan: Plan, *, first_member: int) -> None:
        self._members = [first_member + number for number in range(plan.members)]
        plan.rng("crowd").shuffle(self._members)
        self._weights = zipf(plan.members)

    def speakers(self, rng: Random) -> Iterator[int]:
        """Yield ids of members without end, those who write much more often."""
        while True:
            yield from rng.choices(self._members, cum_weights=self._weights, k=WRITTEN_AT_ONCE)

    def some(self, rng: Random, count: int, *, but: int | None) -> list[int]:
        """Return the ids of at most so many different members, each as likely as another.

        Args:
            but: a member who is not among them.
        """
        count = min(count, len(self._members))
        return [member for member in rng.sample(self._members, count) if member != but]


def store_members(plan: Plan, *, first_member: int, numbers: range) -> None:
    """Store the members of these numbers, counted from 0."""
    rng = plan.rng(f"members/{numbers.start}")
    handles = _free([_handle(rng, first_member + number) for number in numbers])
    rows = (
        (
            first_member + number,
            PASSWORD,
            handle,
            skeleton(handle),
            key_of(handle),
            stored_moment(plan.start - JOINED_WITHIN * (1 - number / plan.members)),
            _level(number, plan.members),
        )
        for number, handle in zip(numbers, handles, strict=True)
    )
    store(
        Member, ("id", "password", "handle", "skeleton", "handle_key", "joined_at", "level"), rows
    )


def _level(number: int, members: int) -> Level:
    """Let one in twenty be a regular member, and who joined last be new."""
    if number * 20 < members:
        return Level.REGULAR
    return Level.MEMBER if number * 10 < members * 9 else Level.NEW


def _handle(rng: Random, member: int) -> str:
    if rng.random() < 0.2:
        return f"{rng.choice(HANDLE_WORDS)}{member}"
    first, last = rng.choices(HANDLE_SYLLABLES, k=2)
    return f"{first}{rng.choice(('', '.', '_'))}{last}{member}"


def _free(handles: Sequence[str]) -> list[str]:
    """Return the handles, changed where somebody has them already."""
    taken: set[str] = set()
    for first in range(0, len(handles), ASKED_AT_ONCE):
        asked = [key_of(handle) for handle in handles[first : first + ASKED_AT_ONCE]]
        known = Member.objects.filter(handle_key__in=asked)
        taken.update(known.values_list("handle_key", flat=True))
    return [f"{handle}.sample" if key_of(handle) in taken else handle for handle in handles]
