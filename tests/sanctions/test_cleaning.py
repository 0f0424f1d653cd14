"""Cleaning up after a spammer hides all in one step, and its undoing shows exactly that again."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
from boards.posts.signals import post_hidden, post_shown
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.moderation.people import anonymously, decide, report, state_of
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


@contextmanager
def after_the_first(signal: Any, do: Callable[[], Any]) -> Iterator[None]:
    """Let something happen in the middle of a part: after its first post, which `signal` tells."""

    def once(**kwargs: Any) -> None:
        signal.disconnect(once)
        do()

    signal.connect(once)
    yield
    assert not signal.disconnect(once), "nothing happened"


def loads_while_finishing(begun: CleanUp) -> Counter[str]:
    """Return how often posts, and comments, were loaded by their numbers."""
    with CaptureQueriesContext(connection) as captured:
        finished(begun)
    by_number = re.compile(r'WHERE \("boards_posts_(post|comment)"\."id" IN \(\d')
    found = (by_number.search(query["sql"]) for query in captured)
    return Counter(match[1] for match in found if match)


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


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_clean_up_does_not_tell_who_wrote_what_is_anonymous(
    moderator, board, spammer, everywhere
) -> None:
    named = PostFactory(board=board, author=spammer)
    post = PostFactory(board=board, author=spammer, anonymous_number=0)
    comment = anonymously(CommentFactory(post=PostFactory(board=board), author=spammer))
    begun = cleaned(spammer, *((site_moderator(),) if everywhere else (moderator, board)))
    assert state_of(named) == State.HIDDEN
    assert (state_of(post), state_of(comment)) == (State.PUBLISHED, State.PUBLISHED)
    assert begun.items.get().target_id == named.pk
    assert ModerationEntry.objects.get(verb="clean_up").after == {"texts": 1}
    assert not ModerationEntry.objects.filter(verb="hide").exclude(target_id=named.pk).exists()


def test_who_wrote_only_anonymously_has_nothing_to_hide(moderator, board, spammer) -> None:
    def refusal() -> tuple[str, list[str]]:
        with pytest.raises(ValidationError) as refused:
            clean_up(member=spammer, by=moderator, board=board, reason="광고")
        return refused.value.code, refused.value.messages

    without_any = refusal()
    PostFactory(board=board, author=spammer, anonymous_number=0)
    anonymously(CommentFactory(post=PostFactory(board=board), author=spammer))
    assert refusal() == without_any


def test_the_pages_say_that_what_is_anonymous_stays(moderator, board, spammer) -> None:
    PostFactory(board=board, author=spammer)
    begun = cleaned(spammer, moderator, board)
    client = signed_in(moderator)
    for path in (f"/moderation/members/{spammer.pk}/", f"/moderation/clean-ups/{begun.pk}/"):
        assert "Anonymous posts and comments are left" in client.get(path).content.decode()


def test_the_page_counts_what_is_hidden_by_it_now(moderator, board, spammer) -> None:
    posts = [PostFactory(board=board, author=spammer) for _ in range(3)]
    begun = cleaned(spammer, moderator, board)
    unhide_post(post=posts[0], by=moderator)
    page = signed_in(moderator).get(f"/moderation/clean-ups/{begun.pk}/").content.decode()
    assert "2 posts and comments are hidden" in page


def test_the_page_counts_what_is_still_to_be_shown(monkeypatch, moderator, board, spammer) -> None:
    posts = [PostFactory(board=board, author=spammer) for _ in range(4)]
    begun = cleaned(spammer, moderator, board)
    unhide_post(post=posts[0], by=moderator)
    undone = undo_clean_up(clean_up=begun, by=moderator)
    monkeypatch.setattr(chunks, "CHUNK", 1)
    assert chunks.go_on(undone)
    client, path = signed_in(moderator), f"/moderation/clean-ups/{begun.pk}/"
    response = client.get(path)
    assert "Still to be shown again: 2" in response.content.decode()
    assert "Refresh" in response.headers
    finished(undone)
    response = client.get(path)
    assert "It is undone" in response.content.decode()
    assert "Refresh" not in response.headers


def test_undoing_leaves_hidden_what_a_moderator_hid_first(moderator, board, spammer) -> None:
    first, second, third = (PostFactory(board=board, author=spammer) for _ in range(3))
    begun = clean_up(member=spammer, by=moderator, board=board, reason="광고")
    with after_the_first(post_hidden, lambda: hide_post(post=second, by=moderator)):
        finished(begun)
    assert [state_of(post) for post in (first, second, third)] == [State.HIDDEN] * 3
    finished(undo_clean_up(clean_up=begun, by=moderator))
    assert state_of(second) == State.HIDDEN
    assert (state_of(first), state_of(third)) == (State.PUBLISHED, State.PUBLISHED)


def test_what_waits_for_approval_meanwhile_is_left_waiting(moderator, board, spammer) -> None:
    _first, second = (PostFactory(board=board, author=spammer) for _ in range(2))
    begun = clean_up(member=spammer, by=moderator, board=board, reason="광고")
    waiting = Post.objects.filter(pk=second.pk)
    with after_the_first(post_hidden, lambda: waiting.update(state=State.WAITING)):
        finished(begun)
    assert state_of(second) == State.WAITING


def test_what_is_hidden_anew_while_it_is_undone_stays_hidden(moderator, board, spammer) -> None:
    first, second = (PostFactory(board=board, author=spammer) for _ in range(2))
    begun = cleaned(spammer, moderator, board)

    def hide_anew() -> None:
        hide_post(post=unhide_post(post=second, by=moderator), by=moderator)

    undo_clean_up(clean_up=begun, by=moderator)
    with after_the_first(post_shown, hide_anew):
        finished(begun)
    assert (state_of(first), state_of(second)) == (State.PUBLISHED, State.HIDDEN)


def test_a_part_is_loaded_by_one_query_for_each_kind(board, spammer) -> None:
    for _ in range(3):
        CommentFactory(post=PostFactory(board=board, author=spammer), author=spammer)
    begun = clean_up(member=spammer, by=AdminFactory(), board=None, reason="광고")
    assert loads_while_finishing(begun) == {"post": 1, "comment": 1}
    undo_clean_up(clean_up=begun, by=AdminFactory())
    assert loads_while_finishing(begun) == {"post": 1, "comment": 1}


def test_a_report_that_waits_keeps_nothing_hidden_when_it_is_undone(board, spammer) -> None:
    post = PostFactory(board=board, author=spammer)
    report(post)
    begun = cleaned(spammer, AdminFactory())
    finished(undo_clean_up(clean_up=begun, by=AdminFactory()))
    assert state_of(post) == State.PUBLISHED


def test_what_reports_hide_by_now_stays_hidden_when_it_is_undone(board, spammer, settings) -> None:
    post, other = (PostFactory(board=board, author=spammer) for _ in range(2))
    settings.REPORTS_HIDE_AT = 1
    report(post)
    begun = cleaned(spammer, AdminFactory())
    finished(undo_clean_up(clean_up=begun, by=AdminFactory()))
    assert (state_of(post), state_of(other)) == (State.HIDDEN, State.PUBLISHED)
