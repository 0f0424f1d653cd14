"""That a moderator reads a secret post is logged: once a day, before it is shown."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.moderation.models import ModerationEntry
from tests.concurrency import at_once
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
)
from tests.sanctions.people import signed_in

pytestmark = pytest.mark.django_db

READ = "read_secret"


def lines() -> list[tuple]:
    entries = ModerationEntry.objects.filter(verb=READ).order_by("pk")
    return list(entries.values_list("by", "kind", "target_id"))


def test_a_moderator_who_reads_a_secret_post_is_logged_once_a_day():
    moderator, other = MemberFactory(), AdminFactory()
    post = PostFactory(board=BoardFactory(moderators=[moderator]), is_secret=True)
    with time_machine.travel("2026-11-30 12:00:00Z", tick=False) as clock:
        client = signed_in(moderator)
        for _ in range(2):
            assert client.get(post.get_absolute_url()).status_code == 200
        client.get(f"/posts/{post.pk}/history/")
        assert lines() == [(moderator.pk, "post", str(post.pk))]
        signed_in(other).get(post.get_absolute_url())
        assert len(lines()) == 2
        clock.shift(24 * 60 * 60)
        client.get(post.get_absolute_url())
        assert len(lines()) == 3


def test_authors_and_readers_of_open_posts_are_not_logged():
    moderator = MemberFactory()
    board = BoardFactory(moderators=[moderator])
    secret, open_post = PostFactory(board=board, is_secret=True), PostFactory(board=board)
    signed_in(secret.author).get(secret.get_absolute_url())
    signed_in(moderator).get(open_post.get_absolute_url())
    assert signed_in(MemberFactory()).get(secret.get_absolute_url()).status_code == 403
    assert lines() == []


def test_staff_who_see_as_a_moderator_are_logged_themselves():
    admin, moderator = AdminFactory(), MemberFactory()
    post = PostFactory(board=BoardFactory(moderators=[moderator]), is_secret=True)
    client = signed_in(admin)
    client.post(f"/moderation/members/{moderator.pk}/see-as/", {"reason": "문의"})
    assert client.get(post.get_absolute_url()).status_code == 200
    assert lines() == [(admin.pk, "post", str(post.pk))]


def test_the_log_tells_it_in_words():
    moderator = MemberFactory()
    board = BoardFactory(moderators=[moderator])
    post = PostFactory(board=board, is_secret=True)
    client = signed_in(moderator)
    client.get(post.get_absolute_url())
    assert "Read the secret post" in client.get("/moderation/log/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_leave_one_line():
    moderator = MemberFactory()
    post = PostFactory(board=BoardFactory(moderators=[moderator]), is_secret=True)
    windows = [signed_in(moderator) for _ in range(2)]
    at_once(
        *(lambda window=window: window.get(post.get_absolute_url()) and None for window in windows)
    )
    assert len(lines()) == 1


class TestSecretComments:
    READ = "read_secret_comments"

    @pytest.fixture
    def moderator(self):
        return MemberFactory()

    @pytest.fixture
    def post(self, moderator):
        return PostFactory(board=BoardFactory(moderators=[moderator]))

    def lines(self) -> list[tuple]:
        entries = ModerationEntry.objects.filter(verb=self.READ).order_by("pk")
        return list(entries.values_list("by", "kind", "target_id"))

    def test_of_others_are_logged_once_a_day_in_one_line(self, post, moderator):
        for _time in range(2):
            CommentFactory(post=post, is_secret=True)
        with time_machine.travel("2026-11-30 12:00:00Z", tick=False) as clock:
            client = signed_in(moderator)
            for _time in range(2):
                client.get(post.get_absolute_url())
            assert self.lines() == [(moderator.pk, "post", str(post.pk))]
            clock.shift(24 * 60 * 60)
            client.get(post.get_absolute_url())
            assert len(self.lines()) == 2

    def test_are_not_logged_for_who_may_read_them_as_a_member(self, moderator):
        board = BoardFactory(moderators=[moderator])
        own_post = PostFactory(board=board, author=moderator)
        CommentFactory(post=own_post, is_secret=True)
        other_post = PostFactory(board=board)
        CommentFactory(post=other_post, author=moderator, is_secret=True)
        asked = CommentFactory(post=other_post, author=moderator, is_secret=True)
        CommentFactory(post=other_post, parent=asked, author=other_post.author, is_secret=True)
        client = signed_in(moderator)
        for post in (own_post, other_post):
            assert client.get(post.get_absolute_url()).status_code == 200
        assert self.lines() == []

    def test_that_others_do_not_see_are_not_logged(self, post):
        CommentFactory(post=post, is_secret=True)
        signed_in(MemberFactory()).get(post.get_absolute_url())
        assert self.lines() == []

    def test_cost_nothing_where_there_is_none(self, post, moderator):
        CommentFactory(post=post)
        client = signed_in(moderator)
        client.get(post.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(post.get_absolute_url())
        assert not any("moderationentry" in each["sql"] for each in queries)
