"""What the log says that was done is undone by one press, as long as nobody changed it since."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import ModerationEntry
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from boards.moderation.sanctions.actions.sanction_member import sanction_member
from boards.moderation.sanctions.giving import Terms
from boards.moderation.undoing.actions.undo_entry import undo_entry
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.edit_comment_as_moderator import edit_comment_as_moderator
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.merge_comments import merge_comments
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.comments.merging import go_on
from boards.posts.models import Comment, Notice, Post, Trashed
from boards.posts.moderation.actions.change_category import change_category
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.lock_comments import lock_comments, unlock_comments
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.states import State
from boards.posts.trash.actions.restore_post import restore_post
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.posts.writing.actions.edit_as_moderator import edit_as_moderator
from boards.sanctions.models import Sanction, SanctionKind
from tests.concurrency import at_once
from tests.factories import (
    BoardFactory,
    CategoryFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db
LOG = "/moderation/log/"


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def board(moderator):
    return BoardFactory(slug="free", moderators=[moderator])


@pytest.fixture
def other_board(moderator):
    return BoardFactory(slug="other", moderators=[moderator])


@pytest.fixture
def post(board):
    return PostFactory(board=board, title="처음", body="<p>처음 글</p>")


def latest() -> ModerationEntry:
    return ModerationEntry.objects.latest("pk")


def undone(moderator) -> None:
    undo_entry(entry=latest(), by=moderator)


def refused(moderator, entry=None) -> str:
    with pytest.raises(ValidationError) as error:
        undo_entry(entry=entry or latest(), by=moderator)
    return error.value.code


class TestOfAPost:
    def test_hiding_shows_it_again_and_is_logged(self, post, moderator):
        hide_post(post=post, by=moderator)
        undone(moderator)
        post.refresh_from_db()
        assert post.is_published
        assert (latest().verb, latest().by) == ("unhide", moderator)

    def test_showing_hides_it_again(self, post, moderator):
        unhide_post(post=hide_post(post=post, by=moderator), by=moderator)
        undone(moderator)
        post.refresh_from_db()
        assert post.state == State.HIDDEN

    def test_hiding_by_reports_can_be_undone(self, post, moderator):
        hide_post(post=post, by=None)
        undone(moderator)
        assert Post.objects.get(pk=post.pk).is_published

    def test_deleting_restores_it_from_the_trash(self, post, moderator):
        delete_post(post=post, by=moderator)
        undone(moderator)
        assert Post.objects.get(pk=post.pk).is_published

    def test_locking_and_unlocking(self, post, moderator):
        lock_comments(post=post, by=moderator)
        undone(moderator)
        assert not Post.objects.get(pk=post.pk).comments_locked
        undone(moderator)
        assert Post.objects.get(pk=post.pk).comments_locked

    def test_moving_brings_it_back_with_its_category(self, post, board, other_board, moderator):
        category = CategoryFactory(board=board)
        change_category(post=post, by=moderator, category=category)
        move_post(post=post, by=moderator, board=other_board, category=None)
        undone(moderator)
        post = Post.objects.get(pk=post.pk)
        assert (post.board, post.category) == (board, category)

    def test_changing_the_category_gives_the_earlier_one(self, post, board, moderator):
        first, second = CategoryFactory(board=board), CategoryFactory(board=board)
        change_category(post=post, by=moderator, category=first)
        change_category(post=post, by=moderator, category=second)
        undone(moderator)
        assert Post.objects.get(pk=post.pk).category == first

    def test_pinning_and_unpinning_with_its_place(self, post, moderator):
        ends_at = timezone.now() + timedelta(days=3)
        pin_notice(post=post, by=moderator, position=7, ends_at=ends_at, must_read=True)
        unpin_notice(post=post, by=moderator)
        undone(moderator)
        notice = Notice.objects.get(post=post)
        assert (notice.position, notice.ends_at, notice.must_read) == (7, ends_at, True)
        undone(moderator)
        assert not Notice.objects.exists()

    def test_an_edit_by_a_moderator_gives_the_text_back(self, post, moderator):
        edit_as_moderator(post=post, by=moderator, title="바뀜", body="<p>바뀐 글</p>")
        undone(moderator)
        post = Post.objects.get(pk=post.pk)
        assert (post.title, post.body) == ("처음", "<p>처음 글</p>")

    def test_moving_comments_brings_them_back(self, post, board, moderator):
        comment = CommentFactory(post=post)
        merge = merge_comments(source=post, target=PostFactory(board=board), by=moderator)
        while go_on(merge.pk):
            pass
        entry = ModerationEntry.objects.get(verb="merge_comments")
        undo_entry(entry=entry, by=moderator)
        while go_on(merge.pk):
            pass
        assert Comment.objects.get(pk=comment.pk).post == post
        assert Post.objects.get(pk=post.pk).is_published
        assert refused(moderator, entry) == "changed"


class TestOfAComment:
    def test_hiding_and_showing(self, post, moderator):
        comment = CommentFactory(post=post)
        hide_comment(comment=comment, by=moderator)
        undone(moderator)
        assert Comment.objects.get(pk=comment.pk).is_published
        unhide_comment(comment=hide_comment(comment=comment, by=moderator), by=moderator)
        undone(moderator)
        assert Comment.objects.get(pk=comment.pk).state == State.HIDDEN

    def test_deleting_restores_it(self, post, moderator):
        comment = CommentFactory(post=post)
        delete_comment(comment=comment, by=moderator)
        undone(moderator)
        assert Comment.objects.get(pk=comment.pk).is_published

    def test_an_edit_by_a_moderator_gives_the_text_back(self, post, moderator):
        comment = CommentFactory(post=post, text="처음 댓글")
        edit_comment_as_moderator(comment=comment, by=moderator, text="바뀐 댓글")
        undone(moderator)
        assert Comment.objects.get(pk=comment.pk).text == "처음 댓글"


class TestOfASanction:
    def give(self, board, moderator, member=None):
        terms = Terms(reason="광고", board=board, ends_at=timezone.now() + timedelta(days=1))
        member = member or MemberFactory()
        return sanction_member(SanctionKind.SILENCE, member=member, by=moderator, terms=terms)

    def test_lifts_that_one_and_no_other(self, board, other_board, moderator):
        sanction = self.give(board, moderator)
        entry = latest()
        other = self.give(other_board, moderator, sanction.member)
        undo_entry(entry=entry, by=moderator)
        sanction, other = (Sanction.objects.get(pk=each.pk) for each in (sanction, other))
        assert sanction.is_over()
        assert not other.is_over()

    def test_is_refused_where_it_was_lifted(self, board, moderator):
        sanction = self.give(board, moderator)
        entry = latest()
        lift_sanction(sanction=sanction, by=moderator)
        assert refused(moderator, entry) == "conflict"


class TestWhatOthersDidSince:
    def test_is_not_overwritten(self, post, moderator):
        hide_post(post=post, by=moderator)
        entry = latest()
        unhide_post(post=post, by=moderator)
        hide_post(post=post, by=moderator, reason="다른 이유")
        assert refused(moderator, entry) == "changed"
        assert Post.objects.get(pk=post.pk).state == State.HIDDEN

    def test_of_another_aspect_does_not_matter(self, post, moderator):
        hide_post(post=post, by=moderator)
        entry = latest()
        lock_comments(post=post, by=moderator)
        undo_entry(entry=entry, by=moderator)
        assert Post.objects.get(pk=post.pk).is_published

    def test_by_its_author_is_told_too(self, post, moderator):
        edit_as_moderator(post=post, by=moderator, title="바뀜", body=post.body)
        Post.objects.get(pk=post.pk).revisions.all().delete()
        assert refused(moderator) == "changed"

    def test_of_a_post_that_is_gone_is_told(self, post, moderator):
        hide_post(post=post, by=moderator)
        entry = latest()
        Post.objects.filter(pk=post.pk).update(state=State.DELETED)
        assert refused(moderator, entry) == "changed"

    def test_leaves_what_has_no_opposite(self, post, moderator):
        delete_post(post=post, by=moderator)
        undone(moderator)
        assert refused(moderator) == "final"  # the restoring


def test_is_for_who_may_do_the_opposite(post, moderator, other_board):
    move_post(post=post, by=moderator, board=other_board)
    stranger = MemberFactory()
    other_board.moderators.add(stranger)
    with pytest.raises(PermissionDenied):
        undo_entry(entry=latest(), by=stranger)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_undoes_it(post, moderator):
    lock_comments(post=post, by=moderator)
    entry = latest()

    def undo() -> bool:
        try:
            undo_entry(entry=entry, by=moderator)
        except ValidationError:
            return False
        return True

    assert sorted(at_once(undo, undo)) == [False, True]
    assert not Post.objects.get(pk=post.pk).comments_locked


class TestTheLog:
    def buttons(self, client, viewer) -> int:
        client.force_login(viewer)
        page = client.get(LOG)
        return sum(line.can_be_undone for line in page.context["lines"])

    def test_offers_what_can_be_undone_and_nothing_else(self, client, post, moderator):
        hide_post(post=post, by=moderator)
        unhide_post(post=post, by=moderator)
        lock_comments(post=post, by=moderator)
        unlock_comments(post=post, by=moderator)
        assert self.buttons(client, moderator) == 2  # the showing and the unlocking

    def test_offers_nothing_to_who_is_not_there_for_it(self, client, post, board, moderator):
        hide_post(post=post, by=moderator)
        sanctioning = MemberFactory()
        board.moderators.add(sanctioning, through_defaults={"content": False})
        assert self.buttons(client, sanctioning) == 0

    def test_does_not_offer_a_sanction_that_is_lifted(self, client, board, moderator):
        sanction = TestOfASanction().give(board, moderator)
        assert self.buttons(client, moderator) == 1
        lift_sanction(sanction=sanction, by=moderator)
        assert self.buttons(client, moderator) == 0

    def test_does_not_offer_what_its_author_deleted_since(self, client, post, board, moderator):
        unhide_post(post=hide_post(post=post, by=moderator), by=moderator)
        lock_comments(post=post, by=moderator)
        change_category(post=post, by=moderator, category=CategoryFactory(board=board))
        edit_as_moderator(post=post, by=moderator, title="바뀜", body=post.body)
        assert self.buttons(client, moderator) == 4
        delete_own_post(post=post, by=post.author)
        assert self.buttons(client, moderator) == 0

    def test_offers_it_again_when_its_author_restored_it(self, client, post, moderator):
        lock_comments(post=post, by=moderator)
        delete_own_post(post=post, by=post.author)
        restore_post(post=post, by=post.author)
        assert self.buttons(client, moderator) == 1
        undone(moderator)
        assert not Post.objects.get(pk=post.pk).comments_locked

    def test_does_not_offer_a_comment_that_is_gone_or_whose_post_is(self, client, post, moderator):
        first, second = (CommentFactory(post=post) for _time in range(2))
        for comment in (first, second):
            unhide_comment(comment=hide_comment(comment=comment, by=moderator), by=moderator)
        assert self.buttons(client, moderator) == 2
        delete_comment(comment=first, by=first.author)
        assert self.buttons(client, moderator) == 1
        delete_own_post(post=post, by=post.author)
        assert self.buttons(client, moderator) == 0

    def test_offers_to_restore_only_what_is_in_the_trash(self, client, post, board, moderator):
        comment, other = CommentFactory(post=post), PostFactory(board=board)
        delete_comment(comment=comment, by=moderator)
        delete_post(post=other, by=moderator)
        assert self.buttons(client, moderator) == 2
        Trashed.objects.filter(post=other).update(is_purging=True)
        assert self.buttons(client, moderator) == 1
        delete_own_post(post=post, by=post.author)
        assert self.buttons(client, moderator) == 0

    def test_does_not_offer_to_move_comments_back_from_what_is_deleted(
        self, client, post, board, moderator
    ):
        target = PostFactory(board=board)
        CommentFactory(post=post)
        merge = merge_comments(source=post, target=target, by=moderator)
        while go_on(merge.pk):
            pass
        assert self.buttons(client, moderator) == 1
        delete_own_post(post=target, by=target.author)
        assert self.buttons(client, moderator) == 0

    def test_reads_the_lines_about_what_has_no_number(self, client, post, moderator):
        write_entry(kind="upload", target_id=uuid4(), by=moderator, verb="hide", board=post.board)
        assert self.buttons(client, moderator) == 0

    def test_undoes_by_one_press_and_comes_back(self, client, post, moderator):
        hide_post(post=post, by=moderator)
        client.force_login(moderator)
        path = reverse("moderation:undo-entry", args=[latest().pk])
        answer = client.post(path, {"next": f"{LOG}?board=free"}, headers={"accept-language": "en"})
        assert answer.url == f"{LOG}?board=free"
        assert "Undone." in client.get(answer.url).content.decode()
        assert Post.objects.get(pk=post.pk).is_published

    def test_tells_what_was_changed_since(self, client, post, moderator):
        hide_post(post=post, by=moderator)
        path = reverse("moderation:undo-entry", args=[latest().pk])
        unhide_post(post=post, by=moderator)
        client.force_login(moderator)
        answer = client.post(path, follow=True, headers={"accept-language": "en"})
        assert "It was changed since" in answer.content.decode()

    def test_is_not_there_for_who_does_not_read_the_line(self, client, post, moderator):
        hide_post(post=post, by=moderator)
        stranger = MemberFactory()
        BoardFactory(moderators=[stranger])
        client.force_login(stranger)
        path = reverse("moderation:undo-entry", args=[latest().pk])
        assert client.post(path).status_code == 404

    def test_shows_nothing_of_what_is_there_to_undo_it(self, client, post, board, moderator):
        change_category(post=post, by=moderator, category=CategoryFactory(board=board))
        client.force_login(moderator)
        assert "_category:" not in client.get(LOG).content.decode()
