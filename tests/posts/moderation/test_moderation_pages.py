"""The moderators' panel on the article page, and where its buttons lead."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from boards.posts.models import Notice
from boards.posts.states import Scope, State
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db

NAMES = ["hide", "show", "lock", "unlock", "delete", "notice", "unpin"]
BUTTONS = ["hide", "show", "lock", "unlock", "delete", "unpin"]
PIN = {
    "scope": Scope.THIS_BOARD.value,
    "position": "7",
    "starts_at": "2026-01-02T03:04",
    "ends_at": "2026-02-03T04:05",
}


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def post(moderator):
    return PostFactory(board=BoardFactory(moderators=[moderator]))


@pytest.fixture
def moderating(client, moderator):
    """A browser in which the moderator is signed in and reads English."""
    client.force_login(moderator)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def url(name, post) -> str:
    return reverse(f"posts:{name}", args=[post.pk])


def text(response) -> str:
    return response.content.decode()


def log_of(post) -> list[str]:
    return [entry.get_change_message() for entry in LogEntry.objects.filter(object_id=post.pk)]


class TestPanel:
    def test_is_for_moderators_of_the_board_only(self, client, post, moderator):
        address = post.get_absolute_url()
        stranger = MemberFactory()
        BoardFactory(moderators=[stranger])
        assert 'class="moderation"' not in text(client.get(address))
        for viewer, sees in ((stranger, False), (post.author, False), (moderator, True)):
            client.force_login(viewer)
            assert ('class="moderation"' in text(client.get(address))) is sees

    def test_offers_what_the_state_allows(self, moderating, post):
        def offered():
            page = text(moderating.get(post.get_absolute_url()))
            return {name for name in NAMES if url(name, post) in page}

        assert offered() == {"hide", "lock", "delete", "notice"}
        NoticeFactory(post=post)
        assert offered() == {"hide", "lock", "delete", "notice", "unpin"}
        post.state = State.HIDDEN
        post.save()
        assert offered() == {"show", "lock", "delete", "notice", "unpin"}
        Notice.objects.all().delete()
        assert offered() == {"show", "lock", "delete"}
        post.comments_locked = True
        post.save()
        assert offered() == {"show", "unlock", "delete"}

    @pytest.mark.parametrize(
        ("starts", "ends", "korean", "english"),
        [
            ("2026-02-01", None, "예약된 공지입니다. 2026.02.01 00:00부터 보입니다.",
             "This notice is scheduled: it will be shown from Feb 1, 2026, 12:00 AM."),
            ("2026-02-01", "2026-03-01", "2026.02.01 00:00부터 2026.03.01 00:00까지 보입니다.",
             "it will be shown from Feb 1, 2026, 12:00 AM until Mar 1, 2026, 12:00 AM."),
            ("2025-12-01", "2026-03-01", "2025.12.01 00:00부터 2026.03.01 00:00까지 보이는",
             "shown since Dec 1, 2025, 12:00 AM and ends Mar 1, 2026, 12:00 AM."),
            ("2025-12-01", "2026-01-01", "끝난 공지입니다. 2026.01.01 00:00까지 보였습니다.",
             "This notice is over: it was shown until Jan 1, 2026, 12:00 AM."),
            ("2025-12-01", None, "2025.12.01 00:00부터 보이는 공지입니다.",
             "This notice has been shown since Dec 1, 2025, 12:00 AM."),
        ],
    )  # fmt: skip
    def test_says_when_a_notice_is_shown(self, moderating, post, starts, ends, korean, english):
        zone = ZoneInfo("America/New_York")
        times = [
            each and datetime.fromisoformat(each).replace(tzinfo=zone) for each in (starts, ends)
        ]
        NoticeFactory(post=post, starts_at=times[0], ends_at=times[1])
        with time_machine.travel(datetime(2026, 1, 15, tzinfo=zone)):
            for address in (post.get_absolute_url(), url("notice", post)):
                for language, said in (("ko", korean), ("en", english)):
                    page = text(moderating.get(address, {"lang": language}))
                    assert said in " ".join(re.sub(r"<[^>]+>", "", page).split())
            readers = text(Client().get(post.get_absolute_url(), {"lang": "en"}))
            assert "This notice" not in readers

    def test_does_not_offer_to_change_a_notice_of_every_board(self, moderating, post):
        NoticeFactory(post=post, scope=Scope.EVERY_BOARD)
        page = text(moderating.get(post.get_absolute_url()))
        assert "Pinned on every board." in page
        assert url("notice", post) not in page
        assert url("unpin", post) not in page

    def test_costs_few_queries(self, moderating, post, django_assert_max_num_queries):
        NoticeFactory(post=post)
        moderating.get(post.get_absolute_url())
        with django_assert_max_num_queries(14):
            moderating.get(post.get_absolute_url())


class TestDoors:
    @pytest.mark.parametrize("name", BUTTONS)
    def test_buttons_do_not_answer_links(self, moderating, post, name):
        assert moderating.get(url(name, post)).status_code == 405

    @pytest.mark.parametrize("name", NAMES)
    def test_a_post_without_its_token_is_refused(self, post, moderator, name):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(moderator)
        assert browser.post(url(name, post), PIN).status_code == 403
        assert not LogEntry.objects.exists()

    @pytest.mark.parametrize("name", NAMES)
    def test_guests_and_strangers_are_refused(self, client, post, name):
        NoticeFactory(post=post)
        assert client.post(url(name, post), PIN).status_code == 403
        stranger = MemberFactory()
        BoardFactory(moderators=[stranger])
        for viewer in (stranger, post.author, MemberFactory(is_staff=True)):
            client.force_login(viewer)
            assert client.post(url(name, post), PIN).status_code == 403
        post.refresh_from_db()
        assert post.is_published
        assert Notice.objects.filter(post=post, position=100).exists()

    @pytest.mark.parametrize("name", NAMES)
    def test_a_hidden_post_shows_itself_to_nobody_else(self, client, post, name):
        post.state = State.HIDDEN
        post.save()
        assert client.post(url(name, post)).status_code == 404
        client.force_login(post.author)
        assert client.post(url(name, post)).status_code == 404

    @pytest.mark.parametrize("name", NAMES)
    def test_a_deleted_post_says_that_it_is_deleted(self, moderating, post, name):
        post.state = State.DELETED
        post.save()
        assert moderating.post(url(name, post), PIN).status_code == 410
        assert not Notice.objects.exists()

    @pytest.mark.parametrize("name", NAMES)
    def test_a_post_that_never_was_is_not_found(self, moderating, name):
        for pk in (999_999, 10**30):
            assert moderating.post(reverse(f"posts:{name}", args=[pk])).status_code == 404

    def test_the_form_sends_guests_to_sign_in_and_strangers_away(self, client, post):
        response = client.get(url("notice", post))
        assert response.status_code == 302
        assert response.url == f"/accounts/login/?next={url('notice', post)}"
        client.force_login(post.author)
        assert client.get(url("notice", post)).status_code == 403


class TestButtons:
    def test_hide_and_show_again(self, moderating, post):
        response = moderating.post(url("hide", post), {"reason": "광고"}, follow=True)
        assert response.redirect_chain == [(post.get_absolute_url(), 302)]
        assert "The post is hidden." in text(response)
        post.refresh_from_db()
        assert post.state == State.HIDDEN
        response = moderating.post(url("show", post), follow=True)
        assert "Everybody sees the post again." in text(response)
        post.refresh_from_db()
        assert post.is_published
        assert log_of(post) == ["Shown again.", "Hidden. 광고"]

    def test_a_reason_that_is_too_long_comes_back_with_the_form(self, moderating, post):
        reason = "x" * 201
        response = moderating.post(url("hide", post), {"reason": reason})
        assert response.status_code == 422
        assert reason in text(response)
        assert "at most 200 characters" in text(response)
        post.refresh_from_db()
        assert post.is_published

    def test_delete_leads_to_the_board(self, moderating, post):
        response = moderating.post(url("delete", post), follow=True)
        assert response.redirect_chain == [(post.board.get_absolute_url(), 302)]
        assert "The post was deleted." in text(response)
        assert moderating.get(post.get_absolute_url()).status_code == 410
        assert log_of(post) == ["Deleted."]

    def test_unpin(self, moderating, post):
        NoticeFactory(post=post)
        response = moderating.post(url("unpin", post), follow=True)
        assert "no longer pinned" in text(response)
        assert not Notice.objects.exists()
        assert log_of(post) == ["Unpinned."]

    def test_unpin_is_refused_for_a_notice_of_every_board(self, moderating, post):
        NoticeFactory(post=post, scope=Scope.EVERY_BOARD)
        assert moderating.post(url("unpin", post)).status_code == 403
        assert Notice.objects.exists()


class TestNoticeForm:
    @pytest.mark.parametrize(
        ("now", "told"),
        [
            ("2026-01-01T00:00Z", "The notice was saved. It appears on Jan 2, 2026, 3:04 AM."),
            ("2026-01-10T00:00Z", "The post is pinned."),
            ("2026-03-01T00:00Z", "The notice was saved, but its time is over"),
        ],
    )
    def test_says_when_a_notice_is_seen(self, moderating, post, moderator, now, told):
        with time_machine.travel(now, tick=False):
            moderating.force_login(moderator)
            response = moderating.post(url("notice", post), PIN, follow=True)
        assert told in text(response)

    def test_pins_in_the_sites_time_zone(self, moderating, post, moderator):
        with time_machine.travel("2026-01-10T00:00Z", tick=False):
            moderating.force_login(moderator)
            response = moderating.post(url("notice", post), PIN, follow=True)
        assert response.redirect_chain == [(post.get_absolute_url(), 302)]
        assert "The post is pinned." in text(response)
        notice = Notice.objects.get()
        new_york = ZoneInfo("America/New_York")
        assert notice.starts_at == datetime(2026, 1, 2, 3, 4, tzinfo=new_york)
        assert notice.ends_at == datetime(2026, 2, 3, 4, 5, tzinfo=new_york)
        assert (notice.position, notice.pinned_by) == (7, moderator)
        assert log_of(post) == ["Pinned as a notice."]

    def test_changes_an_existing_notice(self, moderating, post):
        notice = NoticeFactory(post=post, pinned_by=post.author)
        page = text(moderating.get(url("notice", post)))
        assert "Change the notice" in page
        assert 'value="100"' in page
        moderating.post(url("notice", post), {**PIN, "ends_at": ""})
        notice.refresh_from_db()
        assert (notice.position, notice.ends_at, notice.pinned_by) == (7, None, post.author)
        assert log_of(post) == ["Changed the notice."]

    def test_offers_every_board_to_those_who_may(self, moderating, post):
        assert "every_board" not in text(moderating.get(url("notice", post)))
        moderating.force_login(AdminFactory())
        assert 'value="every_board"' in text(moderating.get(url("notice", post)))
        moderating.post(url("notice", post), {**PIN, "scope": "every_board"})
        assert Notice.objects.get().scope == Scope.EVERY_BOARD

    def test_a_notice_of_every_board_is_not_the_moderators_to_change(self, moderating, post):
        NoticeFactory(post=post, scope=Scope.EVERY_BOARD)
        assert moderating.get(url("notice", post)).status_code == 403
        assert moderating.post(url("notice", post), PIN).status_code == 403

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"ends_at": "2026-01-02T03:04"}, "The end must be later than the start."),
            ({"scope": "every_board"}, "Select a valid choice."),
            ({"position": "-1"}, "greater than or equal to 0"),
            ({"position": "1" * 30}, "less than or equal to"),
            ({"position": "first"}, "Enter a whole number."),
            ({"starts_at": ""}, "This field is required."),
            ({"starts_at": "yesterday"}, "Enter a valid date/time."),
            ({"starts_at": "0001-01-01T00:00"}, "Give a year from 1970 to 2999."),
            ({"ends_at": "9999-12-31T23:59"}, "Give a year from 1970 to 2999."),
            ({"starts_at": "2026-03-08T02:30"}, "couldn’t be interpreted in time zone"),
        ],
    )
    def test_comes_back_with_what_was_typed_and_the_message_beside_it(
        self, moderating, post, wrong, message
    ):
        response = moderating.post(url("notice", post), {**PIN, **wrong})
        page = text(response)
        assert response.status_code == 422
        (field, value), *_ = wrong.items()
        assert f'id="id_{field}_error"' in page
        assert message in page.replace("&#x27;", "'")
        if field != "scope":
            assert f'value="{value}"' in page or not value
        assert not Notice.objects.exists()

    def test_says_so_when_the_post_was_hidden_meanwhile(self, moderating, post):
        post.state = State.HIDDEN
        post.save()
        response = moderating.post(url("notice", post), PIN, follow=True)
        assert "This post is hidden. Show it again before you pin it." in text(response)
        assert not Notice.objects.exists()

    def test_is_korean_for_those_who_read_korean(self, moderating, post):
        response = moderating.get(url("notice", post), headers={"accept-language": "ko"})
        assert response.headers["Content-Language"] == "ko"
