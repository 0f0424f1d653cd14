"""What looks agreed upon among recommendations, and what does not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from pytest_django import Settings

from boards.vote_rings.finding import MAX_VOTES_OF_RING, suspicions
from boards.vote_rings.models import VoteRing
from boards.vote_rings.votes import Vote

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=900)
BOARD, HOME, AUTHOR = 1, 77, 500
Reason = VoteRing.Reason

_numbers = count(1)


def vote(member: int, author: int | None = AUTHOR, **values) -> Vote:
    """A recommendation of a post of its own, from nowhere that is known, by an old member."""
    number = next(_numbers)
    fields = {
        "is_of_comment": False, "pk": number, "thing": 10_000 + number, "board": BOARD,
        "author": author, "member": member, "joined_at": LONG_AGO,
        "made_at": NOW + timedelta(minutes=number), "network": 0,
    }  # fmt: skip
    return Vote(**(fields | values))


def reasons(votes: list[Vote]) -> list[str]:
    return [found.reason for found in suspicions(votes)]


def many(members: range, times: int, **values) -> Iterator[Vote]:
    for member in members:
        for _each in range(times):
            yield vote(member, **values)


@pytest.fixture(autouse=True)
def thresholds(settings: Settings) -> None:
    settings.VOTE_RING_MEMBERS, settings.VOTE_RING_RECOMMENDATIONS = 3, 10
    settings.VOTE_BURST_RECOMMENDATIONS, settings.LEVEL_MEMBER_DAYS = 5, 7


class TestMembersOfOneNetwork:
    def test_are_told_of_when_they_recommend_one_author(self):
        votes = list(many(range(3), 4, network=HOME))
        (found,) = suspicions(votes)
        assert (found.reason, found.board, found.author) == (Reason.NETWORK, BOARD, AUTHOR)
        assert found.members == {0, 1, 2} and len(found.votes) == 12

    def test_are_fewer_by_one_when_the_author_is_among_them(self):
        votes = list(many(range(2), 5, network=HOME))
        assert reasons(votes) == []
        assert reasons([*votes, vote(AUTHOR, author=900, network=HOME)]) == [Reason.NETWORK]

    def test_are_left_alone_when_they_are_too_few_or_recommend_too_little(self):
        assert reasons(list(many(range(2), 20, network=HOME))) == []
        assert reasons(list(many(range(3), 3, network=HOME))) == []

    def test_are_left_alone_when_nobody_knows_the_network(self):
        assert reasons(list(many(range(3), 4, network=0))) == []

    def test_are_left_alone_where_a_library_or_a_carrier_has_many_who_recommend_this_and_that(self):
        ring = many(range(3), 4, network=HOME)
        others = [vote(100 + n, author=600 + n % 9, network=HOME) for n in range(40)]
        assert reasons([*ring, *others]) == []

    def test_are_told_of_on_each_board_by_itself(self):
        votes = [*many(range(3), 3, network=HOME), *many(range(3), 1, network=HOME, board=2)]
        found = list(suspicions(votes))
        assert sorted((each.board, len(each.votes)) for each in found) == [(1, 9), (2, 3)]

    def test_never_tell_that_two_anonymous_posts_are_by_one_author(self):
        votes = list(many(range(3), 4, network=HOME, author=None))
        assert reasons(votes) == []

    def test_are_told_of_when_they_recommend_one_anonymous_post(self):
        votes = [vote(n, author=None, thing=3, network=HOME) for n in range(5)]
        (found,) = suspicions(votes)
        assert (found.reason, found.author) == (Reason.NETWORK, None)


class TestNewMembers:
    def test_are_told_of_when_they_recommend_one_thing_within_an_hour(self):
        votes = [vote(n, thing=5, joined_at=NOW - timedelta(days=1)) for n in range(5)]
        (found,) = suspicions(votes)
        assert (found.reason, len(found.votes)) == (Reason.BURST, 5)

    def test_are_left_alone_when_it_takes_longer(self):
        votes = [
            vote(n, thing=5, joined_at=NOW, made_at=NOW + timedelta(minutes=16 * n))
            for n in range(5)
        ]
        assert reasons(votes) == []

    def test_are_told_of_once_for_all_things_of_one_author(self):
        votes = [
            vote(n, thing=thing, joined_at=NOW, made_at=NOW + timedelta(days=thing, minutes=n))
            for thing in range(3)
            for n in range(5)
        ]
        (found,) = suspicions(votes)
        assert len(found.votes) == 15

    def test_are_told_of_without_those_who_came_at_another_time(self):
        burst = [vote(n, thing=5, joined_at=NOW) for n in range(5)]
        later = vote(9, thing=5, joined_at=NOW, made_at=NOW + timedelta(days=2))
        (found,) = suspicions([later, *burst])
        assert found.members == set(range(5))

    def test_are_no_longer_new_after_a_week(self):
        joined = NOW - timedelta(days=8)
        assert reasons([vote(n, thing=5, joined_at=joined) for n in range(9)]) == []

    def test_are_told_of_apart_for_a_post_and_a_comment_with_the_same_number(self):
        votes = [vote(n, thing=5, joined_at=NOW, is_of_comment=bool(n % 2)) for n in range(8)]
        assert reasons(votes) == []


class TestMembersWhoRecommendEachOther:
    def crowd(self) -> list[Vote]:
        """Forty members who each recommend twenty others."""
        return [vote(n, author=1 + (n + step) % 40) for n in range(1, 41) for step in range(20)]

    def test_are_told_of_when_it_is_far_above_chance(self):
        pair = [*many(range(101, 102), 8, author=102), *many(range(102, 103), 8, author=101)]
        (found,) = suspicions([*self.crowd(), *pair])
        assert (found.reason, found.members) == (Reason.MUTUAL, {101, 102})

    def test_are_told_of_as_one_group(self):
        group = [
            vote(one, author=other)
            for one in range(101, 105)
            for other in range(101, 105)
            if one != other
            for _each in range(6)
        ]
        (found,) = suspicions([*self.crowd(), *group])
        assert (found.members, len(found.votes)) == (set(range(101, 105)), 72)

    def test_are_left_alone_when_only_one_does(self):
        assert reasons([*self.crowd(), *many(range(101, 102), 8, author=102)]) == []

    def test_are_left_alone_when_they_recommend_more_of_others(self):
        pair = [*many(range(101, 102), 6, author=102), *many(range(102, 103), 6, author=101)]
        more = [vote(who, author=n % 40 + 1) for who in (101, 102) for n in range(40)]
        assert reasons([*self.crowd(), *pair, *more]) == []

    def test_are_left_alone_in_a_crowd_of_ordinary_members(self):
        assert reasons(self.crowd()) == []


def test_a_thousand_recommendations_of_one_ring_are_told_of_once_and_stored_up_to_a_bound():
    votes = list(many(range(20), 60, network=HOME))
    (found,) = suspicions(votes)
    assert len(votes) == 1200 and len(found.votes) == MAX_VOTES_OF_RING
