"""Notices that every member is asked to read, and to confirm."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.access import Access
from boards.moderation.models import ModerationEntry
from boards.posts.models import NoticeConfirmation
from boards.posts.notices.actions.ask_anew import ask_anew
from boards.posts.notices.actions.confirm_notice import confirm_notice
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.reschedule_notice import reschedule_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.notices.confirmations import confirmed, confirmed_of
from boards.posts.states import Scope, State
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
STRIP = "꼭 읽어 주세요"
BUTTON = "읽었습니다</button>"
DONE = "읽었다고 확인한 공지입니다."


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def board(moderator):
    return BoardFactory(moderators=[moderator])


@pytest.fixture
def notice(board):
    return NoticeFactory(post__board=board, post__title="새 규칙", must_read=True)


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member)
    return member


def page(client, path):
    return client.get(path, {"lang": "ko"}).content.decode()


def confirm(notice, member, edition=1):
    confirm_notice(post=notice.post, by=member, edition=edition)


class TestConfirming:
    def test_the_strip_leads_to_the_notice_until_it_is_confirmed(self, client, notice, member):
        other = PostFactory(board=notice.post.board)
        paths = (notice.post.board.get_absolute_url(), other.get_absolute_url())
        for path in paths:
            assert STRIP in page(client, path)
        response = client.post(f"{notice.post.get_absolute_url()}notice/confirm/", {"edition": 1})
        assert response.status_code == 302
        for path in paths:
            assert STRIP not in page(client, path)
        assert NoticeConfirmation.objects.get().member == member

    def test_the_notice_itself_has_the_button_and_no_strip(self, client, notice, member):
        path = notice.post.get_absolute_url()
        assert BUTTON in page(client, path)
        assert STRIP not in page(client, path)
        confirm(notice, member)
        assert BUTTON not in page(client, path)
        assert DONE in page(client, path)

    def test_guests_see_neither_strip_nor_button(self, client, notice):
        for path in (notice.post.board.get_absolute_url(), notice.post.get_absolute_url()):
            text = page(client, path)
            assert STRIP not in text
            assert BUTTON not in text

    def test_one_of_every_board_asks_at_home_and_everywhere(self, client, notice, member):
        type(notice).objects.update(scope=Scope.EVERY_BOARD)
        for path in ("/", "/all/", BoardFactory().get_absolute_url()):
            assert STRIP in page(client, path)

    @pytest.mark.parametrize(
        "fields",
        [
            {"must_read": False},
            {"starts_at": timezone.now() + 100 * 365 * 24 * HOUR},
            {"starts_at": timezone.now() - 2 * HOUR, "ends_at": timezone.now() - HOUR},
        ],
        ids=["ordinary", "scheduled", "over"],
    )
    def test_what_is_not_asked_now_is_not_confirmed(self, client, notice, member, fields):
        type(notice).objects.update(**fields)
        assert STRIP not in page(client, notice.post.board.get_absolute_url())
        assert BUTTON not in page(client, notice.post.get_absolute_url())
        with pytest.raises(ValidationError) as refused:
            confirm(notice, member)
        assert refused.value.code == "not_asked"

    def test_a_notice_of_a_board_that_one_may_not_read_is_not_told_of(self, client, member):
        closed = BoardFactory(read_access=Access.MODERATORS)
        notice = NoticeFactory(post__board=closed, scope=Scope.EVERY_BOARD, must_read=True)
        assert STRIP not in page(client, "/all/")
        with pytest.raises(PermissionDenied):
            confirm(notice, member)

    def test_twice_is_once(self, notice, member):
        confirm(notice, member)
        confirm(notice, member)
        assert NoticeConfirmation.objects.count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            NoticeConfirmation.objects.create(notice=notice, member=member, edition=1)

    @pytest.mark.parametrize("edition", ["", "x", "0", "99999999999999999999", "-1"])
    def test_a_confirmation_of_no_edition_is_told_and_stored_nowhere(
        self, client, notice, member, edition
    ):
        path = f"{notice.post.get_absolute_url()}notice/confirm/"
        assert client.post(path, {"edition": edition}).status_code == 302
        assert not NoticeConfirmation.objects.exists()

    def test_pages_ask_the_database_no_more_than_without_one(self, client, board, member):
        ordinary, asked = PostFactory(board=board), BoardFactory()
        NoticeFactory(post=ordinary)
        must_read = NoticeFactory(post__board=asked, must_read=True).post
        for first, second in (
            (board.get_absolute_url(), asked.get_absolute_url()),
            (ordinary.get_absolute_url(), must_read.get_absolute_url()),
        ):
            client.get(first), client.get(second)
            counts = []
            for path in (first, second):
                with CaptureQueriesContext(connection) as queries:
                    client.get(path)
                counts.append(len(queries))
            assert counts[0] == counts[1]


class TestAskingAnew:
    def test_what_was_confirmed_before_counts_no_more(self, client, notice, member, moderator):
        confirm(notice, member)
        ask_anew(post=notice.post, by=moderator, edition=1)
        assert STRIP in page(client, notice.post.board.get_absolute_url())
        assert confirmed(notice) == 0
        entry = ModerationEntry.objects.get()
        assert (entry.verb, entry.before) == ("ask_anew", {"confirmed": 1})
        confirm(notice, member, edition=2)
        assert confirmed(notice) == 1

    def test_who_confirms_the_text_of_before_is_told(self, client, notice, member, moderator):
        ask_anew(post=notice.post, by=moderator, edition=1)
        with pytest.raises(ValidationError) as refused:
            confirm(notice, member, edition=1)
        assert refused.value.code == "anew"
        assert not NoticeConfirmation.objects.exists()

    def test_editing_the_notice_asks_nobody_anew(self, notice, member, moderator):
        confirm(notice, member)
        place = {"scope": notice.scope, "position": 1, "starts_at": notice.starts_at}
        reschedule_notice(post=notice.post, by=moderator, ends_at=None, **place)
        notice.refresh_from_db()
        assert (notice.must_read, confirmed(notice)) == (True, 1)

    def test_is_for_the_boards_moderators(self, client, notice, member):
        foreign = MemberFactory()
        BoardFactory(moderators=[foreign])
        for by in (member, foreign):
            with pytest.raises(PermissionDenied):
                ask_anew(post=notice.post, by=by, edition=1)
        type(notice).objects.update(scope=Scope.EVERY_BOARD)
        with pytest.raises(PermissionDenied):
            ask_anew(post=notice.post, by=notice.post.board.moderators.get(), edition=1)

    def test_unpinning_ends_it_and_the_log_has_how_many(self, notice, member, moderator):
        confirm(notice, member)
        unpin_notice(post=notice.post, by=moderator)
        assert ModerationEntry.objects.get().before == {"confirmed": 1}
        assert not NoticeConfirmation.objects.exists()
        notice.post.refresh_from_db()
        again = pin_notice(post=notice.post, by=moderator, must_read=True)
        assert confirmed(again) == 0


class TestCounting:
    def test_moderators_see_how_many_of_how_many(self, client, notice, moderator):
        confirm(notice, MemberFactory())
        client.force_login(moderator)
        told = "회원 3명 가운데 1명이 확인했습니다."
        for path in (
            notice.post.get_absolute_url(),
            f"{notice.post.board.get_absolute_url()}notices/",
        ):
            assert told in page(client, path)

    def test_nobody_else_does(self, client, notice, member):
        foreign = MemberFactory()
        BoardFactory(moderators=[foreign])
        for person in (member, foreign):
            client.force_login(person)
            assert "확인했습니다" not in page(client, notice.post.get_absolute_url())

    def test_only_active_members_who_can_read_the_board_are_counted(self, board, moderator):
        notice = NoticeFactory(post__board=board, must_read=True)
        gone, stays = MemberFactory(), MemberFactory()
        for each in (gone, stays):
            confirm(notice, each)
        gone.is_active = False
        gone.save()
        # The moderator, the author of the post, and who stays.
        assert confirmed_of([notice])[notice.pk] == (1, 3)
        closed = BoardFactory(read_access=Access.MODERATORS, moderators=[moderator])
        chief, secret = AdminFactory(), NoticeFactory(post__board=closed, must_read=True)
        for each in (chief, moderator):
            confirm(secret, each)
        secret.confirmations.create(member=stays, edition=1)
        assert confirmed_of([secret])[secret.pk] == (2, 2)

    def test_a_hidden_notice_asks_nobody(self, client, notice, member):
        type(notice.post).objects.filter(pk=notice.post_id).update(state=State.HIDDEN)
        assert STRIP not in page(client, notice.post.board.get_absolute_url())


class TestTheForm:
    def test_a_notice_is_made_one_to_be_read(self, client, board, moderator):
        post = PostFactory(board=board)
        client.force_login(moderator)
        sent = {
            "scope": "this_board", "position": 100, "must_read": "on",
            "starts_at": "2026-01-01T10:00",
        }  # fmt: skip
        response = client.post(f"/posts/{post.pk}/moderation/notice/", sent)
        assert response.status_code == 302
        post.refresh_from_db()
        assert post.notice.must_read


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_one_member_in_several_windows_confirms_once(self):
        notice, member = NoticeFactory(must_read=True), MemberFactory()
        at_once(*(partial(confirm, notice, member) for _ in range(4)))
        assert NoticeConfirmation.objects.count() == 1

    def test_two_moderators_ask_anew_once(self):
        moderators = [MemberFactory() for _ in range(3)]
        notice = NoticeFactory(post__board=BoardFactory(moderators=moderators), must_read=True)
        at_once(*(partial(ask_anew, post=notice.post, by=m, edition=1) for m in moderators))
        notice.refresh_from_db()
        assert notice.edition == 2
        assert ModerationEntry.objects.filter(verb="ask_anew").count() == 1

    def test_confirming_what_is_being_unpinned_leaves_nothing(self):
        moderator = MemberFactory()
        board = BoardFactory(moderators=[moderator])

        def try_to_confirm(notice, member):
            try:
                confirm(notice, member)
            except ValidationError as error:
                assert error.code == "not_asked"

        for _ in range(5):
            notice = NoticeFactory(post__board=board, must_read=True)
            at_once(
                partial(unpin_notice, post=notice.post, by=moderator),
                *(partial(try_to_confirm, notice, MemberFactory()) for _ in range(2)),
            )
            assert not NoticeConfirmation.objects.exists()
