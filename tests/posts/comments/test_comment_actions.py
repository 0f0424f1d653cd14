"""What happens to comments: published, edited, deleted, hidden; also by several at once."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from boards.members.models import Member
from boards.posts import signals
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.edit_comment import edit_comment
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.look_up_comment_author import look_up_comment_author
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.models import AnonymousNumber, Comment, Post
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.states import State
from boards.posts.trash.actions.purge import purge
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.posts.comments.talking import count_of, post_with_moderator

pytestmark = pytest.mark.django_db


def outcome(action, **arguments):
    """Call an action; return what it returns, or the code of its refusal."""
    try:
        return action(**arguments)
    except ValidationError as error:
        return error.code


@pytest.fixture
def heard():
    """Collect the signals of comments: their names and arguments."""
    events = []
    listeners = []
    for name in ("published", "edited", "deleted", "hidden", "shown"):
        signal = getattr(signals, f"comment_{name}")

        def listen(name=name, **arguments):
            events.append((name, arguments))

        signal.connect(listen, weak=False)
        listeners.append((signal, listen))
    yield events
    for signal, listen in listeners:
        signal.disconnect(listen)


class TestPublishing:
    def test_tells_who_was_mentioned(self, heard):
        other = MemberFactory(handle="mentioned")
        comment = CommentFactory(text="@mentioned 님, @nobody 도")
        assert heard == [
            ("published", {"signal": signals.comment_published, "sender": Comment,
                           "comment": comment, "mentioned": [other.pk]})
        ]  # fmt: skip

    def test_the_same_key_of_another_member_is_another_comment(self):
        post, key = PostFactory(), uuid.uuid4()
        first = CommentFactory(post=post, submission_key=key)
        second = CommentFactory(post=post, submission_key=key)
        assert first != second
        again = CommentFactory(post=post, author=first.author, submission_key=key, text=first.text)
        assert again == first

    def test_anonymity_needs_a_board_that_allows_it(self):
        with pytest.raises(ValidationError) as caught:
            CommentFactory(is_anonymous=True)
        assert "is_anonymous" in caught.value.error_dict

    def test_guests_and_inactive_members_are_refused(self):
        with pytest.raises(PermissionDenied):
            CommentFactory(author=MemberFactory(is_active=False))

    def test_strange_characters_are_stored_without_harm(self):
        comment = CommentFactory(text="가\x00나\ud800다\r\n라")
        comment.refresh_from_db()
        assert comment.text == "가나다\n라"

    @pytest.mark.django_db(transaction=True)
    def test_twenty_sendings_of_one_form_make_one_comment(self):
        post, author, key = PostFactory(), MemberFactory(), uuid.uuid4()
        comments = at_once(
            *[
                lambda: publish_comment(post=post, author=author, text="x", submission_key=key)
                for _ in range(20)
            ]
        )
        assert len({comment.pk for comment in comments}) == 1
        assert count_of(post) == 1

    @pytest.mark.django_db(transaction=True)
    def test_fifty_comments_at_once_are_counted(self):
        post = PostFactory()
        members = [MemberFactory() for _ in range(50)]
        at_once(*[lambda by=by: publish_comment(post=post, author=by, text="x") for by in members])
        assert count_of(post) == 50

    @pytest.mark.django_db(transaction=True)
    def test_a_post_that_is_being_deleted_takes_no_more_comments(self):
        for _ in range(5):
            post, member = PostFactory(), MemberFactory()
            at_once(
                partial(outcome, publish_comment, post=post, author=member, text="x"),
                partial(outcome, delete_post, post=post, by=None),
            )
            count_of(post)
            assert outcome(publish_comment, post=post, author=member, text="x") == "deleted"


class TestAliases:
    @pytest.fixture
    def board(self):
        return BoardFactory(allows_anonymous=True)

    def test_members_keep_their_number_under_one_post(self, board):
        post, first, second = PostFactory(board=board), MemberFactory(), MemberFactory()
        comments = [
            CommentFactory(post=post, author=author, is_anonymous=True)
            for author in (first, second, first)
        ]
        assert [comment.anonymous_number for comment in comments] == [1, 2, 1]
        other = CommentFactory(post=PostFactory(board=board), author=second, is_anonymous=True)
        assert other.anonymous_number == 1

    def test_the_anonymous_author_of_the_post_is_number_0(self, board):
        post = PostFactory(board=board, anonymous_number=0)
        assert (
            CommentFactory(post=post, author=post.author, is_anonymous=True).anonymous_number == 0
        )
        assert CommentFactory(post=post, is_anonymous=True).anonymous_number == 1

    def test_the_author_of_a_post_with_a_name_is_not_given_away_by_number_0(self, board):
        post = PostFactory(board=board)
        assert (
            CommentFactory(post=post, author=post.author, is_anonymous=True).anonymous_number == 1
        )

    def test_the_page_names_nobody_not_even_to_staff(self, board, client):
        comment = CommentFactory(
            post=PostFactory(board=board), author=MemberFactory(handle="shyperson"),
            is_anonymous=True,
        )  # fmt: skip
        for viewer in (MemberFactory(), AdminFactory()):
            client.force_login(viewer)
            page = client.get(comment.post.get_absolute_url()).content.decode()
            assert "shyperson" not in page and "shxxxxx" not in page

    @pytest.mark.django_db(transaction=True)
    def test_twenty_who_begin_at_once_get_twenty_numbers(self):
        post = PostFactory(board=BoardFactory(allows_anonymous=True))
        members = [MemberFactory() for _ in range(20)]
        comments = at_once(
            *[
                lambda by=by: publish_comment(post=post, author=by, text="x", is_anonymous=True)
                for by in members * 2
            ]
        )
        assert {comment.anonymous_number for comment in comments} == set(range(1, 21))
        assert AnonymousNumber.objects.filter(post=post).count() == 20

    def test_looking_the_author_up_is_for_staff_moderators_and_logged(self, board):
        comment = CommentFactory(post=PostFactory(board=board), is_anonymous=True)
        moderator = MemberFactory()
        board.moderators.add(moderator)
        moderator.refresh_from_db()
        for by in (MemberFactory(), MemberFactory(is_staff=True), comment.author):
            with pytest.raises(PermissionDenied):
                look_up_comment_author(comment=comment, by=by)
        assert look_up_comment_author(comment=comment, by=moderator) == comment.author
        assert LogEntry.objects.get().user == moderator


class TestEditing:
    def test_the_window_closes(self, settings):
        settings.COMMENT_EDIT_MINUTES = 30
        comment = CommentFactory()
        Comment.objects.update(posted_at=timezone.now() - timedelta(minutes=31))
        assert outcome(edit_comment, comment=comment, by=comment.author, text="x") == "too_late"
        Comment.objects.update(posted_at=timezone.now() - timedelta(minutes=29))
        edit_comment(comment=comment, by=comment.author, text="x")

    def test_the_same_text_is_no_edit(self, heard):
        comment = CommentFactory(text="그대로")
        edited = edit_comment(comment=comment, by=comment.author, text=" 그대로 ")
        assert edited.edited_at is None
        assert not comment.revisions.exists()
        assert [name for name, _ in heard] == ["published"]

    def test_tells_only_who_was_not_mentioned_before(self, heard):
        MemberFactory(handle="before")
        now = MemberFactory(handle="nowhere")
        comment = CommentFactory(text="@before")
        edit_comment(comment=comment, by=comment.author, text="@before @nowhere")
        name, arguments = heard[-1]
        assert (name, arguments["mentioned"]) == ("edited", [now.pk])

    @pytest.mark.django_db(transaction=True)
    def test_two_edits_at_once_keep_both_texts(self):
        comment = CommentFactory(text="처음")
        at_once(
            *[
                lambda text=text: edit_comment(comment=comment, by=comment.author, text=text)
                for text in ("하나", "둘")
            ]
        )
        comment.refresh_from_db()
        texts = [revision.text for revision in comment.revisions.all()] + [comment.text]
        assert sorted(texts) == sorted(["처음", "하나", "둘"])


class TestDeleting:
    def test_the_last_answer_takes_the_stubs_above_it_along(self):
        post = PostFactory()
        root = CommentFactory(post=post)
        middle = CommentFactory(post=post, parent=root)
        leaf = CommentFactory(post=post, parent=middle)
        for comment in (root, middle):
            delete_comment(comment=comment, by=comment.author)
        assert [c.state for c in Comment.objects.order_by("pk")] == [
            "deleted",
            "deleted",
            "published",
        ]
        assert count_of(post) == 1
        delete_comment(comment=leaf, by=leaf.author)
        assert {c.state for c in Comment.objects.all()} == {"removed"}
        assert count_of(post) == 0

    def test_a_purged_stub_keeps_neither_text_nor_versions_nor_recommends(self):
        comment = CommentFactory(text="비밀번호는 1234")
        edit_comment(comment=comment, by=comment.author, text="지움")
        CommentFactory(post=comment.post, parent=comment)
        delete_comment(comment=comment, by=comment.author)
        assert purge(trashed=comment.trashed)
        comment.refresh_from_db()
        assert (comment.text, comment.body, comment.recommends) == ("-", "", 0)
        assert not comment.revisions.exists()

    def test_a_moderators_deletion_is_logged_and_ones_own_is_not(self, heard):
        post, moderator = post_with_moderator()
        mine, theirs = CommentFactory(post=post), CommentFactory(post=post)
        delete_comment(comment=mine, by=mine.author)
        assert not LogEntry.objects.exists()
        delete_comment(comment=theirs, by=moderator)
        assert LogEntry.objects.get().user == moderator
        assert [name for name, _ in heard][-2:] == ["deleted", "deleted"]

    def test_a_hidden_comment_was_taken_from_the_count_before(self):
        comment = CommentFactory()
        hide_comment(comment=comment, by=None)
        delete_comment(comment=comment, by=None)
        assert count_of(comment.post) == 0

    @pytest.mark.django_db(transaction=True)
    def test_an_answer_and_a_deletion_at_once_leave_a_whole_tree(self):
        for _ in range(5):
            post, member = PostFactory(), MemberFactory()
            root = CommentFactory(post=post)
            at_once(
                partial(outcome, publish_comment, post=post, author=member, text="답", parent=root),
                partial(outcome, delete_comment, comment=root, by=root.author),
            )
            assert count_of(post) in (0, 1)
            for answer in Comment.objects.filter(post=post, parent__isnull=False):
                assert answer.parent.state == State.DELETED

    @pytest.mark.django_db(transaction=True)
    def test_two_deletions_at_once_count_once(self):
        post = PostFactory()
        root = CommentFactory(post=post)
        CommentFactory(post=post, parent=root)
        results = at_once(
            *[lambda: outcome(delete_comment, comment=root, by=root.author) for _ in range(4)]
        )
        assert results.count("deleted") == 3
        assert count_of(post) == 1


class TestHiding:
    def test_twice_changes_nothing(self, heard):
        post, moderator = post_with_moderator()
        comment = CommentFactory(post=post)
        for _ in range(2):
            hide_comment(comment=comment, by=moderator, reason="광고")
            assert count_of(post) == 0
        for _ in range(2):
            unhide_comment(comment=comment, by=moderator)
            assert count_of(post) == 1
        assert [name for name, _ in heard] == ["published", "hidden", "shown"]
        messages = [entry.change_message for entry in LogEntry.objects.order_by("pk")]
        assert len(messages) == 2 and messages[0].endswith("광고")

    def test_strangers_may_not(self):
        comment = CommentFactory()
        for action in (hide_comment, unhide_comment):
            with pytest.raises(PermissionDenied):
                action(comment=comment, by=comment.author)

    def test_an_author_who_left_leaves_comments_behind(self, client):
        comment = CommentFactory(text="남은 말")
        Member.objects.filter(pk=comment.author_id).delete()
        page = client.get(comment.post.get_absolute_url()).content.decode()
        assert "남은 말" in page
        assert Post.objects.get(pk=comment.post_id).comment_count == 1
