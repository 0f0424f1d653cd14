"""Writing a poll: what is stored, what is refused, and that nothing that was typed is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from boards.filters.kinds import FilterOutcome
from boards.posts.models import Draft, Poll, Post
from boards.posts.polls.content import NO_POLL, PollContent, checked, poll_of
from boards.posts.states import State
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.factories import BoardFactory, MemberFactory
from tests.filters.writing import publish, watch
from tests.posts.polls.asking import CHOICES, post_with_poll, vote_for, votes_of

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "순두부 이야기", "body": "어디가 맛있나요?", "comments_open": "on",
    "poll_question": "어디 순두부?", "poll_choices": "뉴욕\n\n LA \n집", "poll_max_choices": "all",
    "poll_allows_changes": "on",
}  # fmt: skip


def send(client, board, **changes):
    return client.post(reverse("posts:write", args=[board.slug]), {**TYPED, **changes})


def save(client, post, **changes):
    fields = {**TYPED, "version": version_of(post), **changes}
    return client.post(reverse("posts:edit", args=[post.pk]), fields)


@pytest.fixture
def writer(client):
    member = MemberFactory()
    client.force_login(member)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return member


class TestNew:
    def test_a_poll_is_stored_with_its_post(self, client, writer):
        board = BoardFactory()
        assert send(client, board).status_code == 302
        post = Post.objects.get()
        assert post.has_poll
        assert poll_of(post) == PollContent("어디 순두부?", CHOICES, max_choices=3)

    def test_without_choices_there_is_no_poll(self, client, writer):
        assert send(client, BoardFactory(), poll_question="", poll_choices=" \n").status_code == 302
        assert not Post.objects.get().has_poll
        assert not Poll.objects.exists()

    def test_a_closing_time_is_of_the_writers_zone(self, client, writer):
        writer.time_zone = "Asia/Seoul"
        writer.save()
        assert send(client, BoardFactory(), poll_closes_at="2100-01-02T09:00").status_code == 302
        assert Poll.objects.get().closes_at.isoformat() == "2100-01-02T00:00:00+00:00"

    @pytest.mark.parametrize(
        "changes, told",
        [
            ({"poll_choices": "하나"}, "2 to 20 choices"),
            ({"poll_choices": "\n".join(map(str, range(21)))}, "2 to 20 choices"),
            ({"poll_choices": "예\n아니요\nＹＥＳ\nyes"}, "is there twice"),
            ({"poll_choices": f"예\n{'아' * 101}"}, "100 characters at most"),
            ({"poll_choices": "예\n\u3164"}, "shows nothing"),
            ({"poll_choices": "가\n" * 50_000}, "at most"),
            ({"poll_question": "물" * 201}, "at most"),
            ({"poll_choices": ""}, "Give the poll its choices"),
            ({"poll_max_choices": "99"}, "not one of the available choices"),
            ({"poll_closes_at": "2001-01-01T00:00"}, "has passed already"),
            ({"poll_closes_at": "tomorrow"}, "Enter a valid date"),
        ],
    )
    def test_what_is_refused_is_told_and_all_that_was_typed_comes_back(
        self, client, writer, changes, told
    ):
        response = send(client, BoardFactory(), **changes)
        page = response.content.decode()
        assert response.status_code == 422
        assert told in page
        assert '<details class="writing__more" open>' in page
        for text in {**TYPED, **changes}.values():
            first = text.split("\n")[0][:40]
            assert first in page
        assert not Post.objects.exists()

    def test_a_title_that_is_refused_leaves_the_poll_as_it_was_typed(self, client, writer):
        page = send(client, BoardFactory(), title="").content.decode()
        assert "어디 순두부?" in page
        assert "뉴욕\n\n LA \n집</textarea>" in page
        assert '<option value="all" selected>' in page

    def test_the_preview_shows_what_is_asked(self, client, writer):
        page = send(client, BoardFactory(), preview="1").content.decode()
        assert "<li>LA</li>" in page

    def test_whoever_is_signed_out_meanwhile_gets_it_back(self, client):
        page = send(client, BoardFactory()).content.decode()
        assert "어디 순두부?" in page
        assert "뉴욕" in page

    def test_a_draft_keeps_it(self, client, writer):
        board = BoardFactory()
        assert send(client, board, cancel="1").status_code == 302
        fields = Draft.objects.get(member=writer).fields
        assert fields["poll_choices"] == TYPED["poll_choices"]
        assert fields["poll_allows_changes"] is True
        page = client.get(f"{reverse('posts:write', args=[board.slug])}?draft=continue")
        assert "어디 순두부?" in page.content.decode()

    def test_a_poll_alone_is_worth_a_draft(self, client, writer):
        board = BoardFactory()
        send(client, board, title="", body="", cancel="1")
        assert Draft.objects.filter(member=writer).exists()

    def test_every_text_of_it_is_looked_at_by_the_filters(self):
        poll = PollContent("나쁜말?", ("예", "아니요"))
        for outcome in (FilterOutcome.BLOCK, FilterOutcome.MASK):
            watch(outcome)
        for asked, field in [
            (poll, "poll_question"),
            (PollContent("물음", ("예", "나쁜말")), "poll_choices"),
        ]:
            with pytest.raises(ValidationError) as caught:
                publish(poll=asked)
            assert field in caught.value.error_dict

    def test_one_with_a_word_to_look_at_waits(self):
        watch(FilterOutcome.HOLD)
        post = publish(poll=PollContent("물음", ("예", "나쁜말")))
        assert post.state == State.WAITING
        assert votes_of(post) == (0, 0)


class TestEdit:
    def test_it_can_be_changed_while_nobody_has_voted(self, client, writer):
        post = post_with_poll(author=writer)
        assert save(client, post, poll_choices="예\n아니요").status_code == 302
        assert poll_of(post).choices == ("예", "아니요")

    def test_without_choices_it_is_gone(self, client, writer):
        post = post_with_poll(author=writer)
        assert save(client, post, poll_question="", poll_choices="").status_code == 302
        post.refresh_from_db()
        assert not post.has_poll
        assert poll_of(post) == NO_POLL

    def test_a_post_gets_one_later(self, client, writer):
        post = publish(author=writer)
        save(client, post)
        post.refresh_from_db()
        assert post.has_poll

    def test_the_form_holds_what_is_stored(self, client, writer):
        post = post_with_poll(author=writer, poll={"max_choices": 2})
        page = client.get(reverse("posts:edit", args=[post.pk])).content.decode()
        assert "뉴욕\nLA\n집</textarea>" in page
        assert '<option value="2" selected>' in page

    def test_after_the_first_vote_only_the_closing_time_can_be_changed(self, client, writer):
        post = post_with_poll(author=writer)
        vote_for(post, MemberFactory(), 0)
        page = client.get(reverse("posts:edit", args=[post.pk])).content.decode()
        assert "Somebody has voted" in page
        assert "poll_max_choices" not in page
        response = save(client, post, poll_choices="예\n아니요")
        page = response.content.decode()
        assert response.status_code == 422
        assert "예\n아니요</textarea>" in page
        assert "뉴욕 / LA / 집" in page
        later = save(client, post, poll_closes_at="2100-01-02T09:00")
        assert later.status_code == 302
        assert Poll.objects.get(pk=post.pk).closes_at is not None
        assert votes_of(post) == (1, 0, 0)

    def test_a_closed_poll_with_votes_stays_closed(self, writer):
        post = post_with_poll(author=writer)
        vote_for(post, MemberFactory(), 0)
        Poll.objects.update(closes_at=timezone.now() - timedelta(hours=1))
        asked = poll_of(post).closing(timezone.now() + timedelta(days=1))
        texts = {"title": post.title, "body": post.body}
        with pytest.raises(ValidationError) as caught:
            edit_post(post=post, by=writer, version=version_of(post), poll=asked, **texts)
        assert "poll_closes_at" in caught.value.error_dict
        edit_post(post=post, by=writer, version=version_of(post), poll=poll_of(post), **texts)

    def test_an_edit_that_says_nothing_of_the_poll_leaves_it(self, writer):
        post = post_with_poll(author=writer)
        edit_post(post=post, by=writer, version=version_of(post), title="다른", body=post.body)
        post.refresh_from_db()
        assert post.has_poll
        assert poll_of(post).choices == CHOICES

    def test_two_windows_notice_each_other(self, client, writer):
        post = post_with_poll(author=writer)
        begun = version_of(post)
        save(client, post, poll_choices="예\n아니요")
        response = save(client, post, version=begun, poll_choices="왼쪽\n오른쪽")
        assert response.status_code == 409
        assert "왼쪽\n오른쪽</textarea>" in response.content.decode()
        assert poll_of(post).choices == ("예", "아니요")

    def test_a_vote_is_no_change_of_the_post(self, writer):
        post = post_with_poll(author=writer)
        begun = version_of(post)
        vote_for(post, MemberFactory(), 0)
        assert version_of(post) == begun


def test_one_vote_never_has_more_choices_than_there_are() -> None:
    assert checked(PollContent("물음", ("예", "아니요"), max_choices=9)).max_choices == 2
