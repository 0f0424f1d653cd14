"""Suspicious recommendations in the queue: told of once, decided, and undone."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.background.signals import upkeep_is_due
from boards.moderation.actions.decide_case import decide_case
from boards.moderation.models import Case, Decision, ModerationEntry, Outcome
from boards.posts.models import (
    Comment,
    CommentRecommendation,
    Post,
    PostCounts,
    Recommendation,
)
from boards.posts.reactions.actions.recommend import recommend_post, undo_recommend_post
from boards.posts.reconciling import check_comments, check_posts
from boards.vote_rings.actions.find_rings import find_rings
from boards.vote_rings.actions.void_ring import restore_ring, void_ring
from boards.vote_rings.models import RingVote, VoteRing
from tests.concurrency import at_once
from tests.due_tasks import run_due_tasks
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db

KOREAN = {"accept-language": "ko"}
HOME = 4242


@pytest.fixture
def moderator():
    return MemberFactory(handle="moon")


@pytest.fixture
def board(moderator):
    return BoardFactory(name_ko="자유게시판", moderators=[moderator])


@pytest.fixture
def friends():
    joined = timezone.now() - timedelta(days=100)
    return [MemberFactory(handle=f"friend{n}", joined_at=joined) for n in range(3)]


@pytest.fixture
def posts(board):
    author = MemberFactory(handle="hongkildong")
    return [PostFactory(board=board, author=author, title=f"글 {n}") for n in range(4)]


@pytest.fixture
def ring(posts, friends):
    recommend_all(posts, friends)
    assert find_rings() == 1
    return VoteRing.objects.get()


def recommend_all(posts, members, network=HOME):
    for post in posts:
        for member in members:
            recommend_post(post=post, by=member, network=network)


def add_votes(ring, number: int) -> None:
    """Add recommendations of so many others to a ring, of posts and comments in turn."""
    first = ring.votes.count()
    RingVote.objects.bulk_create(
        RingVote(
            ring=ring,
            member=MemberFactory(),
            recommendation_id=10_000 + first + n,
            thing_id=n,
            is_of_comment=bool(n % 2),
            made_at=timezone.now(),
        )
        for n in range(number)
    )


def count_of(post) -> int:
    return PostCounts.objects.get(post=post).recommends


def check_counts():
    assert not [pk for step in (*check_posts(), *check_comments()) for pk in step.wrong]


def decide(outcome, by):
    return decide_case(case=Case.objects.get(), by=by, outcome=outcome, reason="짰네요")


def browser(member) -> Client:
    client = Client(headers=KOREAN)
    client.force_login(member)
    return client


class TestARing:
    def test_comes_to_the_queue_and_every_recommendation_still_counts(self, ring, posts, moderator):
        page = browser(moderator).get(reverse("moderation:queue")).content.decode()
        assert "의심스러운 추천" in page and "추천 12개" in page
        assert [count_of(post) for post in posts] == [3, 3, 3, 3]

    def test_does_not_say_that_the_author_reads_the_reason(self, ring, moderator):
        page = browser(moderator).get(reverse("moderation:queue")).content.decode()
        assert "글쓴이와 신고한 회원이 읽습니다" not in page
        assert "다른 운영자만 읽습니다" in page

    def test_is_told_of_once(self, ring, posts):
        assert find_rings() == 0
        undo_recommend_post(post=posts[0], by=Recommendation.objects.first().member)
        assert find_rings() == 0
        assert Case.objects.count() == 1

    def test_is_told_of_once_for_whatever_reasons_it_looks_agreed_upon(self, posts):
        recommend_all(posts, [MemberFactory() for _each in range(5)])
        assert find_rings() == 1
        assert find_rings() == 0

    def test_is_told_of_again_when_somebody_joins_it(self, ring, posts):
        recommend_all(posts, [MemberFactory()])
        assert find_rings() == 1

    def test_is_told_of_on_its_board_alone(self, ring):
        other = MemberFactory()
        BoardFactory(moderators=[other])
        page = browser(other).get(reverse("moderation:queue")).content.decode()
        assert "의심스러운 추천" not in page
        assert browser(other).get(reverse("vote_rings:ring", args=[ring.pk])).status_code == 404

    def test_is_not_among_the_decisions_that_everybody_reads(self, ring, moderator):
        decide(Outcome.HIDE, moderator)
        page = Client(headers=KOREAN).get(reverse("moderation:transparency")).content.decode()
        assert "의심스러운 추천" not in page

    def test_says_nothing_against_the_author(self, ring, posts, moderator):
        decide(Outcome.HIDE, moderator)
        assert Case.objects.get().author is None
        page = browser(posts[0].author).get(reverse("moderation:my-decisions")).content.decode()
        assert "의심스러운" not in page


class TestTheDecision:
    def test_to_let_them_count_changes_nothing(self, ring, posts, moderator):
        decide(Outcome.KEEP, moderator)
        assert [count_of(post) for post in posts] == [3, 3, 3, 3]
        assert find_rings() == 0

    def test_to_void_them_takes_each_out_of_the_count_and_is_logged(self, ring, posts, moderator):
        recommend_post(post=posts[0], by=MemberFactory())
        decide(Outcome.HIDE, moderator)
        assert [count_of(post) for post in posts] == [1, 0, 0, 0]
        check_counts()
        entry = ModerationEntry.objects.get(verb="void_votes")
        assert (entry.by, entry.board, entry.after) == (moderator, posts[0].board, {"votes": 12})

    def test_can_be_undone_but_for_what_members_undid_meanwhile(
        self, ring, posts, friends, moderator
    ):
        decide(Outcome.HIDE, moderator)
        undo_recommend_post(post=posts[0], by=friends[0])
        sent = browser(moderator).post(reverse("vote_rings:restore", args=[ring.pk]))
        assert sent.status_code == 302
        assert [count_of(post) for post in posts] == [2, 3, 3, 3]
        check_counts()
        assert ModerationEntry.objects.get(verb="restore_votes").after == {"votes": 11}

    def test_is_told_of_comments_too(self, board, moderator, friends):
        author = MemberFactory()
        for _each in range(4):
            comment = CommentFactory(post=PostFactory(board=board), author=author)
            for friend in friends:
                browser(friend).post(reverse("posts:comment-recommend", args=[comment.pk]))
        assert CommentRecommendation.objects.count() == 12
        assert find_rings() == 1
        decide(Outcome.HIDE, moderator)
        assert {comment.recommends for comment in Comment.objects.all()} == {0}
        check_counts()
        restore_ring(ring=VoteRing.objects.get(), by=moderator)
        assert {comment.recommends for comment in Comment.objects.all()} == {3}

    def test_can_be_made_again_after_new_recommendations(self, ring, board, friends, moderator):
        decide(Outcome.HIDE, moderator)
        author = VoteRing.objects.get().author
        recommend_all([PostFactory(board=board, author=author) for _each in range(4)], friends)
        assert find_rings() == 1
        assert VoteRing.objects.count() == 2

    def test_is_left_to_others_by_whom_it_is_about(self, ring, board, friends):
        board.moderators.add(friends[0])
        for outcome in (Outcome.KEEP, Outcome.HIDE):
            with pytest.raises(ValidationError) as refused:
                decide(outcome, friends[0])
            assert refused.value.code == "own"
        assert not Decision.objects.exists()

    def test_to_count_again_is_left_to_others_too(self, ring, board, friends, moderator):
        void_ring(ring=ring, by=moderator)
        board.moderators.add(friends[0])
        with pytest.raises(ValidationError):
            restore_ring(ring=ring, by=friends[0])

    def test_is_not_for_who_moderates_another_board(self, ring):
        with pytest.raises(PermissionDenied):
            void_ring(ring=ring, by=MemberFactory())

    def test_twice_is_told_so(self, ring, moderator):
        void_ring(ring=ring, by=moderator)
        with pytest.raises(ValidationError):
            void_ring(ring=ring, by=moderator)
        restore_ring(ring=ring, by=moderator)
        with pytest.raises(ValidationError):
            restore_ring(ring=ring, by=moderator)


class TestThePage:
    def test_shows_who_and_what_with_names_masked(self, ring, moderator):
        page = browser(moderator).get(reverse("vote_rings:ring", args=[ring.pk]))
        text = page.content.decode()
        assert "글 0" in text and "frxxxxx" in text
        assert "friend0" not in text and "hongkildong" not in text

    def test_shows_whole_names_to_staff(self, ring):
        page = browser(AdminFactory()).get(reverse("vote_rings:ring", args=[ring.pk]))
        assert "friend0" in page.content.decode()

    def test_never_names_an_anonymous_author(self, board, friends, moderator):
        author = MemberFactory(handle="secretwriter")
        post = PostFactory(board=board, author=author, anonymous_number=0)
        more = [*friends, MemberFactory(), MemberFactory()]
        recommend_all([post], more)
        assert find_rings() >= 1
        for ring in VoteRing.objects.all():
            assert ring.author is None
            page = browser(AdminFactory()).get(reverse("vote_rings:ring", args=[ring.pk]))
            assert "secretwriter" not in page.content.decode()

    def test_escapes_titles(self, ring, posts, moderator):
        Post.objects.filter(pk=posts[0].pk).update(title="<script>x")
        page = browser(moderator).get(reverse("vote_rings:ring", args=[ring.pk]))
        assert "<script>x" not in page.content.decode()

    def test_takes_the_same_number_of_queries_however_many_there_are(self, ring, moderator):
        client, path = browser(moderator), reverse("vote_rings:ring", args=[ring.pk])
        add_votes(ring, 2)
        client.get(path)
        with CaptureQueriesContext(connection) as few:
            client.get(path)
        add_votes(ring, 30)
        with CaptureQueriesContext(connection) as many:
            client.get(path)
        assert len(many) == len(few)


class TestTheLook:
    def test_is_taken_in_the_background_once_an_hour(self, posts, friends):
        recommend_all(posts, friends)
        upkeep_is_due.send(sender=None)
        run_due_tasks()
        assert VoteRing.objects.count() == 1
        VoteRing.objects.all().delete()
        Case.objects.all().delete()
        upkeep_is_due.send(sender=None)
        run_due_tasks()
        assert not VoteRing.objects.exists()

    def test_by_the_command_says_what_it_found(self, posts, friends):
        recommend_all(posts, friends)
        for options, count in ({"dry_run": True}, 0), ({}, 1):
            out = StringIO()
            call_command("find_vote_rings", stdout=out, **options)
            assert str(posts[0].board) in out.getvalue()
            assert VoteRing.objects.count() == count

    def test_is_not_taken_when_it_is_switched_off(self, posts, friends, settings):
        settings.VOTE_RING_DAYS = 0
        recommend_all(posts, friends)
        assert find_rings() == 0

    def test_leaves_out_what_is_older_and_what_is_void(self, posts, friends):
        recommend_all(posts, friends)
        Recommendation.objects.update(is_void=True)
        assert find_rings() == 0
        long_ago = timezone.now() - timedelta(days=8)
        Recommendation.objects.update(is_void=False, made_at=long_ago)
        assert find_rings() == 0

    def test_reads_a_thousand_recommendations_in_a_few_queries(self, posts):
        members = [MemberFactory() for _each in range(50)]
        more = [PostFactory(board=posts[0].board, author=posts[0].author) for _each in range(16)]
        Recommendation.objects.bulk_create(
            Recommendation(post=post, member=member, network=HOME)
            for post in (*posts, *more)
            for member in members
        )
        with CaptureQueriesContext(connection) as queries:
            find_rings()
        rings = VoteRing.objects.filter(reason=VoteRing.Reason.NETWORK)
        assert rings.get().recommendations == 1000
        found = VoteRing.objects.count()
        assert len(queries) < 10 + 15 * found


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_looks_tell_of_a_ring_once(self, posts, friends):
        recommend_all(posts, friends)
        at_once(find_rings, find_rings)
        assert VoteRing.objects.count() == Case.objects.count() == 1

    def test_to_void_and_to_undo_leaves_the_true_count(self, ring, posts, friends, moderator):
        at_once(
            lambda: void_ring(ring=ring, by=moderator),
            lambda: [undo_recommend_post(post=post, by=friends[0]) for post in posts],
        )
        check_counts()
        assert [count_of(post) for post in posts] == [0, 0, 0, 0]

    def test_to_void_twice_counts_once(self, ring, posts, moderator):
        def void() -> str:
            try:
                void_ring(ring=ring, by=moderator)
            except ValidationError:
                return "refused"
            return "done"

        assert sorted(at_once(void, void)) == ["done", "refused"]
        check_counts()
