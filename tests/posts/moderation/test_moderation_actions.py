"""What moderators do to posts and notices."""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from boards.posts.models import Notice
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.lock_comments import lock_comments, unlock_comments
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.reschedule_notice import reschedule_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.states import Scope, State
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def moderator(db):
    return MemberFactory()


@pytest.fixture
def post(moderator):
    return PostFactory(board=BoardFactory(moderators=[moderator]))


def reschedule(post, by):
    """Move a notice anywhere."""
    return reschedule_notice(
        post=post,
        by=by,
        scope=Scope.THIS_BOARD,
        position=5,
        starts_at=timezone.now(),
        ends_at=None,
    )


ACTIONS = {
    "hide": hide_post,
    "show": unhide_post,
    "lock": lock_comments,
    "unlock": unlock_comments,
    "delete": delete_post,
    "pin": pin_notice,
    "unpin": unpin_notice,
    "reschedule": reschedule,
}


def state_of(post) -> str:
    post.refresh_from_db()
    return post.state


def log_of(post) -> list[str]:
    """Return what the admin's history of a post says, the latest first."""
    return [entry.get_change_message() for entry in LogEntry.objects.filter(object_id=post.pk)]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_is_not_for_members_nor_for_moderators_of_other_boards(post, action):
    NoticeFactory(post=post)
    stranger = MemberFactory()
    BoardFactory(moderators=[stranger])
    for by in (stranger, post.author):
        with pytest.raises(PermissionDenied):
            action(post=post, by=by)
    assert state_of(post) == State.PUBLISHED
    assert Notice.objects.filter(post=post).exists()
    assert log_of(post) == []


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_says_so_when_the_post_was_deleted_meanwhile(post, moderator, action):
    delete_post(post=post, by=AdminFactory())
    with pytest.raises(ValidationError, match="deleted"):
        action(post=post, by=moderator)


class TestHidingAndShowing:
    def test_hides_with_a_reason_in_the_log(self, post, moderator):
        hide_post(post=post, by=moderator, reason="광고")
        assert state_of(post) == State.HIDDEN
        assert log_of(post) == ["Hidden. 광고"]

    def test_shows_again(self, post, moderator):
        hide_post(post=post, by=moderator)
        unhide_post(post=post, by=moderator)
        assert state_of(post) == State.PUBLISHED
        assert log_of(post) == ["Shown again.", "Hidden."]

    def test_a_second_time_changes_and_logs_nothing(self, post, moderator):
        hide_post(post=post, by=moderator)
        hide_post(post=post, by=AdminFactory())
        assert log_of(post) == ["Hidden."]

    def test_a_hidden_notice_comes_back_with_its_post(self, post, moderator):
        notice = pin_notice(post=post, by=moderator)
        hide_post(post=post, by=moderator)
        assert not Notice.objects.listed_for(moderator).exists()
        unhide_post(post=post, by=moderator)
        assert list(Notice.objects.listed_for(moderator)) == [notice]

    def test_the_system_needs_no_permission_and_leaves_no_log(self, post):
        hide_post(post=post, by=None)
        assert state_of(post) == State.HIDDEN
        assert log_of(post) == []


class TestDeleting:
    def test_keeps_the_row_and_takes_the_notice(self, post, moderator):
        NoticeFactory(post=post)
        delete_post(post=post, by=moderator)
        assert state_of(post) == State.DELETED
        assert not Notice.objects.exists()
        assert log_of(post) == ["Deleted."]

    def test_log_names_the_title_and_nobody(self, post, moderator):
        delete_post(post=post, by=moderator)
        entry = LogEntry.objects.get()
        assert entry.object_repr == post.title
        assert entry.user == moderator


