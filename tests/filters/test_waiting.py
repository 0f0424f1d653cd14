"""What waits is seen by its writer and the moderators alone, until one of them decides."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.filters.actions.approve import approve
from boards.filters.actions.refuse import refuse
from boards.filters.models import Waiting
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.edit_comment import edit_comment
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.models import Comment, Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.reconciling import check_posts
from boards.posts.states import State
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.posts.writing.actions.publish_post import publish_post
from boards.search.querying.finding import find
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.filters.writing import KOREAN, page
from tests.posts.trash.purging import purge_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("watched")]

TITLE = "보류될 제목입니다"


@pytest.fixture
def post(board):
    return publish_post(
        board=board, author=MemberFactory(), title=TITLE, body="<p>내용</p>", tags=["꼬리표"]
    )


@pytest.fixture
def comment(board):
    return publish_comment(
        post=PostFactory(board=board), author=MemberFactory(), text="보류될 댓글"
    )


def status(path: str, viewer=None) -> int:
    client = Client(headers=KOREAN)
    if viewer is not None:
        client.force_login(viewer)
    return client.get(path).status_code


class TestAPostThatWaits:
    def test_is_there_for_its_writer_and_the_moderators_alone(self, post, moderator):
        path = post.get_absolute_url()
        assert status(path) == status(path, MemberFactory()) == 404
        assert status(path, post.author) == status(path, moderator) == 200
        assert "운영자 확인을 기다리고 있습니다" in page(path, post.author)

    def test_stands_nowhere_else(self, post, board):
        PostFactory(board=board, title="다른 글")
        for path in (
            "/", "/all/", board.get_absolute_url(), "/feed.atom",
            f"{board.get_absolute_url()}feed.atom",
            "/sitemap.xml", f"/search/?q={TITLE}", f"/members/{post.author.pk}/",
            f"/tags/{post.tags.get().slug}/",
        ):  # fmt: skip
            for viewer in (None, MemberFactory(), post.author):
                body = page(path, viewer).replace(f'value="{TITLE}"', "")
                assert f"/posts/{post.pk}/" not in body, path
        assert not find(None, "보류될").results

    def test_may_be_deleted_by_its_writer_and_not_be_changed(self, post):
        assert status(f"/posts/{post.pk}/edit/", post.author) == 403
        delete_own_post(post=post, by=post.author)
        assert not Waiting.objects.undecided().exists()

    def test_is_not_shown_by_the_button_that_shows_hidden_posts(self, post, moderator):
        with pytest.raises(ValidationError):
            unhide_post(post=post, by=moderator)

    def test_tells_its_writer_at_once(self, client, board):
        member = MemberFactory()
        client.force_login(member)
        typed = {"title": TITLE, "body": "내용입니다", "format": "plain"}
        response = client.post(f"/boards/{board.slug}/write/", typed, headers=KOREAN, follow=True)
        assert "운영자 확인을 기다리고 있습니다" in response.content.decode()


class TestACommentThatWaits:
    def test_is_there_for_its_writer_and_the_moderators_alone(self, comment, moderator):
        path = comment.post.get_absolute_url()
        for viewer in (None, MemberFactory(), comment.post.author):
            assert "보류될 댓글" not in (seen := page(path, viewer))
            assert f"comment-{comment.pk}" not in seen
        for viewer in (comment.author, moderator):
            assert "보류될 댓글" in page(path, viewer)
        assert "운영자 확인을 기다리고 있습니다" in page(path, comment.author)

    def test_has_no_address_for_others(self, comment, moderator):
        path = comment.get_absolute_url()
        assert status(path) == status(path, MemberFactory()) == 404
        assert status(path, comment.author) == status(path, moderator) == 302

    def test_is_on_the_page_among_others_and_moves_nobody(self, comment):
        for _ in range(60):
            CommentFactory(post=comment.post)
        last = Comment.objects.latest("pk")
        assert (
            Client()
            .get(last.get_absolute_url())
            .url.startswith(f"{comment.post.get_absolute_url()}?comments=2")
        )
        assert (
            page(f"{comment.post.get_absolute_url()}?comments=2").count('class="comment comment--')
            == 10
        )

    def test_in_an_edited_comment_leaves_its_replies(self, board):
        first = CommentFactory(post=PostFactory(board=board), text="첫 댓글")
        reply = CommentFactory(post=first.post, parent=first, text="답글이에요")
        edit_comment(comment=first, by=first.author, text="보류될 첫 댓글")
        seen = page(first.post.get_absolute_url())
        assert "답글이에요" in seen and "보류될" not in seen and f"comment-{reply.pk}" in seen

    def test_may_be_deleted_by_its_writer(self, comment):
        delete_comment(comment=comment, by=comment.author)
        assert Comment.objects.get().state == State.REMOVED
        assert not Waiting.objects.undecided().exists()

    def test_is_forgotten_with_the_words_that_were_found(self, comment):
        Comment.objects.filter(pk=comment.pk).update(state=State.PUBLISHED)
        CommentFactory(post=comment.post, parent=comment)
        delete_comment(comment=comment, by=comment.author)
        purge_now()
        assert Comment.objects.filter(pk=comment.pk).exists()  # its place stays, for the reply
        assert not Waiting.objects.exists()

    def test_is_not_shown_by_the_button_that_shows_hidden_ones(self, comment, moderator):
        with pytest.raises(ValidationError):
            unhide_comment(comment=comment, by=moderator)


class TestApproving:
    def test_publishes_with_all_that_follows(self, post, moderator, board):
        before = timezone.now()
        approve(row=Waiting.objects.get(), by=moderator)
        post.refresh_from_db()
        assert post.state == State.PUBLISHED and post.posted_at >= before
        assert f"/posts/{post.pk}/" in page(board.get_absolute_url())
        assert [result.post.pk for result in find(None, "보류될").results] == [post.pk]
        assert f"/posts/{post.pk}/" in page(f"/tags/{post.tags.get().slug}/")

    def test_counts_a_comment(self, comment, moderator):
        approve(row=Waiting.objects.get(), by=moderator)
        assert Post.objects.with_article_details().get(pk=comment.post_id).comment_count == 1
        assert "보류될 댓글" in page(comment.post.get_absolute_url())
        assert all(not step.wrong for step in check_posts())

    def test_is_for_the_boards_moderators(self, post):
        other = MemberFactory()
        BoardFactory(moderators=[other])
        for stranger in (other, post.author, MemberFactory(is_staff=True)):
            with pytest.raises(PermissionDenied):
                approve(row=Waiting.objects.get(), by=stranger)
        approve(row=Waiting.objects.get(), by=AdminFactory())

    def test_leaves_an_edited_post_in_its_place(self, moderator, board):
        post = PostFactory(board=board)
        posted_at = post.posted_at
        Post.objects.filter(pk=post.pk).update(state=State.WAITING)
        approve(row=Waiting.objects.create(post=post, is_edit=True), by=moderator)
        post.refresh_from_db()
        assert (post.state, post.posted_at) == (State.PUBLISHED, posted_at)

    def test_of_what_was_deleted_meanwhile_says_so(self, post, moderator):
        row = Waiting.objects.get()
        delete_own_post(post=post, by=post.author)
        with pytest.raises(ValidationError):
            approve(row=row, by=moderator)

    def test_of_what_was_deleted_meanwhile_says_so_on_the_page(self, post, moderator, client):
        path = reverse("filters:approve", args=[Waiting.objects.get().pk])
        delete_own_post(post=post, by=post.author)
        client.force_login(moderator)
        response = client.post(path, headers=KOREAN, follow=True)
        assert response.status_code == 200 and "지워졌습니다" in response.content.decode()


class TestRefusing:
    def test_tells_the_writer_why_on_the_page(self, post, moderator):
        refuse(row=Waiting.objects.get(), by=moderator, reason="광고 글이에요")
        path = post.get_absolute_url()
        assert "광고 글이에요" in page(path, post.author)
        assert status(path) == status(path, MemberFactory()) == 404
        assert "광고 글이에요" in page("/waiting/", post.author)

    def test_of_a_comment_leads_its_writer_to_the_reason(self, comment, moderator):
        refuse(row=Waiting.objects.get(), by=moderator, reason="욕설")
        assert 'href="/waiting/"' in page(comment.post.get_absolute_url(), comment.author)
        assert "욕설" in page("/waiting/", comment.author)
        assert "보류될" not in page("/waiting/", MemberFactory())

    def test_can_be_undone_by_showing_it(self, comment, moderator):
        refuse(row=Waiting.objects.get(), by=moderator, reason="욕설")
        unhide_comment(comment=comment, by=moderator)
        assert Post.objects.with_article_details().get(pk=comment.post_id).comment_count == 1

    @pytest.mark.parametrize("reason", ["", "  \u200b ", "가" * 301])
    def test_takes_a_reason_of_some_words(self, post, moderator, reason):
        with pytest.raises(ValidationError) as refused:
            refuse(row=Waiting.objects.get(), by=moderator, reason=reason)
        assert refused.value.code == "reason"
        assert Post.objects.get().state == State.WAITING


class TestTheSecondModerator:
    def test_is_told_who_was_first(self, post, moderator, client):
        row, second = Waiting.objects.get(), AdminFactory()
        approve(row=row, by=moderator)
        with pytest.raises(ValidationError) as late:
            refuse(row=row, by=second, reason="광고")
        assert moderator.handle in late.value.messages[0]
        client.force_login(second)
        path = reverse("filters:refuse", args=[row.pk])
        response = client.post(path, {"preset": "광고"}, headers=KOREAN, follow=True)
        assert "이미 승인했습니다" in response.content.decode()
        assert Post.objects.get().state == State.PUBLISHED

    def test_is_told_who_hid_the_post_that_waited(self, post, moderator):
        hide_post(post=post, by=moderator)
        row = Waiting.objects.get()
        with pytest.raises(ValidationError) as late:
            approve(row=row, by=AdminFactory())
        assert row.decided_by == moderator
        assert moderator.handle in late.value.messages[0]

    def test_is_told_who_hid_the_comment_that_waited(self, comment, moderator):
        hide_comment(comment=comment, by=moderator)
        with pytest.raises(ValidationError) as late:
            approve(row=Waiting.objects.get(), by=AdminFactory())
        assert moderator.handle in late.value.messages[0]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_decide_once(watched):
    moderator, second = MemberFactory(), MemberFactory()
    board = BoardFactory(moderators=[moderator, second])
    post = publish_post(board=board, author=MemberFactory(), title=TITLE, body="<p>내용</p>")
    row = Waiting.objects.get()

    def attempt(act) -> str:
        try:
            act()
        except ValidationError:
            return "late"
        return "done"

    results = at_once(
        lambda: attempt(lambda: approve(row=Waiting.objects.get(), by=moderator)),
        lambda: attempt(lambda: refuse(row=Waiting.objects.get(), by=second, reason="광고")),
    )
    assert sorted(results) == ["done", "late"]
    row.refresh_from_db()
    post.refresh_from_db()
    assert (row.decision, post.state) in {
        ("approved", State.PUBLISHED), ("refused", State.REFUSED),
    }  # fmt: skip


class TestThePage:
    def test_shows_the_moderator_what_waits_and_why(self, post, moderator):
        seen = page("/moderation/waiting/", moderator)
        assert TITLE in seen and "확인" in seen and "내용" in seen

    def test_shows_nothing_of_other_boards(self, post):
        other = MemberFactory()
        BoardFactory(moderators=[other])
        assert TITLE not in page("/moderation/waiting/", other)

    def test_hides_who_is_anonymous(self, moderator):
        board = BoardFactory(moderators=[moderator], allows_anonymous=True)
        author = MemberFactory()
        publish_post(board=board, author=author, title=TITLE, body="<p>내용</p>", is_anonymous=True)
        seen = page("/moderation/waiting/", moderator)
        assert author.handle not in seen and author.handle[:2] + "xxx" not in seen

    def test_gives_a_long_reason_back(self, post, moderator, client):
        client.force_login(moderator)
        path = reverse("filters:refuse", args=[Waiting.objects.get().pk])
        response = client.post(path, {"reason": "가" * 301}, headers=KOREAN)
        assert response.status_code == 422 and "가" * 301 in response.content.decode()

    def test_has_the_same_queries_for_one_and_for_many(self, board, moderator, client):
        client.force_login(moderator)
        counts = []
        for number in (1, 15):
            for place in range(number):
                publish_post(
                    board=board,
                    author=MemberFactory(),
                    title=f"{TITLE} {place}",
                    body="<p>내용</p>",
                )
            with CaptureQueriesContext(connection) as queries:
                client.get("/moderation/waiting/")
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 8


def test_an_article_asks_no_more_for_it(client, comment):
    """A member who has a comment that waits gets it with the same queries."""
    post = PostFactory(board=comment.post.board)
    CommentFactory(post=post)
    client.force_login(MemberFactory())
    client.get(post.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(post.get_absolute_url())
    assert not re.findall("boards_filters", " ".join(query["sql"] for query in queries))


@pytest.mark.parametrize(
    ("decide", "badge", "told"),
    [
        (False, "승인 대기", "승인을 기다리는 글입니다."),
        (True, "승인되지 않음", "승인되지 않은 글에는 댓글을 달 수 없습니다."),
    ],
)
def test_what_waits_is_not_called_hidden(post, moderator, decide, badge, told):
    if decide:
        refuse(row=Waiting.objects.get(), by=moderator, reason="광고")
    for viewer in (post.author, moderator):
        seen = page(post.get_absolute_url(), viewer)
        assert f'<span class="hidden-mark">{badge}</span>' in seen
        assert told in seen
        assert "숨긴 글에는" not in seen
        assert '<span class="hidden-mark">숨김' not in seen


def test_a_writer_is_told_that_moderators_see_it_too(board):
    client = Client(headers=KOREAN)
    client.force_login(MemberFactory())
    sent = {"title": TITLE, "body": "내용", "markup": "text", "submission_key": str(uuid4())}
    seen = client.post(reverse("posts:write", args=[board.slug]), sent, follow=True)
    assert seen.content.decode().count("글쓴이와 운영자에게만") == 2


def test_a_text_that_waits_is_pinned_once_it_is_approved(post, moderator):
    with pytest.raises(ValidationError, match="waiting for approval"):
        pin_notice(post=post, by=moderator)
