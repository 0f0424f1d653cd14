"""Moderators put the notices of their board in order, and of every board who may pin there."""

import json
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from boards.access import Access
from boards.moderation.models import ModerationEntry
from boards.posts.form_versions import ChangedMeanwhile
from boards.posts.models import Notice
from boards.posts.notices.actions.move_notice import move_notice
from boards.posts.notices.actions.order_notices import order_notices
from boards.posts.notices.actions.reschedule_notice import reschedule_notice
from boards.posts.notices.order import (
    MAX_ORDERED,
    moved_between,
    notices_to_order,
    still_shown,
    version_of_order,
)
from boards.posts.states import Scope, State
from boards.readable import boards_readable_by
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
EVERYWHERE = "/notices/"


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def board(moderator):
    return BoardFactory(slug="talk", moderators=[moderator])


def pinned(board, *titles, first=10, **fields):
    """Pin posts with these titles, in this order; return their keys."""
    posts = [PostFactory(board=board, title=title) for title in titles]
    for position, post in enumerate(posts, start=first):
        NoticeFactory(post=post, position=position, **fields)
    return [post.pk for post in posts]


def shown(board, viewer=None):
    notices = Notice.objects.current(timezone.now()).shown_on(board).in_order()
    return [notice.post_id for notice in notices]


def version(moderator, board):
    return version_of_order(still_shown(notices_to_order(board, boards_readable_by(moderator))))


class TestMoving:
    def test_down_and_up_change_places_with_the_neighbour(self, board, moderator):
        one, two, three = pinned(board, "하나", "둘", "셋")
        move_notice(board=board, by=moderator, post=one, down=True)
        assert shown(board) == [two, one, three]
        move_notice(board=board, by=moderator, post=three, down=False)
        assert shown(board) == [two, three, one]

    def test_the_first_does_not_move_up_nor_the_last_down(self, board, moderator):
        one, two = pinned(board, "하나", "둘")
        move_notice(board=board, by=moderator, post=one, down=False)
        move_notice(board=board, by=moderator, post=two, down=True)
        assert shown(board) == [one, two]
        assert not ModerationEntry.objects.exists()

    def test_works_among_notices_with_one_number(self, board, moderator):
        posts = [NoticeFactory(post__board=board).post_id for _ in range(3)]
        assert shown(board) == posts[::-1]
        move_notice(board=board, by=moderator, post=posts[0], down=False)
        assert shown(board) == [posts[2], posts[0], posts[1]]

    def test_a_notice_that_is_pinned_afterwards_is_the_first(self, board, moderator):
        one, two = pinned(board, "하나", "둘")
        move_notice(board=board, by=moderator, post=one, down=True)
        new = NoticeFactory(post__board=board).post_id
        assert shown(board) == [new, two, one]

    def test_is_logged_with_both_places(self, board, moderator):
        one, _two = pinned(board, "하나", "둘")
        move_notice(board=board, by=moderator, post=one, down=True)
        entry = ModerationEntry.objects.get()
        assert (entry.verb, entry.target_id, entry.by) == ("reorder", str(one), moderator)
        assert (entry.before, entry.after) == ({"position": 1}, {"position": 2})