class TestPinning:
    def test_notes_who_and_when(self, post, moderator):
        before = timezone.now()
        notice = pin_notice(post=post, by=moderator, position=3)
        assert notice.pinned_by == moderator
        assert before <= notice.pinned_at <= timezone.now()
        assert (notice.scope, notice.position, notice.ends_at) == (Scope.THIS_BOARD, 3, None)
        assert log_of(post) == ["Pinned as a notice."]

    def test_a_second_pin_moves_the_notice_and_keeps_the_first_name(self, post, moderator):
        pin_notice(post=post, by=moderator)
        pin_notice(post=post, by=AdminFactory(), position=1)
        notice = Notice.objects.get()
        assert (notice.position, notice.pinned_by) == (1, moderator)

    def test_a_hidden_post_is_not_pinned(self, post, moderator):
        hide_post(post=post, by=moderator)
        with pytest.raises(ValidationError, match="hidden"):
            pin_notice(post=post, by=moderator)
        assert not Notice.objects.exists()

    def test_every_board_is_for_those_who_may(self, post, moderator):
        with pytest.raises(PermissionDenied):
            pin_notice(post=post, by=moderator, scope=Scope.EVERY_BOARD)
        pin_notice(post=post, by=AdminFactory(), scope=Scope.EVERY_BOARD)
        assert Notice.objects.get().scope == Scope.EVERY_BOARD

    @pytest.mark.parametrize("action", [pin_notice, unpin_notice, reschedule])
    def test_a_notice_of_every_board_is_not_the_moderators_to_change(self, post, moderator, action):
        NoticeFactory(post=post, scope=Scope.EVERY_BOARD)
        with pytest.raises(PermissionDenied):
            action(post=post, by=moderator)
        assert Notice.objects.get().scope == Scope.EVERY_BOARD

    @pytest.mark.parametrize("length", [timedelta(0), -HOUR])
    def test_an_end_that_is_not_after_the_start_is_refused(self, post, moderator, length):
        now = timezone.now()
        with pytest.raises(ValidationError, match="later than the start"):
            pin_notice(post=post, by=moderator, starts_at=now, ends_at=now + length)
        assert not Notice.objects.exists()

    def test_unpins_once(self, post, moderator):
        pin_notice(post=post, by=moderator)
        unpin_notice(post=post, by=moderator)
        unpin_notice(post=post, by=moderator)
        assert not Notice.objects.exists()
        assert log_of(post) == ["Unpinned.", "Pinned as a notice."]

    def test_what_is_no_longer_pinned_is_not_rescheduled(self, post, moderator):
        with pytest.raises(ValidationError, match="no longer pinned"):
            reschedule(post, moderator)


class TestOrderAndTime:
    def titles(self, board, at) -> list[str]:
        notices = Notice.objects.current(at).shown_on(board).in_order()
        return [notice.post.title for notice in notices]

    def test_small_numbers_come_first_and_the_latest_pin_among_equals(self, moderator):
        board = BoardFactory(moderators=[moderator])
        for title, position in (("둘", 20), ("셋", 30), ("하나", 10), ("먼저", 20)):
            post = PostFactory(board=board, title=title)
            pin_notice(post=post, by=moderator, position=position)
        later = timezone.now() + HOUR
        assert self.titles(board, later) == ["하나", "먼저", "둘", "셋"]
        third = Notice.objects.get(post__title="셋").post
        reschedule_notice(
            post=third,
            by=moderator,
            scope=Scope.THIS_BOARD,
            position=1,
            starts_at=timezone.now(),
            ends_at=None,
        )
        assert self.titles(board, later) == ["셋", "하나", "먼저", "둘"]

    def test_is_shown_from_its_start_to_its_end(self, post, moderator):
        start = timezone.now() + HOUR
        pin_notice(post=post, by=moderator, starts_at=start, ends_at=start + HOUR)
        shown = [
            bool(self.titles(post.board, at))
            for at in (start - HOUR, start, start + HOUR / 2, start + HOUR)
        ]
        assert shown == [False, True, True, False]


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    @pytest.fixture
    def moderators(self):
        return [MemberFactory() for _ in range(4)]

    @pytest.fixture
    def board(self, moderators):
        return BoardFactory(moderators=moderators)

    def test_one_post_pinned_by_all_becomes_one_notice(self, board, moderators):
        for _ in range(5):
            post = PostFactory(board=board)
            notices = at_once(*(partial(pin_notice, post=post, by=m) for m in moderators))
            assert len({notice.pk for notice in notices}) == 1
            assert len({notice.pinned_by_id for notice in notices}) == 1
            assert len(log_of(post)) == len(moderators)

    def test_different_posts_all_stay_pinned(self, board, moderators):
        posts = [PostFactory(board=board) for _ in moderators]
        pairs = zip(posts, moderators, strict=True)
        at_once(*(partial(pin_notice, post=p, by=m) for p, m in pairs))
        assert {notice.post for notice in Notice.objects.all()} == set(posts)

    def test_deleting_wins_over_pinning(self, board, moderators):
        def pin(post, moderator):
            try:
                pin_notice(post=post, by=moderator)
            except ValidationError as error:
                assert "deleted" in error.messages[0]

        for _ in range(5):
            post = PostFactory(board=board)
            at_once(
                partial(delete_post, post=post, by=moderators[0]),
                *(partial(pin, post, m) for m in moderators[1:]),
            )
            assert state_of(post) == State.DELETED
            assert not Notice.objects.filter(post=post).exists()

    def test_hidden_by_all_is_logged_once(self, board, moderators):
        post = PostFactory(board=board)
        at_once(*(partial(hide_post, post=post, by=m) for m in moderators))
        assert log_of(post) == ["Hidden."]

    def test_pinned_and_unpinned_at_once_is_one_or_the_other(self, board, moderators):
        post = PostFactory(board=board)
        at_once(
            *(partial(pin_notice, post=post, by=m) for m in moderators[:2]),
            *(partial(unpin_notice, post=post, by=m) for m in moderators[2:]),
        )
        assert Notice.objects.filter(post=post).count() <= 1
