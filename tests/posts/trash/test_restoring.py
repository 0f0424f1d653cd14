"""Taking posts and comments back out of the trash."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Board
from boards.moderation.actions.appeal_decision import appeal_decision
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.models import Appeal, ModerationEntry, Outcome
from boards.moderation.takedowns.actions.decide_takedown import decide_takedown
from boards.moderation.takedowns.models import Result
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.models import Notice, Post, PostCounts, Trashed
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.states import State
from boards.posts.trash.actions.restore_comment import restore_comment
from boards.posts.trash.actions.restore_post import restore_post
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.search.models import SearchDocument
from tests.concurrency import at_once
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    NoticeFactory,
    PostFactory,
    UploadFactory,
)
from tests.moderation.people import case_of, decide, report
from tests.moderation.takedowns.requests import filed

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def post(moderator):
    return PostFactory(board=BoardFactory(moderators=[moderator]))


def state_of(row) -> str:
    row.refresh_from_db()
    return row.state


def count_of(post) -> int:
    return PostCounts.objects.get(post=post).comments


class TestPosts:
    def test_come_back_with_comments_files_and_their_place_in_the_search(self, post, moderator):
        comment = CommentFactory(post=post)
        UploadFactory(post=post, owner=post.author)
        delete_post(post=post, by=moderator)
        assert not SearchDocument.objects.filter(post=post).exists()
        restore_post(post=post, by=moderator, reason="실수")
        assert state_of(post) == State.PUBLISHED
        assert state_of(comment) == State.PUBLISHED
        assert post.uploads.count() == 1
        assert SearchDocument.objects.filter(post=post).exists()
        assert not Trashed.objects.exists()
        call_command("reconcile_counts")
        call_command("reconcile_lists")

    @pytest.mark.parametrize("state", [State.HIDDEN, State.WAITING, State.REFUSED])
    def test_come_back_in_the_state_that_they_had(self, post, moderator, state):
        Post.objects.filter(pk=post.pk).update(state=state)
        delete_post(post=post, by=moderator)
        restore_post(post=post, by=moderator)
        assert state_of(post) == state

    def test_are_no_notices_any_more(self, post, moderator):
        NoticeFactory(post=post)
        delete_post(post=post, by=moderator)
        restore_post(post=post, by=moderator)
        assert not Notice.objects.exists()

    def test_restoring_is_logged_and_the_author_is_told(self, post, moderator):
        delete_post(post=post, by=moderator)
        restore_post(post=post, by=moderator, reason="잘못 눌렀어요")
        entry = ModerationEntry.objects.latest("pk")
        assert (entry.verb, entry.reason, entry.by) == ("restore", "잘못 눌렀어요", moderator)

    def test_deleted_by_a_moderator_are_not_for_their_author_to_restore(self, post, moderator):
        delete_post(post=post, by=moderator)
        foreign = MemberFactory()
        BoardFactory(moderators=[foreign])
        for by in (post.author, MemberFactory(), foreign):
            with pytest.raises(PermissionDenied):
                restore_post(post=post, by=by)
        assert state_of(post) == State.DELETED

    def test_deleted_by_their_author_are_for_the_author_alone(self, post, moderator):
        delete_own_post(post=post, by=post.author)
        for by in (moderator, AdminFactory(), MemberFactory()):
            with pytest.raises(PermissionDenied):
                restore_post(post=post, by=by)
        restore_post(post=post, by=post.author)
        assert state_of(post) == State.PUBLISHED
        assert not ModerationEntry.objects.filter(verb="restore").exists()

    def test_authors_restore_nothing_where_they_may_not_write(self, post):
        delete_own_post(post=post, by=post.author)
        Board.objects.filter(pk=post.board_id).update(is_archived=True)
        with pytest.raises(ValidationError, match="archived"):
            restore_post(post=post, by=post.author)
        assert state_of(post) == State.DELETED

    def test_moderators_restore_on_an_archived_board(self, post, moderator):
        delete_post(post=post, by=moderator)
        Board.objects.filter(pk=post.board_id).update(is_archived=True)
        restore_post(post=post, by=moderator)
        assert state_of(post) == State.PUBLISHED

    def test_cannot_be_restored_twice(self, post, moderator):
        delete_post(post=post, by=moderator)
        restore_post(post=post, by=moderator)
        with pytest.raises(ValidationError) as refused:
            restore_post(post=post, by=moderator)
        assert refused.value.code == "not_in_trash"

    def test_of_ones_own_that_a_decision_deleted_are_for_others(self, moderator):
        board = BoardFactory(moderators=[moderator, other := MemberFactory()])
        post = PostFactory(board=board, author=moderator)
        report(post)
        decide(post, other, Outcome.DELETE)
        with pytest.raises(ValidationError) as refused:
            restore_post(post=post, by=moderator)
        assert refused.value.code == "own"
        restore_post(post=post, by=other)
        assert state_of(post) == State.PUBLISHED

    @pytest.mark.django_db(transaction=True)
    def test_two_at_once_restore_once(self, post, moderator):
        delete_post(post=post, by=moderator)

        def restore():
            try:
                return restore_post(post=post, by=moderator)
            except ValidationError as error:
                return error

        results = at_once(restore, restore)
        assert sum(isinstance(result, Post) for result in results) == 1
        assert ModerationEntry.objects.filter(verb="restore").count() == 1


class TestTakenDown:
    def test_in_the_trash_comes_back_hidden_and_stays_so(self, post, moderator):
        request = filed("other", post)
        delete_post(post=post, by=moderator)
        decide_takedown(request=request, by=AdminFactory(), result=Result.REMOVED)
        restore_post(post=post, by=moderator)
        assert state_of(post) == State.HIDDEN
        with pytest.raises(ValidationError, match="takedown"):
            unhide_post(post=post, by=moderator)

    def test_before_it_was_deleted_comes_back_hidden(self, post, moderator):
        decide_takedown(request=filed("other", post), by=AdminFactory(), result=Result.REMOVED)
        delete_post(post=post, by=moderator)
        restore_post(post=post, by=moderator)
        assert state_of(post) == State.HIDDEN


class TestAppeals:
    def test_an_appeal_brings_back_what_a_decision_deleted(self, post, moderator):
        report(post)
        decision = decide(post, moderator, Outcome.DELETE)
        appeal_decision(decision=decision, by=post.author, text="규칙을 지켰어요")
        decide_appeal(case=case_of(post), by=AdminFactory(), result=Appeal.Result.REVERSED)
        assert state_of(post) == State.PUBLISHED

    def test_nothing_is_appealed_that_the_author_deleted(self, post, moderator):
        report(post)
        decision = decide(post, moderator, Outcome.HIDE)
        unhide_post(post=post, by=moderator)
        delete_own_post(post=post, by=post.author)
        with pytest.raises(ValidationError) as refused:
            appeal_decision(decision=decision, by=post.author, text="규칙을 지켰어요")
        assert refused.value.code == "deleted"


class TestComments:
    def test_come_back_to_their_place_with_text_and_count(self, post, moderator):
        root = CommentFactory(post=post, text="첫 댓글")
        reply = CommentFactory(post=post, parent=root)
        for comment in (root, reply):
            delete_comment(comment=comment, by=moderator)
        assert {state_of(root), state_of(reply)} == {State.REMOVED}
        restore_comment(comment=reply, by=moderator)
        assert (state_of(root), state_of(reply)) == (State.DELETED, State.PUBLISHED)
        assert count_of(post) == 1
        restore_comment(comment=root, by=moderator)
        assert (state_of(root), root.text) == (State.PUBLISHED, "첫 댓글")
        call_command("reconcile_counts")

    def test_that_were_hidden_are_hidden_again(self, post, moderator):
        comment = CommentFactory(post=post)
        hide_comment(comment=comment, by=moderator)
        delete_comment(comment=comment, by=moderator)
        restore_comment(comment=comment, by=moderator)
        assert state_of(comment) == State.HIDDEN
        assert count_of(post) == 0

    def test_wait_for_their_post(self, post, moderator):
        comment = CommentFactory(post=post)
        delete_comment(comment=comment, by=moderator)
        delete_post(post=post, by=moderator)
        with pytest.raises(ValidationError) as refused:
            restore_comment(comment=comment, by=moderator)
        assert refused.value.code == "deleted"

    def test_follow_their_post_to_its_new_moderators(self, post, moderator):
        comment = CommentFactory(post=post)
        delete_comment(comment=comment, by=moderator)
        elsewhere = BoardFactory(moderators=[moderator])
        move_post(post=post, by=moderator, board=elsewhere)
        assert comment.trashed.board == elsewhere

    def test_removed_ones_take_no_place_on_the_page(self, client, post, moderator):
        comment = CommentFactory(post=post, text="사라질 댓글")
        delete_comment(comment=comment, by=comment.author)
        for viewer in (None, moderator, comment.author):
            if viewer:
                client.force_login(viewer)
            page = client.get(post.get_absolute_url()).content.decode()
            assert "사라질 댓글" not in page
            assert f'id="comment-{comment.pk}"' not in page
            assert client.get(comment.get_absolute_url()).status_code == 410

    @pytest.mark.django_db(transaction=True)
    def test_restored_and_deleted_at_once_are_counted_right(self, post, moderator):
        first, second = CommentFactory(post=post), CommentFactory(post=post)
        delete_comment(comment=first, by=moderator)
        at_once(
            partial(restore_comment, comment=first, by=moderator),
            partial(delete_comment, comment=second, by=moderator),
        )
        assert count_of(post) == 1
        call_command("reconcile_counts")


class TestPages:
    def test_show_moderators_what_was_deleted_on_their_boards(self, client, post, moderator):
        other = PostFactory(title="남의 게시판 글")
        for each in (post, other):
            delete_post(post=each, by=None)
        client.force_login(moderator)
        page = client.get("/moderation/trash/").content.decode()
        assert post.title in page
        assert other.title not in page

    def test_show_moderators_no_word_of_what_members_deleted(self, client, post, moderator):
        delete_own_post(post=post, by=post.author)
        client.force_login(moderator)
        assert post.title not in client.get("/moderation/trash/").content.decode()
        page = client.get("/moderation/trash/?who=own").content.decode()
        assert post.title not in page
        assert "작년 소득" not in page
        assert str(post.board) in page

    def test_a_refused_restore_gives_the_reason_back(self, client, post, moderator):
        comment = CommentFactory(post=post)
        delete_comment(comment=comment, by=moderator)
        trashed = comment.trashed
        delete_post(post=post, by=moderator)
        client.force_login(moderator)
        path = f"/moderation/trash/{trashed.pk}/restore/"
        response = client.post(path, {"reason": "다시 보니 괜찮아요"})
        assert response.status_code == 410
        assert "다시 보니 괜찮아요" in response.content.decode()
        response = client.post(path, {"reason": "길" * 1000})
        assert response.status_code == 422

    def test_members_restore_their_own(self, client, post):
        delete_own_post(post=post, by=post.author)
        client.force_login(post.author)
        assert post.title in client.get("/trash/").content.decode()
        client.post(f"/trash/{post.trashed.get().pk}/restore/")
        assert state_of(post) == State.PUBLISHED

    def test_cost_the_same_however_much_there_is(
        self, client, moderator, django_assert_num_queries
    ):
        board = BoardFactory(moderators=[moderator])

        def fill(number):
            for _ in range(number):
                post = PostFactory(board=board)
                comment = CommentFactory(post=post)
                delete_comment(comment=comment, by=moderator)
                delete_post(post=post, by=moderator)

        fill(1)
        client.force_login(moderator)
        client.get("/moderation/trash/")
        with CaptureQueriesContext(connection) as few:
            client.get("/moderation/trash/")
        fill(4)
        with django_assert_num_queries(len(few)):
            client.get("/moderation/trash/")
