"""Moderators have scopes on each board: content, notices, sanctions of members."""

from itertools import combinations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.access import Access
from boards.models import Board, BoardModerator
from boards.moderation.cleaning.actions.clean_up import clean_up
from boards.moderation.models import Outcome
from boards.moderation.notes.actions.write_note import write_note
from boards.moderation.sanctions.actions.sanction_member import sanction_member
from boards.moderation.sanctions.giving import Terms
from boards.permissions import (
    can_moderate,
    can_pin_on,
    can_read,
    can_sanction_members_of,
    can_write,
    is_moderator,
)
from boards.posts.comments.actions.merge_comments import merge_comments
from boards.posts.models import Trashed
from boards.posts.moderation.actions.change_category import change_category
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.readable import boards_readable_by
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    NoticeFactory,
    PostFactory,
)
from tests.moderation.people import decide, report

pytestmark = pytest.mark.django_db
SCOPES = ("content", "notices", "sanctions")
SOME = [set(some) for size in (1, 2, 3) for some in combinations(SCOPES, size)]


def with_scopes(board, *scopes, **fields):
    """Return a moderator of the board who has these scopes alone."""
    member = MemberFactory(**fields)
    BoardModerator.objects.create(
        board=board, member=member, **{scope: scope in scopes for scope in SCOPES}
    )
    return member


