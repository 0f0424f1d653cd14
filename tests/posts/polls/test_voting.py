"""Votes: one a member, exact under a crowd, while the poll is open, for who may."""

from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from boards.access import Access
from boards.members.restrictions import Silenced
from boards.posts.models import Poll, PollChoice, Vote
from boards.posts.polls.actions.close_poll import close_poll
from boards.posts.polls.actions.vote import vote
from boards.posts.polls.content import PollContent
from boards.posts.polls.permissions import can_vote
from boards.posts.states import State
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.concurrency import at_once
from tests.factories import BoardFactory, MemberFactory
from tests.posts.polls.asking import keys_of, post_with_poll, vote_for, votes_of
from tests.posts.reactions.test_recommend import crowd
from tests.sanctions.people import silence

pytestmark = pytest.mark.django_db


def outcome(post, by, *places):
    """Vote; return what happened, or the code of the refusal."""
    try:
        return "changed" if vote_for(post, by, *places) else "done"
    except ValidationError as error:
        return error.code


class TestUnderACrowd:
    @pytest.mark.django_db(transaction=True)
    def test_every_member_who_votes_at_once_counts_once(self):
        post = post_with_poll(poll={"max_choices": 2})
        members = crowd(20)
        calls = [
            lambda by=by, n=n: outcome(post, by, n % 3, (n + 1) % 3) for n, by in enumerate(members)
        ]
        assert at_once(*calls) == ["done"] * 20
        assert sum(votes_of(post)) == 40
        assert Poll.objects.get(pk=post.pk).voters == 20

    @pytest.mark.django_db(transaction=True)
    def test_a_member_who_votes_in_many_windows_at_once_counts_once(self):
        post = post_with_poll(poll={"allows_changes": False})
        by = MemberFactory()
        said = Counter(at_once(*[lambda n=n: outcome(post, by, n % 3) for n in range(12)]))
        assert said["done"] + said["twice"] == 12
        assert sum(votes_of(post)) == 1

    @pytest.mark.django_db(transaction=True)
    def test_changing_a_vote_in_two_windows_at_once_leaves_one(self):
        post = post_with_poll()
        by = MemberFactory()
        vote_for(post, by, 0)
        at_once(*[lambda n=n: outcome(post, by, n % 3) for n in range(9)])
        assert sum(votes_of(post)) == 1

    @pytest.mark.django_db(transaction=True)
    def test_a_poll_that_is_edited_while_somebody_votes_has_no_vote_for_what_is_gone(self):
        for _ in range(5):
            post = post_with_poll()
            by = MemberFactory()
            keys, version = keys_of(post), version_of(post)

            def change(post=post, version=version):
                try:
                    edit_post(
                        post=post, by=post.author, version=version, title=post.title,
                        body=post.body, poll=PollContent(choices=("예", "아니요")),
                    )  # fmt: skip
                except ValidationError as error:
                    return next(iter(error.error_dict["poll_choices"])).code
                return "edited"

            def choose(post=post, by=by, keys=keys):
                try:
                    vote(post=post, by=by, choices=keys[:1])
                except ValidationError as error:
                    return error.code
                return "done"

            assert at_once(change, choose) in (["edited", "unknown"], ["voted", "done"])
            votes_of(post)