class TestOrdering:
    def test_the_whole_order_is_taken_at_once(self, board, moderator):
        one, two, three = pinned(board, "하나", "둘", "셋")
        order_notices(board=board, by=moderator, posts=[three, one, two])
        assert shown(board) == [three, one, two]
        assert ModerationEntry.objects.get().target_id == str(three)

    def test_scheduled_ones_have_a_place_and_those_that_are_over_have_none(self, board, moderator):
        later = pinned(board, "나중", starts_at=timezone.now() + HOUR)
        [over] = pinned(
            board, "끝", starts_at=timezone.now() - 2 * HOUR, ends_at=timezone.now() - HOUR
        )
        now = pinned(board, "지금")
        order_notices(board=board, by=moderator, posts=now + later)
        ordered = Notice.objects.filter(post__in=now + later).in_order()
        assert [notice.post_id for notice in ordered] == now + later
        with pytest.raises(ValidationError):
            order_notices(board=board, by=moderator, posts=[*later, *now, over])

    @pytest.mark.parametrize("change", ["missing", "unknown", "twice", "other board", "nothing"])
    def test_an_order_of_other_notices_is_refused(self, board, moderator, change):
        one, two = pinned(board, "하나", "둘")
        other = NoticeFactory().post_id
        sent = {
            "missing": [two],
            "unknown": [two, one, 987654321],
            "twice": [two, one, one],
            "other board": [two, one, other],
            "nothing": [],
        }[change]
        with pytest.raises(ValidationError, match="exactly"):
            order_notices(board=board, by=moderator, posts=sent)
        assert shown(board) == [one, two]

    def test_an_order_of_what_was_changed_meanwhile_moves_nothing(self, board, moderator):
        one, two = pinned(board, "하나", "둘")
        opened = version(moderator, board)
        new = NoticeFactory(post__board=board, position=1).post_id
        with pytest.raises(ChangedMeanwhile):
            order_notices(board=board, by=moderator, posts=[two, one], version=opened)
        with pytest.raises(ChangedMeanwhile):
            move_notice(board=board, by=moderator, post=one, down=True, version=opened)
        assert shown(board) == [new, one, two]

    def test_is_for_the_boards_own_moderators(self, board):
        one, two = pinned(board, "하나", "둘")
        foreign = MemberFactory()
        BoardFactory(moderators=[foreign])
        for by in (foreign, MemberFactory()):
            with pytest.raises(PermissionDenied):
                order_notices(board=board, by=by, posts=[two, one])
            with pytest.raises(PermissionDenied):
                move_notice(board=board, by=by, post=one, down=True)
        assert shown(board) == [one, two]

    def test_notices_of_every_board_stand_first_and_are_not_the_moderators(self, board, moderator):
        own = pinned(board, "우리")
        everywhere = pinned(board, "모두", scope=Scope.EVERY_BOARD)
        assert shown(board) == everywhere + own
        with pytest.raises(PermissionDenied):
            order_notices(board=None, by=moderator, posts=everywhere)

    def test_notices_that_one_may_not_see_keep_their_place_among_the_others(self):
        everyones, closed = BoardFactory(), BoardFactory(read_access=Access.MODERATORS)
        [one] = pinned(everyones, "하나", scope=Scope.EVERY_BOARD)
        hidden = NoticeFactory(post__board=closed, scope=Scope.EVERY_BOARD, position=20).post_id
        two = NoticeFactory(post__board=everyones, scope=Scope.EVERY_BOARD, position=30).post_id
        editor = MemberFactory(is_staff=True)
        editor.user_permissions.add(Permission.objects.get(codename="pin_everywhere"))
        seen = notices_to_order(None, boards_readable_by(editor))
        assert [each.post_id for each in seen] == [one, two]
        order_notices(board=None, by=editor, posts=[two, one])
        everything = Notice.objects.in_order().values_list("post", flat=True)
        assert list(everything) == [two, hidden, one]

    @pytest.mark.parametrize(
        ("before", "after", "moved"),
        [
            ([1, 2, 3], [1, 2, 3], []),
            ([1, 2, 3, 4], [4, 1, 2, 3], [4]),
            ([1, 2, 3, 4], [2, 3, 4, 1], [1]),
            ([1, 2, 3, 4], [4, 3, 2, 1], [4, 3, 2, 1]),
        ],
    )
    def test_what_was_moved_is_told_as_shortly_as_can_be(self, before, after, moved):
        assert moved_between(before, after) == moved


