"""By what a level rises, and when it does."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.background.models import Heartbeat
from boards.background.signals import upkeep_is_due
from boards.filters.models import Approval
from boards.levels import sweeping
from boards.levels.actions.raise_level import raise_level
from boards.levels.facts import earned_level, progress_of
from boards.levels.models import Swept
from boards.levels.sweeping import STEP, sweep_levels
from boards.members.actions.set_level import set_level
from boards.members.levels import Level
from boards.members.models import Member
from boards.members.restrictions import SILENCED, SUSPENDED, WARNED
from boards.posts.comments.actions.approve_comment import approve_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.posts.moderation.actions.approve_post import approve_post
from boards.posts.states import OF_POSTS, State
from boards.posts.writing.actions.publish_post import publish_post
from tests.concurrency import at_once
from tests.due_tasks import run_due_tasks
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.levels.people import joined, level_of, recommended, writes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thresholds(settings):
    """Make a level easy to reach, so that few rows show what counts."""
    settings.LEVEL_MEMBER_DAYS, settings.LEVEL_MEMBER_TEXTS = 7, 2
    settings.LEVEL_REGULAR_DAYS, settings.LEVEL_REGULAR_TEXTS = 60, 3
    settings.LEVEL_REGULAR_RECOMMENDERS = 2


class TestWhatCounts:
    def test_days_and_texts_make_a_member(self):
        for days, posts, comments, level in (
            (6.9, 2, 0, Level.NEW),
            (7.1, 1, 0, Level.NEW),
            (7.1, 2, 0, Level.MEMBER),
            (7.1, 1, 1, Level.MEMBER),
            (7.1, 0, 2, Level.MEMBER),
            (500, 0, 0, Level.NEW),
        ):
            member = joined(days)
            writes(member, posts, comments)
            assert earned_level(member) is level

    def test_a_regular_member_was_recommended_by_several(self):
        member = joined(61)
        first, second, _comment = writes(member, 2, 1)
        assert earned_level(member) is Level.MEMBER
        recommended(first, 1)
        fan = first.recommended.get().member
        second.recommended.create(member=fan)
        assert earned_level(member) is Level.MEMBER  # one member, however often
        recommended(second, 1)
        assert earned_level(member) is Level.REGULAR

    def test_recommended_comments_count_as_well(self):
        member = joined(61)
        post, *_others, comment = writes(member, 2, 1)
        recommended(post, 1)
        comment.recommended.create(member=post.recommended.get().member)
        assert earned_level(member) is Level.MEMBER
        comment.recommended.create(member=MemberFactory())
        assert earned_level(member) is Level.REGULAR

    @pytest.mark.parametrize(
        "fields",
        [{"state": state} for state in OF_POSTS if state != State.PUBLISHED]
        + [{"anonymous_number": 0}],
    )
    def test_nothing_that_others_do_not_know_to_be_the_members_counts(self, fields):
        member = joined(61)
        for text in writes(member, 3, 3):
            type(text).objects.filter(pk=text.pk).update(**fields)
        assert earned_level(member) is Level.NEW

    def test_recommendations_of_anonymous_texts_do_not_count(self):
        member = joined(61)
        writes(member, 3)
        recommended(PostFactory(author=member, anonymous_number=0), 5)
        assert earned_level(member) is Level.MEMBER

    def test_what_others_wrote_does_not_count(self):
        writes(MemberFactory(), 3, 3)
        assert earned_level(joined(61)) is Level.NEW

    def test_under_a_silence_or_a_suspension_no_level_rises(self):
        now = timezone.now().timestamp()
        member = joined(8)
        writes(member, 2)
        for kind, ends_at, level in (
            (SILENCED, now + 60, Level.NEW),
            (SUSPENDED, None, Level.NEW),
            (SILENCED, now - 1, Level.MEMBER),
            (WARNED, None, Level.MEMBER),
        ):
            member.restrictions = [[kind, None, now - 600, ends_at]]
            assert earned_level(member) is level

    def test_takes_four_queries_at_most_however_much_was_written(self):
        member = joined(61)
        writes(member, 4, 4)
        with CaptureQueriesContext(connection) as queries:
            earned_level(member)
        assert len(queries) <= 4
        assert all("LIMIT" in query["sql"] for query in queries)


class TestASweep:
    def test_raises_who_wrote_lately(self):
        member, other = joined(8), joined(1)
        writes(member, 1, 1)
        writes(other, 2)
        assert sweep_levels() == 1
        assert (level_of(member), level_of(other)) == (Level.MEMBER, Level.NEW)

    def test_raises_when_the_days_are_over_without_another_text(self):
        member = joined(0)
        writes(member, 2)
        sweep_levels()
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            assert sweep_levels() == 1
        assert level_of(member) is Level.MEMBER

    def test_raises_the_author_of_what_was_recommended(self):
        member = joined(61)
        post, *_others = writes(member, 3)
        sweep_levels()
        assert level_of(member) is Level.MEMBER
        recommended(post, 2)
        sweep_levels()
        assert level_of(member) is Level.REGULAR

    def test_asks_little_when_nothing_happened(self):
        writes(joined(8), 2)
        for _time in range(3):
            sweep_levels()
        with CaptureQueriesContext(connection) as queries:
            assert sweep_levels() == 0
        assert len(queries) == 1 + len(sweeping.STREAMS)
        assert all(query["sql"].startswith("SELECT") for query in queries)

    def test_looks_once_more_at_what_may_have_been_stored_late(self):
        member = joined(8)
        texts = writes(member, 2)
        type(texts[1]).objects.filter(pk=texts[1].pk).update(state=State.DELETED)
        sweep_levels()
        type(texts[1]).objects.filter(pk=texts[1].pk).update(state=State.PUBLISHED)
        assert sweep_levels() == 1

    def test_catches_up_step_by_step(self, monkeypatch):
        monkeypatch.setattr(sweeping, "STEP", 2)
        members = [joined(8 + number) for number in range(4)]
        for member in members:
            writes(member, 2)
        for _time in range(8):
            sweep_levels()
        assert {level_of(member) for member in members} == {Level.MEMBER}

    def test_is_due_every_two_minutes(self):
        member = joined(8)
        upkeep_is_due.send(sender=None)
        writes(member, 2)
        upkeep_is_due.send(sender=None)
        assert level_of(member) is Level.NEW
        Heartbeat.objects.filter(name="levels").update(
            beat_at=timezone.now() - timedelta(minutes=3)
        )
        upkeep_is_due.send(sender=None)
        assert level_of(member) is Level.MEMBER

    def test_leaves_alone_what_an_admin_set(self):
        member = joined(8)
        set_level(member=member, by=AdminFactory(), level=Level.NEW)
        writes(member, 2)
        assert sweep_levels() == 0 and level_of(member) is Level.NEW

    def test_skips_texts_without_an_author(self):
        PostFactory(author=None, masked_author="vuxxxxx")
        assert sweep_levels() == 0


class TestALevel:
    def test_is_looked_at_when_the_member_signs_in(self, client):
        member = joined(8)
        writes(member, 2)
        client.force_login(member)
        assert level_of(member) is Level.MEMBER

    def test_stays_when_the_texts_are_gone(self):
        member = joined(8)
        texts = writes(member, 2)
        sweep_levels()
        for text in texts:
            text.delete()
        sweep_levels()
        assert not raise_level(member=Member.objects.get(pk=member.pk))
        assert level_of(member) is Level.MEMBER

    def test_rises_by_what_a_moderator_approves(self):
        board, moderator = BoardFactory(), AdminFactory()
        Approval.objects.create(board=board, first_posts=3, holds_links=True)
        member = joined(8)
        post = publish_post(board=board, author=member, title="첫 글", body="<p>안녕하세요</p>")
        comment = publish_comment(
            post=PostFactory(board=board), author=member, text="https://example.org/ 보세요"
        )
        assert {post.state, comment.state} == {State.WAITING}
        for _time in range(2):
            sweep_levels()  # has gone past both
        approve_post(post=post, by=moderator, is_edit=False)
        approve_comment(comment=comment, by=moderator, is_edit=False)
        run_due_tasks()
        assert level_of(member) is Level.MEMBER

    def test_of_somebody_who_publishes_costs_no_statement(self):
        member, post = joined(61), PostFactory()
        publish_comment(post=post, author=member, text="하나")
        with CaptureQueriesContext(connection) as queries:
            publish_comment(post=post, author=member, text="둘")
        assert not [query for query in queries if "level" in query["sql"]]

    def test_goes_with_the_account(self):
        member = joined(61, level=Level.REGULAR, deleted_at=timezone.now(), is_active=False)
        writes(member, 3)
        assert sweep_levels() == 0


class TestTheCommand:
    def run(self, **options) -> str:
        out = StringIO()
        call_command("reconcile_levels", stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    def test_raises_everybody_who_is_behind(self):
        members = [joined(8), joined(61), joined(8, level_is_fixed=True), joined(8)]
        for member in members[:3]:
            writes(member, 2)
        with pytest.raises(CommandError, match="2 levels would rise"):
            self.run(dry_run=True)
        assert {level_of(member) for member in members} == {Level.NEW}
        assert "2 levels rose" in self.run()
        assert [level_of(member) for member in members] == [2, 2, 1, 1]
        assert "Every level is what was earned" in self.run(dry_run=True)

    def test_goes_on_behind_a_member(self):
        first, second = joined(8), joined(8)
        for member in (first, second):
            writes(member, 2)
        assert "1 level rose" in self.run(after=first.pk)
        assert (level_of(first), level_of(second)) == (Level.NEW, Level.MEMBER)

    def test_takes_who_never_wrote_where_a_level_takes_only_days(self, settings):
        settings.LEVEL_MEMBER_TEXTS = 0
        member = joined(8)
        self.run()
        assert level_of(member) is Level.MEMBER


class TestProgress:
    def test_says_what_there_is_and_what_it_takes(self):
        member = joined(3)
        writes(member, 1)
        assert progress_of(member) == (Level.MEMBER, (3, 7), (1, 2), (0, 0))
        member = joined(500, level=Level.MEMBER)
        recommended(writes(member, 4)[0], 1)
        assert progress_of(member) == (Level.REGULAR, (60, 60), (3, 3), (1, 2))

    def test_ends_with_the_highest_level_and_where_an_admin_decides(self):
        assert progress_of(joined(8, level=Level.REGULAR)) is None
        assert progress_of(joined(8, level_is_fixed=True)) is None


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_who_raise_one_member_raise_once(self):
        member = joined(8)
        writes(member, 2)
        rows = [Member.objects.get(pk=member.pk) for _time in range(2)]
        rose = at_once(*(lambda row=row: raise_level(member=row) for row in rows))
        assert sorted(rose) == [False, True]
        assert level_of(member) is Level.MEMBER

    def test_an_admin_is_not_overwritten(self):
        member, admin = joined(8), AdminFactory()
        writes(member, 2)
        stale = Member.objects.get(pk=member.pk)
        at_once(
            lambda: set_level(member=member, by=admin, level=Level.NEW),
            lambda: raise_level(member=stale),
        )
        assert level_of(member) is Level.NEW

    def test_two_sweeps_look_and_note_one_place(self):
        members = [joined(8) for _time in range(3)]
        for member in members:
            writes(member, 2)
        at_once(sweep_levels, sweep_levels)
        newest = Post.objects.latest("pk").pk  # other tests have used up numbers before
        for _step in range(newest // STEP + 2):
            sweep_levels()
        assert {level_of(member) for member in members} == {Level.MEMBER}
        posts = Swept.objects.get(stream="posts")
        assert posts.again_from == posts.to == newest

    def test_two_posts_at_once_count_both(self):
        member, board = joined(8), BoardFactory()

        def publish(title):
            return publish_post(board=board, author=member, title=title, body=f"<p>{title}</p>")

        at_once(lambda: publish("하나"), lambda: publish("둘"))
        sweep_levels()
        assert level_of(member) is Level.MEMBER