class TestVote:
    def test_several_choices_where_they_are_allowed(self):
        post, by = post_with_poll(poll={"max_choices": 2}), MemberFactory()
        assert outcome(post, by, 0, 2) == "done"
        assert votes_of(post) == (1, 0, 1)

    @pytest.mark.parametrize("places, code", [((), "none"), ((0, 1), "many")])
    def test_too_few_or_too_many_choices_are_refused(self, places, code):
        post = post_with_poll()
        assert outcome(post, MemberFactory(), *places) == code
        assert votes_of(post) == (0, 0, 0)

    def test_a_choice_of_another_poll_is_refused(self):
        post, other = post_with_poll(), post_with_poll()
        with pytest.raises(ValidationError) as caught:
            vote(post=post, by=MemberFactory(), choices=keys_of(other)[:1])
        assert caught.value.code == "unknown"
        assert votes_of(other) == votes_of(post) == (0, 0, 0)

    def test_a_vote_is_changed_while_that_is_allowed(self):
        post, by = post_with_poll(poll={"max_choices": 2}), MemberFactory()
        assert [outcome(post, by, 0, 1), outcome(post, by, 1, 2)] == ["done", "changed"]
        assert votes_of(post) == (0, 1, 1)
        assert outcome(post, by, 2, 1) == "done"

    def test_a_vote_stays_where_changes_are_not_allowed(self):
        post, by = post_with_poll(poll={"allows_changes": False}), MemberFactory()
        assert [outcome(post, by, 0), outcome(post, by, 1)] == ["done", "twice"]
        assert votes_of(post) == (1, 0, 0)

    def test_nobody_votes_from_the_closing_time_on(self):
        ends = timezone.now() + timedelta(hours=1)
        post = post_with_poll(poll={"closes_at": ends})
        with time_machine.travel(ends - timedelta(seconds=1), tick=False):
            assert outcome(post, MemberFactory(), 0) == "done"
        with time_machine.travel(ends, tick=False):
            assert outcome(post, MemberFactory(), 0) == "closed"
        assert votes_of(post) == (1, 0, 0)

    def test_the_author_may_vote(self):
        post = post_with_poll()
        assert outcome(post, post.author, 1) == "done"

    def test_a_post_without_a_poll_is_not_voted_on(self):
        post = post_with_poll()
        Poll.objects.all().delete()
        with pytest.raises(ValidationError) as caught:
            vote(post=post, by=MemberFactory(), choices=[1])
        assert caught.value.code == "missing"

    def test_what_waits_is_hidden_secret_or_closed_to_a_member_is_not_voted_on(self):
        closed = BoardFactory(read_access=Access.MODERATORS)
        posts = [
            post_with_poll(state=State.HIDDEN),
            post_with_poll(is_secret=True),
            post_with_poll(board=closed),
            post_with_poll(board=BoardFactory(is_archived=True)),
        ]
        for post in posts:
            with pytest.raises(PermissionDenied):
                vote_for(post, MemberFactory(), 0)
        held = post_with_poll(state=State.WAITING)
        with pytest.raises(PermissionDenied):
            vote_for(held, held.author, 0)

    def test_a_deleted_post_is_said_to_be_deleted(self):
        assert outcome(post_with_poll(state=State.DELETED), MemberFactory(), 0) == "deleted"

    def test_a_silenced_member_does_not_vote_and_one_who_is_switched_off_neither(self):
        post, quiet = post_with_poll(), MemberFactory()
        silence(quiet)
        quiet.refresh_from_db()
        with pytest.raises(Silenced):
            vote_for(post, quiet, 0)
        with pytest.raises(PermissionDenied):
            vote_for(post, MemberFactory(is_active=False), 0)
        assert not can_vote(None, post)


class TestClosing:
    def test_the_author_and_a_moderator_close_it_and_nobody_else(self):
        moderator = MemberFactory()
        board = BoardFactory(moderators=[moderator])
        for by in ("author", "moderator"):
            post = post_with_poll(board=board)
            assert close_poll(post=post, by=moderator if by == "moderator" else post.author)
            assert not close_poll(post=post, by=post.author)
            assert outcome(post, MemberFactory(), 0) == "closed"
        with pytest.raises(PermissionDenied):
            close_poll(post=post_with_poll(board=board), by=MemberFactory())


class TestDatabase:
    @pytest.mark.parametrize(
        "fields",
        [{"choice_count": 1}, {"choice_count": 21}, {"max_choices": 0}, {"max_choices": 4}],
    )
    def test_it_refuses_polls_that_cannot_be(self, fields):
        post = post_with_poll()
        with pytest.raises(IntegrityError), transaction.atomic():
            Poll.objects.filter(pk=post.pk).update(**fields)

    @pytest.mark.parametrize(
        "fields", [{"position": 0}, {"position": 21}, {"key": ""}, {"votes": -1}, {"position": 2}]
    )
    def test_it_refuses_choices_that_cannot_be(self, fields):
        post = post_with_poll()
        with pytest.raises(IntegrityError), transaction.atomic():
            PollChoice.objects.filter(poll=post.pk, position=1).update(**fields)

    def test_it_refuses_a_second_vote_of_a_member(self):
        post, by = post_with_poll(), MemberFactory()
        vote_for(post, by, 0)
        with pytest.raises(IntegrityError), transaction.atomic():
            Vote.objects.create(poll_id=post.pk, member=by)