class TestThePage:
    @pytest.fixture
    def path(self, board):
        return f"/boards/{board.slug}/notices/"

    def test_lists_what_is_shown_scheduled_and_over(self, client, board, moderator, path):
        pinned(board, "지금 공지")
        pinned(board, "나중 공지", first=11, starts_at=timezone.now() + HOUR)
        pinned(board, "끝난 것", starts_at=timezone.now() - 2 * HOUR, ends_at=timezone.now() - HOUR)
        NoticeFactory(post__title="남의 공지")
        client.force_login(moderator)
        page = client.get(path, {"lang": "ko"}).content.decode()
        places = [page.index(text) for text in ("지금 공지", "나중 공지", "끝난 것")]
        assert places == sorted(places)
        assert "남의 공지" not in page

    def test_buttons_work_without_javascript(self, client, board, moderator, path):
        one, two = pinned(board, "하나", "둘")
        client.force_login(moderator)
        sent = {"down": one, "version": version(moderator, board)}
        response = client.post(path, sent)
        assert response.headers["Location"] == f"{path}#notice-{one}"
        assert shown(board) == [two, one]

    def test_the_second_of_two_windows_is_told(self, client, board, moderator, path):
        one, two, three = pinned(board, "하나", "둘", "셋")
        client.force_login(moderator)
        opened = version(moderator, board)
        move_notice(board=board, by=moderator, post=three, down=False)
        response = client.post(path, {"down": one, "version": opened}, query_params={"lang": "en"})
        assert response.status_code == 409
        assert "Another moderator changed the notices" in response.content.decode()
        assert shown(board) == [one, three, two]

    def test_a_script_gets_the_order_of_now(self, client, board, moderator, path):
        one, two = pinned(board, "하나", "둘")
        client.force_login(moderator)
        as_json = {"accept": "application/json"}
        sent = {"order": f"{two},{one}", "version": version(moderator, board)}
        saved = client.post(path, sent, headers=as_json)
        assert saved.status_code == 200
        assert json.loads(saved.content)["order"] == [two, one] == shown(board)
        again = client.post(path, sent, headers=as_json)
        assert again.status_code == 409
        assert json.loads(again.content)["order"] == [two, one]
        following = sent | {"version": json.loads(again.content)["version"]}
        assert client.post(path, following, headers=as_json).status_code == 200

    @pytest.mark.parametrize(
        "order",
        ["", "x", "1,,2", "-1", "1" * 5000, ",".join(map(str, range(1, 10_001))), "1,\0"],
    )
    def test_what_is_no_order_is_refused(self, client, board, moderator, path, order):
        posts = pinned(board, "하나", "둘")
        client.force_login(moderator)
        sent = {"order": order, "version": version(moderator, board)}
        assert client.post(path, sent).status_code == 422
        assert shown(board) == posts

    def test_costs_as_many_queries_for_many_notices_as_for_one(
        self, client, board, moderator, path, django_assert_num_queries
    ):
        client.force_login(moderator)
        NoticeFactory(post__board=board, must_read=True)
        client.get(path)
        with django_assert_num_queries(9):
            client.get(path)
        for _ in range(4):
            NoticeFactory(post__board=board, must_read=True)
        with django_assert_num_queries(9):
            client.get(path)

    def test_more_than_can_be_put_in_order_are_refused(self, board, moderator):
        posts = [NoticeFactory(post__board=board).post_id for _ in range(MAX_ORDERED + 1)]
        with pytest.raises(ValidationError, match="too many"):
            order_notices(board=board, by=moderator, posts=posts)

    def test_those_of_hidden_posts_say_so_and_of_deleted_ones_are_gone(
        self, client, board, moderator, path
    ):
        NoticeFactory(post=PostFactory(board=board, title="숨긴 것", state=State.HIDDEN))
        NoticeFactory(post=PostFactory(board=board, title="지운 것", state=State.DELETED))
        client.force_login(moderator)
        page = client.get(path, {"lang": "en"}).content.decode()
        assert "nobody sees the notice" in page
        assert "숨긴 것" in page
        assert "지운 것" not in page

    def test_a_guest_and_a_member_get_no_page_of_every_board(self, client, moderator):
        client.force_login(moderator)
        assert client.get(EVERYWHERE).status_code == 403
        client.force_login(AdminFactory())
        NoticeFactory(scope=Scope.EVERY_BOARD, post__title="전체에 알림")
        assert "전체에 알림" in client.get(EVERYWHERE).content.decode()


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_of_two_orders_from_one_page_one_is_stored_and_one_told(self):
        moderators = [MemberFactory() for _ in range(3)]
        board = BoardFactory(moderators=moderators)
        posts = pinned(board, "하나", "둘", "셋")
        opened = version(moderators[0], board)

        def order(moderator, wanted):
            try:
                order_notices(board=board, by=moderator, posts=wanted, version=opened)
            except ChangedMeanwhile:
                return None
            return wanted

        orders = [posts[::-1], [posts[1], posts[0], posts[2]], [posts[2], posts[0], posts[1]]]
        calls = [partial(order, m, o) for m, o in zip(moderators, orders, strict=True)]
        stored = [each for each in at_once(*calls) if each]
        assert len(stored) == 1
        assert shown(board) == stored[0]

    def test_an_order_and_another_time_both_stay(self):
        moderators = [MemberFactory() for _ in range(2)]
        board = BoardFactory(moderators=moderators)
        for _ in range(5):
            Notice.objects.all().delete()
            posts = pinned(board, "하나", "둘")
            notice = Notice.objects.select_related("post").get(post=posts[0])
            end = timezone.now() + HOUR
            at_once(
                partial(order_notices, board=board, by=moderators[0], posts=posts[::-1]),
                partial(
                    reschedule_notice,
                    post=notice.post,
                    by=moderators[1],
                    scope=Scope.THIS_BOARD,
                    position=500,
                    starts_at=notice.starts_at,
                    ends_at=end,
                ),
            )
            assert Notice.objects.get(post=posts[0]).ends_at == end
            assert shown(board) == posts[::-1]

    def test_each_of_many_moves_counts(self):
        moderators = [MemberFactory() for _ in range(4)]
        board = BoardFactory(moderators=moderators)
        posts = pinned(board, *"가나다라마")
        at_once(
            *(partial(move_notice, board=board, by=m, post=posts[0], down=True) for m in moderators)
        )
        assert shown(board) == [*posts[1:], posts[0]]
