"""A silenced member reads and does not write, is told why, and loses no text."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from boards.members.models import Member
from boards.members.restrictions import Silenced
from boards.models import Board
from boards.permissions import can_write
from boards.posts.comments.actions.edit_comment import edit_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment, Post, Recommendation
from boards.posts.reactions.actions.recommend import recommend_comment, recommend_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from boards.sanctions.models import SanctionKind
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.sanctions.people import WEEK, signed_in, silence

pytestmark = pytest.mark.django_db
REASON = "같은 글을 되풀이했어요."


@pytest.fixture
def board() -> Board:
    return BoardFactory(slug="talk")


@pytest.fixture
def writer() -> Member:
    return MemberFactory()


def write_to(client: Client, board: Board, **fields):
    data = {"title": "긴 제목이에요", "body": "공들여 쓴 글이에요.", **fields}
    return client.post(f"/boards/{board.slug}/write/", data)


def test_a_silenced_member_publishes_nothing_and_gets_the_text_back(board, writer) -> None:
    silence(writer)
    response = write_to(signed_in(writer), board)
    assert response.status_code == 403
    page = response.content.decode()
    assert "공들여 쓴 글이에요." in page and REASON in page and "/sanctions/" in page
    assert not Post.objects.exists()


def test_the_form_for_writing_says_why_and_until_when(board, writer) -> None:
    sanction = silence(writer)
    response = signed_in(writer).get(f"/boards/{board.slug}/write/")
    assert response.status_code == 403
    page = response.content.decode()
    assert REASON in page and timezone.localtime(sanction.ends_at).isoformat() in page


def test_a_comment_of_a_silenced_member_comes_back(board, writer) -> None:
    post = PostFactory(board=board)
    silence(writer)
    client = signed_in(writer)
    for headers in ({}, {"HX-Request": "true"}):
        response = client.post(
            f"/posts/{post.pk}/comments/", {"text": "댓글 하나"}, headers=headers
        )
        assert response.status_code == 403
        assert "댓글 하나" in response.content.decode() and REASON in response.content.decode()
    assert not Comment.objects.exists()
    assert client.get(f"/posts/{post.pk}/comments/").status_code == 403


def test_the_article_offers_a_silenced_member_no_form_but_says_so(board, writer) -> None:
    post = PostFactory(board=board)
    client = signed_in(writer)
    assert 'name="text"' in client.get(f"/posts/{post.pk}/").content.decode()
    silence(writer)
    page = client.get(f"/posts/{post.pk}/").content.decode()
    assert 'name="text"' not in page and "Why, and how to appeal" in page


def test_edits_come_back_as_well(board, writer) -> None:
    post = PostFactory(board=board, author=writer)
    comment = CommentFactory(post=post, author=writer, text="처음")
    silence(writer)
    client = signed_in(writer)
    for path, data in (
        (f"/posts/{post.pk}/edit/", {"title": "새 제목이에요", "body": "고친 글"}),
        (f"/comments/{comment.pk}/edit/", {"text": "고친 글"}),
    ):
        assert client.get(path).status_code == 403
        response = client.post(path, data)
        assert response.status_code == 403
        assert "고친 글" in response.content.decode() and REASON in response.content.decode()
    comment.refresh_from_db()
    assert comment.text == "처음"


def test_the_actions_refuse_by_themselves(board, writer) -> None:
    own, other = PostFactory(board=board, author=writer), PostFactory(board=board)
    own_comment, comment = CommentFactory(post=own, author=writer), CommentFactory(post=other)
    silence(writer)
    texts = {"title": "제목이에요", "body": "<p>글</p>"}
    with pytest.raises(PermissionDenied):
        publish_post(board=board, author=writer, **texts)
    with pytest.raises(PermissionDenied):
        edit_post(post=own, by=writer, version=version_of(own), **texts)
    for act in (
        lambda: publish_comment(post=other, author=writer, text="글"),
        lambda: edit_comment(comment=own_comment, by=writer, text="글"),
        lambda: recommend_post(post=other, by=writer),
        lambda: recommend_comment(comment=comment, by=writer),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "silenced"
    assert not Recommendation.objects.exists()


def test_files_and_the_profile_are_refused_too(writer) -> None:
    silence(writer)
    client = signed_in(writer)
    file = SimpleUploadedFile("a.png", b"not looked at")
    response = client.post("/uploads/", {"file": file})
    assert response.status_code == 403 and response.json()["code"] == "silenced"
    response = client.post("/settings/profile/", {"about": "광고 문구"})
    assert response.status_code == 422 and "광고 문구" in response.content.decode()
    writer.refresh_from_db()
    assert writer.about == ""


def test_what_only_concerns_the_member_still_works(board, writer) -> None:
    post, own = PostFactory(board=board), PostFactory(board=board, author=writer)
    silence(writer)
    client = signed_in(writer)
    assert client.post(f"/posts/{post.pk}/scrap/").status_code == 302
    assert client.post(f"/posts/{own.pk}/delete/").status_code == 302
    assert client.get(f"/report/post/{post.pk}/").status_code == 200


def test_silence_on_one_board_is_for_that_board(board, writer) -> None:
    other = BoardFactory(slug="other")
    silence(writer, board=board)
    client = signed_in(writer)
    assert write_to(client, board).status_code == 403
    assert write_to(client, other).status_code == 302
    assert Board.objects.writable_by(writer).get() == other
    assert not can_write(writer, board) and can_write(writer, other)
    assert client.get(f"/boards/{other.slug}/write/").status_code == 200


def test_a_silence_ends_by_itself_at_its_end(board, writer) -> None:
    with time_machine.travel("2026-03-01T00:00:00+00:00", tick=False) as clock:
        silence(writer, lasts=WEEK)
        clock.move_to("2026-03-07T23:59:59.999+00:00")
        assert not can_write(writer, board)
        clock.move_to("2026-03-08T00:00:00+00:00")
        assert can_write(writer, board)
        assert write_to(signed_in(writer), board).status_code == 302


def test_a_silence_begins_when_it_is_to_begin(board, writer) -> None:
    from boards.moderation.sanctions.actions.sanction_member import sanction_member
    from boards.moderation.sanctions.giving import Terms
    from tests.factories import AdminFactory

    with time_machine.travel("2026-03-01T00:00:00+00:00", tick=False) as clock:
        starts_at = timezone.now() + WEEK
        sanction_member(
            SanctionKind.SILENCE,
            member=writer,
            by=AdminFactory(),
            terms=Terms(reason="이유", starts_at=starts_at),
        )
        writer.refresh_from_db()
        assert can_write(writer, board)
        clock.move_to(starts_at)
        assert not can_write(writer, board)


def test_the_page_of_ones_own_has_reason_end_and_appeal(writer) -> None:
    sanction = silence(writer)
    page = signed_in(writer).get("/sanctions/").content.decode()
    assert REASON in page and f"/decisions/{sanction.decision.pk}/appeal/" in page
    assert "/sanctions/" in signed_in(writer).get("/").content.decode()  # a banner on every page
    assert signed_in(MemberFactory()).get("/sanctions/").status_code == 200
    assert Client().get("/sanctions/").status_code == 302


def test_a_silenced_members_page_of_articles_asks_no_query_more(
    board, writer, django_assert_max_num_queries
) -> None:
    post = PostFactory(board=board)
    client = signed_in(writer)
    client.get(f"/posts/{post.pk}/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as free:
        client.get(f"/posts/{post.pk}/")
    silence(writer)
    client.get(f"/posts/{post.pk}/")
    with CaptureQueriesContext(connection) as silenced:
        client.get(f"/posts/{post.pk}/")
    assert len(silenced) <= len(free) + 1  # the banner's, for who has one


def test_the_sentence_is_one_that_people_understand() -> None:
    assert Silenced().code == "silenced" and "read" in Silenced().messages[0]
