"""Cleaning up after a spammer hides all in one step, and its undoing shows exactly that again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from boards.members.models import Member
from boards.moderation.cleaning import chunks
from boards.moderation.cleaning.actions.clean_up import clean_up
from boards.moderation.cleaning.actions.undo_clean_up import undo_clean_up
from boards.moderation.models import CleanUp, ModerationEntry, Outcome
from boards.moderation.tasks import go_on_in_background
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.models import Comment, Post, PostCounts
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.moderation.people import decide, report
from tests.sanctions.people import signed_in, site_moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def spammer() -> Member:
    return MemberFactory(handle="spammer")


def finished(begun: CleanUp) -> CleanUp:
    go_on_in_background.func(begun.pk)
    begun.refresh_from_db()
    assert not begun.is_at_work
    return begun


def cleaned(member, by, board=None) -> CleanUp:
    return finished(clean_up(member=member, by=by, board=board, reason="광고 도배"))


def states() -> dict[str, str]:
    posts = {f"post {row.pk}": row.state for row in Post.objects.all()}
    return posts | {f"comment {row.pk}": row.state for row in Comment.objects.all()}


def test_all_is_hidden_and_undoing_restores_exactly_that(moderator, board, spammer) -> None:
    stranger = PostFactory(board=board)
    for _ in range(3):
        CommentFactory(post=PostFactory(board=board, author=spammer), author=spammer)
        CommentFactory(post=stranger, author=spammer)
    hidden_before = hide_post(post=PostFactory(board=board, author=spammer), by=moderator)
    waiting = PostFactory(board=board, author=spammer, state=State.WAITING)
    hide_comment(comment=CommentFactory(post=stranger, author=spammer), by=moderator)
    before, count = states(), PostCounts.objects.get(post=stranger).comments
    begun = cleaned(spammer, AdminFactory())
    assert not Post.objects.filter(author=spammer, state=State.PUBLISHED).exists()
    assert not Comment.objects.filter(author=spammer, state=State.PUBLISHED).exists()
    assert Post.objects.get(pk=stranger.pk).state == State.PUBLISHED
    assert Post.objects.get(pk=waiting.pk).state == State.WAITING
    assert PostCounts.objects.get(post=stranger).comments == 0
    finished(undo_clean_up(clean_up=begun, by=AdminFactory()))
    assert states() == before
    assert PostCounts.objects.get(post=stranger).comments == count
    assert Post.objects.get(pk=hidden_before.pk).state == State.HIDDEN


def test_what_a_moderator_did_since_stays(moderator, board, spammer) -> None:
    again, decided, shown = (PostFactory(board=board, author=spammer) for _ in range(3))
    report(decided)
    begun = cleaned(spammer, AdminFactory())
    hide_post(post=unhide_post(post=again, by=moderator), by=moderator)
    decide(decided, moderator, Outcome.HIDE, "규칙에 어긋나요.")
    finished(undo_clean_up(clean_up=begun, by=AdminFactory()))
    assert Post.objects.get(pk=again.pk).state == State.HIDDEN
    assert Post.objects.get(pk=decided.pk).state == State.HIDDEN
    assert Post.objects.get(pk=shown.pk).state == State.PUBLISHED


def test_a_moderator_of_a_board_cleans_that_board_alone(moderator, board, spammer) -> None:
    here = PostFactory(board=board, author=spammer)
    there = PostFactory(author=spammer)
    CommentFactory(post=there, author=spammer)
    with pytest.raises(PermissionDenied):
        cleaned(spammer, moderator)
    begun = cleaned(spammer, moderator, board)
    assert begun.items.count() == 1
    assert Post.objects.get(pk=here.pk).state == State.HIDDEN
    assert Post.objects.get(pk=there.pk).state == State.PUBLISHED


def test_a_site_moderator_cleans_where_others_moderate(board, spammer) -> None:
    post = PostFactory(board=board, author=spammer)
    by = site_moderator()
    begun = cleaned(spammer, by)
    assert Post.objects.get(pk=post.pk).state == State.HIDDEN
    line = ModerationEntry.objects.get(verb="clean_up")
    assert (line.by, line.target_id, line.after) == (by, str(spammer.pk), {"texts": 1})
    finished(undo_clean_up(clean_up=begun, by=by))
    assert Post.objects.get(pk=post.pk).state == State.PUBLISHED
    assert ModerationEntry.objects.filter(verb="undo_clean_up").exists()


def test_an_admin_is_not_cleaned_up_after(moderator, board) -> None:
    admin = AdminFactory()
    PostFactory(board=board, author=admin)
    with pytest.raises(ValidationError) as refusal:
        clean_up(member=admin, by=moderator, board=board, reason="이유")
    assert refusal.value.code == "rank"


def test_a_run_that_was_cut_off_goes_on(monkeypatch, board, spammer) -> None:
    monkeypatch.setattr(chunks, "CHUNK", 2)
    for _ in range(5):
        PostFactory(board=board, author=spammer)
    begun = clean_up(member=spammer, by=AdminFactory(), board=None, reason="광고")
    assert chunks.go_on(begun) and begun.items.count() == 2
    with pytest.raises(ValidationError) as second:
        clean_up(member=spammer, by=AdminFactory(), board=None, reason="광고")
    assert second.value.code == "conflict"
    with pytest.raises(ValidationError):
        undo_clean_up(clean_up=begun, by=AdminFactory())
    finished(begun)
    assert begun.items.count() == 5


def test_undoing_twice_tells_the_second(board, spammer) -> None:
    PostFactory(board=board, author=spammer)
    begun = cleaned(spammer, AdminFactory())
    undo_clean_up(clean_up=begun, by=AdminFactory())
    with pytest.raises(ValidationError) as refusal:
        undo_clean_up(clean_up=begun, by=AdminFactory())
    assert refusal.value.code == "conflict"


def test_on_the_page_it_takes_one_press_and_one_to_undo(moderator, board, spammer) -> None:
    post = PostFactory(board=board, author=spammer)
    client = signed_in(moderator)
    path = f"/moderation/members/{spammer.pk}/clean-up/"
    refused = client.post(path, {"where": str(board.pk), "why": " "})
    assert refused.status_code == 422
    response = client.post(path, {"where": str(board.pk), "why": "광고 도배"})
    assert response.status_code == 302
    page = client.get(response.url)
    assert "1 post or comment is hidden" in page.content.decode()
    assert Post.objects.get(pk=post.pk).state == State.HIDDEN
    other = MemberFactory()
    BoardFactory(moderators=[other])
    assert signed_in(other).get(response.url).status_code == 404
    assert signed_in(other).post(f"{response.url}undo/").status_code == 404
    assert client.post(f"{response.url}undo/").status_code == 302
    assert Post.objects.get(pk=post.pk).state == State.PUBLISHED
    nothing = BoardFactory(moderators=[moderator])
    assert client.post(path, {"where": str(nothing.pk), "why": "광고"}).status_code == 409