def is_done(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except PermissionDenied:
        return False
    return True


def decided(post, by, outcome):
    report(post)
    return decide(post, by, outcome)


# What each verb takes; all of them ask the action itself, as every door does.
VERBS = {
    "hide": ({"content"}, lambda post, by: hide_post(post=post, by=by)),
    "delete": ({"content"}, lambda post, by: delete_post(post=post, by=by)),
    "move": ({"content"}, lambda post, by: move_post(post=post, by=by, board=_other(by))),
    "category": ({"content"}, lambda post, by: change_category(post=post, by=by, category=None)),
    "decide": ({"content"}, lambda post, by: decided(post, by, Outcome.HIDE)),
    "decide and warn": (
        {"content", "sanctions"},
        lambda post, by: decided(post, by, Outcome.WARN),
    ),
    "pin": ({"notices"}, lambda post, by: pin_notice(post=post, by=by)),
    "unpin": (
        {"notices"},
        lambda post, by: unpin_notice(post=NoticeFactory(post=post).post, by=by),
    ),
    "warn": (
        {"sanctions"},
        lambda post, by: sanction_member(
            "warn", member=post.author, by=by, terms=Terms(reason="욕설", board=post.board)
        ),
    ),
    "clean up": (
        {"content", "sanctions"},
        lambda post, by: clean_up(member=post.author, by=by, board=post.board, reason="도배"),
    ),
}


def _other(by):
    """Return another board whose content the member moderates."""
    return BoardFactory(moderators=[by])


@pytest.mark.parametrize("scopes", SOME, ids=lambda scopes: "+".join(sorted(scopes)))
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_for_who_has_its_scope(verb, scopes):
    needed, act = VERBS[verb]
    post = PostFactory()
    by = with_scopes(post.board, *scopes)
    assert is_done(lambda: act(post, by)) is (needed <= scopes)


@pytest.mark.parametrize("scopes", SOME, ids=lambda scopes: "+".join(sorted(scopes)))
def test_what_is_asked_of_one_board_agrees_with_the_loaded_boards(scopes):
    board = BoardFactory(read_access=Access.MODERATORS, write_access=Access.MODERATORS)
    by = with_scopes(board, *scopes)
    (loaded,) = boards_readable_by(by)
    asked = (can_moderate, can_pin_on, can_sanction_members_of)
    expected = [scope in scopes for scope in SCOPES]
    assert [ask(by, board) for ask in asked] == expected
    assert [loaded.is_moderated, loaded.pins_notices, loaded.sanctions_members] == expected
    assert Board.objects.moderated_by(by).exists() is ("content" in scopes)
    assert Board.objects.pinned_on_by(by).exists() is ("notices" in scopes)
    assert is_moderator(by, board)
    assert can_read(by, board)
    assert can_write(by, board)
    assert Board.objects.writable_by(by).filter(pk=board.pk).exists()


def test_superusers_have_all_and_others_none():
    board = BoardFactory()
    for viewer, expected in ((AdminFactory(), True), (MemberFactory(), False)):
        (loaded,) = boards_readable_by(viewer)
        for ask in (can_moderate, can_pin_on, can_sanction_members_of, is_moderator):
            assert ask(viewer, board) is expected
        assert loaded.is_moderated is loaded.pins_notices is loaded.sanctions_members is expected


def test_who_is_made_a_moderator_has_all_of_them():
    board = BoardFactory(moderators=[MemberFactory()])
    row = board.moderations.get()
    assert (row.content, row.notices, row.sanctions) == (True, True, True)


def test_the_database_refuses_a_moderator_without_a_scope_and_one_twice():
    board = BoardFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        with_scopes(board)
    member = with_scopes(board, "content")
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardModerator.objects.create(board=board, member=member)


class TestPages:
    @pytest.mark.parametrize("scopes", SOME, ids=lambda scopes: "+".join(sorted(scopes)))
    def test_offer_what_the_moderator_may_do(self, client, scopes):
        post = PostFactory()
        client.force_login(with_scopes(post.board, *scopes))
        page = client.get(post.get_absolute_url()).content.decode()
        assert (reverse("posts:hide", args=[post.pk]) in page) is ("content" in scopes)
        assert (reverse("posts:notice", args=[post.pk]) in page) is ("notices" in scopes)
        statuses = {
            "moderation:queue": bool({"content", "sanctions"} & scopes),
            "moderation:sanctions": bool({"content", "sanctions"} & scopes),
            "moderation:log": bool({"content", "sanctions"} & scopes),
            "filters:waiting": "content" in scopes,
        }
        for name, is_there in statuses.items():
            assert (client.get(reverse(name)).status_code == 200) is is_there, name
        is_pinned = client.get(reverse("posts:notice", args=[post.pk])).status_code == 200
        assert is_pinned is ("notices" in scopes)

    def test_the_panel_of_who_pins_alone_is_in_no_page_of_others(self, client):
        post = PostFactory()
        path = reverse("posts:notice", args=[post.pk])
        pinning, member = with_scopes(post.board, "notices"), MemberFactory()
        for viewer, is_there in ((member, False), (pinning, True), (member, False)):
            client.force_login(viewer)
            page = client.get(post.get_absolute_url()).content.decode()
            assert (path in page) is is_there

    def test_an_article_takes_no_query_more_for_any_scope(self, client):
        post = PostFactory()
        numbers = {}
        for scopes in (SCOPES, ("notices",), ("sanctions",)):
            client.force_login(with_scopes(post.board, *scopes))
            client.get(post.get_absolute_url())
            with CaptureQueriesContext(connection) as queries:
                client.get(post.get_absolute_url())
            numbers[scopes] = len(queries)
        assert max(numbers.values()) == numbers[SCOPES]

    def test_the_queue_has_no_report_for_who_sanctions_alone(self, client):
        post = PostFactory(title="사세요 사세요")
        report(post)
        report(post.author)
        client.force_login(with_scopes(post.board, "sanctions"))
        page = client.get(reverse("moderation:queue"))
        assert not page.context["page"].rows
        case = post.author.cases.first()
        assert client.get(reverse("moderation:case", args=[case.pk])).status_code == 404

    def test_the_queue_offers_no_sanction_to_who_moderates_the_content_alone(self, client):
        post = PostFactory()
        report(post)
        client.force_login(with_scopes(post.board, "content"))
        (row,) = client.get(reverse("moderation:queue")).context["page"].rows
        offered = {choice.value for choice in row.choices}
        assert "hide" in offered
        assert not offered & {"warn", "silence", "suspend"}

    def test_the_form_of_sanctions_offers_the_boards_of_the_scope(self, client):
        here, there = BoardFactory(), BoardFactory()
        by = with_scopes(here, "content")
        BoardModerator.objects.create(board=there, member=by, content=False, notices=False)
        member = MemberFactory()
        client.force_login(by)
        page = client.get(reverse("moderation:member", args=[member.pk]))
        assert [key for key, _name in page.context["form"].fields["board"].choices] == [
            str(there.pk)
        ]
        assert not page.context["clean_up_form"].fields["where"].choices

    def test_notes_are_for_content_and_sanctions(self):
        board, member = BoardFactory(), MemberFactory()
        for scopes in SOME:
            by = with_scopes(board, *scopes)
            wrote = is_done(
                lambda by=by: write_note(member=member, by=by, board=board, text="메모")
            )
            assert wrote is bool(scopes - {"notices"})

    def test_who_pins_alone_neither_sees_nor_pins_what_is_hidden_or_secret(self, client):
        board = BoardFactory(allows_secret=True)
        client.force_login(with_scopes(board, "notices"))
        for post in (
            PostFactory(board=board, state="hidden"),
            PostFactory(board=board, is_secret=True),
        ):
            path = reverse("posts:notice", args=[post.pk])
            assert client.get(path).status_code in (403, 404)
            assert client.post(path, {"scope": "this_board", "position": 1}).status_code in (
                403,
                404,
            )
            assert not hasattr(type(post).objects.get(pk=post.pk), "notice")

    def test_the_order_of_notices_is_for_who_pins_and_shows_nothing_hidden(self, client):
        board = BoardFactory(allows_secret=True)
        shown, hidden, secret = (
            PostFactory(board=board),
            PostFactory(board=board, state="hidden"),
            PostFactory(board=board, is_secret=True),
        )
        for post in (shown, hidden, secret):
            NoticeFactory(post=post)
        path = reverse("posts:notices", args=[board.slug])
        seen = {}
        for scope in SCOPES:
            client.force_login(with_scopes(board, scope))
            page = client.get(path)
            seen[scope] = page.status_code == 200 and {
                each["notice"].post_id for each in page.context["notices"]
            }
        assert seen == {"content": False, "notices": {shown.pk}, "sanctions": False}

    def test_everybody_is_asked_anew_by_who_pins(self, client):
        for scope in SCOPES:
            notice = NoticeFactory(must_read=True)
            client.force_login(with_scopes(notice.post.board, scope))
            client.post(reverse("posts:ask-anew", args=[notice.post_id]), {"edition": 1})
            notice.refresh_from_db()
            assert (notice.edition == 2) is (scope == "notices"), scope

    @pytest.mark.parametrize("scope", SCOPES)
    def test_trash_moved_comments_and_vote_rings_are_for_the_content(self, client, scope):
        post, target = PostFactory(), PostFactory()
        by = with_scopes(post.board, scope)
        BoardModerator.objects.create(board=target.board, member=by)
        CommentFactory(post=post)
        merge = merge_comments(source=post, target=target, by=AdminFactory())
        thrown = PostFactory(board=post.board, title="지운 글의 제목")
        delete_post(post=thrown, by=AdminFactory())
        client.force_login(by)
        seen = client.get(reverse("posts:comment-merge", args=[merge.pk])).status_code == 200
        assert seen is (scope == "content")
        trash = client.get(reverse("posts:trash")).content.decode()
        assert ("지운 글의 제목" in trash) is (scope == "content")
        trashed = Trashed.objects.get(post=thrown)
        restored = client.post(reverse("posts:restore", args=[trashed.pk]), {"reason": "-"})
        assert (restored.status_code == 302) is (scope == "content")


class TestInTheAdmin:
    def test_superusers_change_the_scopes_and_staff_moderators_do_not(self, client):
        board = BoardFactory()
        member = with_scopes(board, "content", is_staff=True)
        row = board.moderations.get()
        data = {
            "name_ko": board.name_ko,
            "position": 1,
            "read_access": "everyone",
            "write_access": "members",
            "moderations-TOTAL_FORMS": 1,
            "moderations-INITIAL_FORMS": 1,
            "moderations-0-id": row.pk,
            "moderations-0-board": board.pk,
            "moderations-0-member": member.pk,
            "moderations-0-notices": "on",
            "categories-TOTAL_FORMS": 0,
            "categories-INITIAL_FORMS": 0,
        }
        path = reverse("admin:boards_board_change", args=[board.pk])
        client.force_login(member)
        client.post(path, data)
        row.refresh_from_db()
        assert (row.content, row.notices) == (True, False)
        client.force_login(AdminFactory())
        assert client.post(path, data).status_code == 302
        row.refresh_from_db()
        assert (row.content, row.notices) == (False, True)
