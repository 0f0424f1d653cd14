"""A silenced member reads and does not write, is told why, and loses no text."""

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.members.actions.change_handle import change_handle
from boards.members.models import Member
from boards.members.restrictions import Silenced
from boards.models import Board
from boards.moderation.models import Report
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from boards.permissions import can_write
from boards.posts import permissions
from boards.posts.comments import permissions as comment_permissions
from boards.posts.comments.actions.edit_comment import edit_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment, Post, Recommendation
from boards.posts.reactions.actions.recommend import recommend_comment, recommend_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from boards.sanctions.models import SanctionKind
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
)
from tests.moderation.people import some_reason
from tests.sanctions.people import WEEK, signed_in, silence, warn

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


@pytest.mark.parametrize("sanction", ["everywhere", "board", "warning"])
@pytest.mark.parametrize(
    "path", ["/", "/boards/talk/", "/posts/{post}/", "/settings/profile/", "/accounts/handle/"]
)
def test_a_page_of_a_sanctioned_member_takes_no_query_more(board, writer, path, sanction) -> None:
    post = PostFactory(board=board)
    CommentFactory(post=post)
    CommentFactory(post=post, author=writer)
    path, client = path.format(post=post.pk), signed_in(writer)
    free = queries_of(client, path)
    if sanction == "warning":
        warn(writer)
    else:
        silence(writer, board=board if sanction == "board" else None)
    assert queries_of(client, path) <= free
    assert 'class="sanction-banner"' in client.get(path).content.decode()


def queries_of(client: Client, path: str) -> int:
    """Return how many queries a page takes that was there before."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def banner_of(member: Member, path: str = "/") -> str:
    """Return the text above a page."""
    page = signed_in(member).get(path).content.decode()
    _before, found, banner = page.partition('<section class="sanction-banner"')
    return " ".join(banner.partition("</section>")[0].split()) if found else ""


def test_the_banner_names_the_board_in_the_language_of_the_page_and_the_end(writer) -> None:
    board = BoardFactory(name_en="Tea & <talk>", name_ko="차 이야기")
    sanction = silence(writer, board=board)
    banner = banner_of(writer)
    assert "Tea &amp; &lt;talk&gt;" in banner
    assert timezone.localtime(sanction.ends_at).isoformat() in banner
    page = signed_in(writer).get("/", headers={"accept-language": "ko"}).content.decode()
    assert "“차 이야기”에서 읽을 수만" in page


def test_the_banner_does_without_the_name_of_a_board_that_has_no_tab(writer) -> None:
    silence(writer, board=BoardFactory(name_en="Cellar", in_navigation=False))
    assert "not write on one of the boards for now" in banner_of(writer)
    assert "Cellar" not in banner_of(writer)


def test_the_banner_tells_what_is_widest(board, writer) -> None:
    warn(writer)
    assert "has warned you" in banner_of(writer)
    silence(writer, board=board)
    assert str(board) in banner_of(writer)
    everywhere = silence(writer, lasts=None)
    assert "You can read, but not write for now." in banner_of(writer)
    assert "Until" not in banner_of(writer)
    lift_sanction(sanction=everywhere, by=AdminFactory(), reason="풀어요.")
    assert str(board) in banner_of(writer)


def test_the_banner_goes_when_the_silence_ends(writer) -> None:
    with time_machine.travel("2026-03-01T00:00:00+00:00", tick=False) as clock:
        silence(writer, lasts=WEEK)
        assert banner_of(writer)
        clock.move_to("2026-03-08T00:00:00+00:00")
        assert not banner_of(writer)


@pytest.mark.parametrize("viewer", ["author", "member", "guest"])
@pytest.mark.parametrize("where", ["nowhere", "here", "everywhere", "elsewhere"])
def test_one_place_says_who_edits_and_recommends(board, writer, viewer, where) -> None:
    post = PostFactory(board=board, author=writer)
    comment = CommentFactory(post=post, author=writer)
    who = {"author": writer, "member": MemberFactory(), "guest": AnonymousUser()}[viewer]
    boards = {"here": board, "everywhere": None, "elsewhere": BoardFactory()}
    if where in boards and viewer != "guest":
        silence(who, board=boards[where])
    free = where in {"nowhere", "elsewhere"}
    assert comment_permissions.can_edit(who, comment, post=post) is (viewer == "author" and free)
    recommends = viewer == "member" and free
    assert comment_permissions.can_recommend(who, comment, post=post) is recommends
    assert permissions.can_recommend(who, post) is recommends


def test_a_comment_that_is_too_old_to_change_comes_back_with_what_was_typed(
    board, writer, settings
) -> None:
    comment = CommentFactory(post__board=board, author=writer)
    settings.COMMENT_EDIT_MINUTES = 0
    for text in ("고친 글", "글" * 20_000):  # one that the form takes, and one that it does not
        response = signed_in(writer).post(f"/comments/{comment.pk}/edit/", {"text": text})
        assert response.status_code == 403
        assert text in response.content.decode()
        assert "can no longer be changed" in response.content.decode()


def test_a_silenced_member_keeps_the_handle_and_is_told_why(board, writer) -> None:
    before = writer.handle
    silence(writer)
    with pytest.raises(Silenced):
        change_handle(member=writer, handle="새이름")
    response = signed_in(writer).post("/accounts/handle/", {"handle": "새이름"})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="새이름"' in page and Silenced().messages[0] in page
    writer.refresh_from_db()
    assert writer.handle == before


def test_silence_on_one_board_leaves_the_handle_the_profile_and_files(board, writer) -> None:
    silence(writer, board=board)
    client = signed_in(writer)
    assert client.post("/accounts/handle/", {"handle": "새이름"}).status_code == 302
    assert client.post("/settings/profile/", {"about": "새 소개"}).status_code == 302
    file = SimpleUploadedFile("a.png", b"not a picture")
    assert client.post("/uploads/", {"file": file}).json()["code"] != "silenced"


def test_a_silenced_member_reports(board, writer) -> None:
    post = PostFactory(board=board)
    silence(writer)
    data = {"why": some_reason().pk}
    assert signed_in(writer).post(f"/report/post/{post.pk}/", data).status_code == 302
    assert Report.objects.filter(reporter=writer).exists()


def test_a_refused_picture_is_said_beside_the_picture_and_a_silence_above_the_form(writer) -> None:
    client = signed_in(writer)
    sent = {"about": "소개", "picture": SimpleUploadedFile("a.png", b"no picture")}
    assert "picture" in client.post("/settings/profile/", sent).context["form"].errors
    silence(writer)
    sent["picture"] = SimpleUploadedFile("a.png", b"no picture")
    assert list(client.post("/settings/profile/", sent).context["form"].errors) == ["__all__"]


def test_the_sentence_is_one_that_people_understand() -> None:
    assert Silenced().code == "silenced" and "read" in Silenced().messages[0]


def test_a_page_to_write_on_says_that_nothing_can_be_written_and_leads_back(board, writer) -> None:
    silence(writer, board=board)
    page = signed_in(writer).get(f"/boards/{board.slug}/write/").content.decode()
    main = page.partition("<main")[2]
    assert "not write for now" in main and "typed" not in main
    assert f'href="{board.get_absolute_url()}"' in main
