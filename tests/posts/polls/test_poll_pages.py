"""What the article shows of a poll: to whom the form, to whom results, and to nobody who voted."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.caching import parts
from boards.posts.models import Poll, PollChoice, Post, VotedChoice
from boards.posts.polls.showing import percent_of
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.posts.polls.asking import keys_of, post_with_poll, vote_for, votes_of
from tests.posts.whole_pages import shown_to, signed_in

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}
HTMX = {"HX-Request": "true", **ENGLISH}


def page_of(post, viewer=None) -> str:
    client = Client(headers=ENGLISH)
    if viewer:
        client.force_login(viewer)
    return client.get(post.get_absolute_url()).content.decode()


def post_to(client, post, *choices, name="vote", headers=ENGLISH):
    path = reverse(f"posts:{name}", args=[post.pk])
    return client.post(path, {"choice": choices}, headers=headers)


class TestShown:
    def test_guests_see_what_is_asked_and_are_led_to_sign_in_and_back(self):
        post = post_with_poll()
        vote_for(post, MemberFactory(), 0)
        page = page_of(post)
        assert "어디 순두부?" in page
        assert "1 member voted" in page
        assert "Sign in and vote" in page
        assert f"next=%2Fposts%2F{post.pk}%2F%23poll" in page
        assert "<meter" not in page
        assert 'name="choice"' not in page

    def test_guests_see_results_where_the_author_lets_them(self):
        post = post_with_poll(poll={"shows_results_early": True})
        vote_for(post, MemberFactory(), 0)
        assert page_of(post).count("<meter") == 3

    def test_members_see_results_when_they_have_voted(self):
        post, member = post_with_poll(), MemberFactory()
        assert "<meter" not in page_of(post, member)
        vote_for(post, member, 1)
        page = page_of(post, member)
        assert page.count("<meter") == 3
        assert page.count("Your vote</span>") == 1
        assert re.search(r"1 vote\s+<span class=\"dot\">·</span> 100%", page)

    def test_everybody_sees_the_results_of_a_closed_poll(self):
        post = post_with_poll()
        vote_for(post, MemberFactory(), 1)
        Poll.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
        for viewer in (None, MemberFactory(), post.author):
            page = page_of(post, viewer)
            assert page.count("<meter") == 3
            assert "<strong>Closed</strong>" in page
            assert 'name="choice"' not in page

    def test_neither_the_author_nor_a_moderator_sees_more_than_other_members(self):
        moderator = MemberFactory()
        post = post_with_poll(board=BoardFactory(moderators=[moderator]))
        vote_for(post, MemberFactory(), 1)
        for viewer in (post.author, moderator, AdminFactory()):
            page = page_of(post, viewer)
            assert "<meter" not in page
            assert 'name="choice"' in page

    def test_several_choices_are_boxes_and_one_is_radio_buttons(self):
        member = MemberFactory()
        assert page_of(post_with_poll(), member).count('type="radio" name="choice"') == 3
        several = page_of(post_with_poll(poll={"max_choices": 2}), member)
        assert several.count('type="checkbox" name="choice"') == 3
        assert "Choose up to 2" in several

    def test_a_vote_that_cannot_be_changed_has_no_form(self):
        post, member = post_with_poll(poll={"allows_changes": False}), MemberFactory()
        vote_for(post, member, 0)
        assert 'name="choice"' not in page_of(post, member)

    def test_what_waits_is_shown_to_its_author_without_a_form(self):
        post = post_with_poll(state=State.WAITING)
        page = page_of(post, post.author)
        assert "어디 순두부?" in page
        assert 'name="choice"' not in page

    def test_an_archived_board_shows_results_and_no_form(self):
        post = post_with_poll(board=BoardFactory(is_archived=True))
        page = page_of(post, MemberFactory())
        assert page.count("<meter") == 3
        assert 'name="choice"' not in page

    def test_texts_are_escaped(self):
        post = post_with_poll(poll={"question": "<b>?", "choices": ("<i>1", "&2")})
        for viewer in (None, MemberFactory()):
            page = page_of(post, viewer)
            assert "<b>?" not in page
            assert "<i>1" not in page
            assert "&lt;i&gt;1" in page

    def test_lists_mark_posts_with_polls_but_for_what_they_withhold(self, client):
        board = BoardFactory()
        post_with_poll(board=board)
        assert (
            'class="poll-mark">Poll<'
            in client.get(board.get_absolute_url(), headers=ENGLISH).content.decode()
        )  # noqa: E501
        Post.objects.update(is_secret=True)
        assert "poll-mark" not in client.get(board.get_absolute_url()).content.decode()


class TestVoting:
    def test_a_vote_without_javascript_leads_back_to_the_poll(self, client):
        post = post_with_poll()
        client.force_login(MemberFactory())
        response = post_to(client, post, keys_of(post)[1])
        assert response["Location"] == f"{post.get_absolute_url()}#poll"
        assert (
            "Your vote is counted."
            in client.get(response["Location"], headers=ENGLISH).content.decode()
        )  # noqa: E501
        assert votes_of(post) == (0, 1, 0)

    def test_htmx_gets_the_results_in_place(self, client):
        post = post_with_poll()
        client.force_login(MemberFactory())
        page = post_to(client, post, keys_of(post)[1], headers=HTMX).content.decode()
        assert "<html" not in page
        assert page.count("<meter") == 3
        assert 'role="status"' in page

    @pytest.mark.parametrize("headers", [ENGLISH, HTMX])
    def test_too_many_choices_come_back_as_they_were_ticked(self, client, headers):
        post = post_with_poll(poll={"max_choices": 2})
        client.force_login(MemberFactory())
        response = post_to(client, post, *keys_of(post), headers=headers)
        page = response.content.decode()
        assert response.status_code == 422
        assert "2 at most" in page
        assert page.count(" checked>") == 3
        assert votes_of(post) == (0, 0, 0)

    @pytest.mark.parametrize("sent", [[], ["x"], ["9" * 5000], ["-1"], ["1.5", "²"], ["\0"]])
    def test_what_is_no_choice_is_refused(self, client, sent):
        post = post_with_poll(poll={"max_choices": 2})
        client.force_login(MemberFactory())
        assert post_to(client, post, *sent).status_code == 422

    def test_a_closed_poll_says_so(self, client):
        post = post_with_poll()
        client.force_login(MemberFactory())
        Poll.objects.update(closes_at=timezone.now())
        response = post_to(client, post, keys_of(post)[0])
        assert response.status_code == 409
        assert "This poll is closed." in response.content.decode()

    @pytest.mark.parametrize(
        "fields, status",
        [
            ({"state": State.DELETED}, 410),
            ({"state": State.HIDDEN}, 404),
            ({"is_secret": True}, 403),
        ],
    )
    def test_answers_as_the_post_does(self, client, fields, status):
        client.force_login(MemberFactory())
        post = post_with_poll(**fields)
        assert post_to(client, post, keys_of(post)[0]).status_code == status

    def test_guests_are_refused_and_reading_the_address_changes_nothing(self, client):
        post = post_with_poll()
        assert post_to(client, post, keys_of(post)[0]).status_code == 403
        client.force_login(MemberFactory())
        assert client.get(reverse("posts:vote", args=[post.pk])).status_code == 405
        assert votes_of(post) == (0, 0, 0)

    def test_a_post_without_a_poll_answers_404(self, client):
        client.force_login(MemberFactory())
        assert post_to(client, PostFactory(), "1").status_code == 404

    def test_the_author_closes_it_in_place(self, client):
        post = post_with_poll()
        client.force_login(post.author)
        page = post_to(client, post, name="poll-close", headers=HTMX).content.decode()
        assert "<strong>Closed</strong>" in page


class TestCachedParts:
    def test_each_viewer_has_the_page_that_is_theirs_and_votes_show_at_once(self):
        post = post_with_poll(poll={"shows_results_early": True})
        one, other = MemberFactory(), MemberFactory()
        clients = [Client(), signed_in(one), signed_in(other), signed_in(post.author)]
        path = post.get_absolute_url()

        def pages():
            return [shown_to(client, path, off="PREPARED_QUERIES") for client in clients]

        before = pages()
        assert set(parts.ARTICLES)
        vote_for(post, one, 0)
        after = pages()
        assert all(old != new for old, new in zip(before, after, strict=True))
        assert after[0].count("poll__own") == after[2].count("poll__own") == 0
        assert after[1].count("poll__own") == 1
        assert pages() == after
        Poll.objects.update(closes_at=timezone.now())
        assert all(old != new for old, new in zip(after, pages(), strict=True))

    def test_a_post_without_a_poll_asks_for_none(self):
        post = PostFactory()
        for client in (Client(), signed_in(MemberFactory())):
            with CaptureQueriesContext(connection) as asked:
                client.get(post.get_absolute_url())
            assert not [
                each
                for each in asked.captured_queries
                if "poll" in each["sql"].replace("has_poll", "")
            ]  # noqa: E501

    def test_a_poll_costs_one_query(self):
        plain, asking = PostFactory(), post_with_poll(poll={"shows_results_early": True})
        for client in (Client(), signed_in(MemberFactory())):
            numbers = []
            for post in (plain, asking, plain, asking):
                with CaptureQueriesContext(connection) as asked:
                    client.get(post.get_absolute_url())
                numbers.append(len(asked))
            assert numbers[3] == numbers[2] + 1


def test_who_voted_for_what_is_nowhere_in_the_admin() -> None:
    from django.contrib import admin

    assert VotedChoice not in admin.site._registry
    assert {PollChoice, Poll} & set(admin.site._registry) == {Poll}


@pytest.mark.parametrize(
    "votes, voters, percent", [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (5, 5, 100)]
)
def test_percents_are_rounded(votes, voters, percent) -> None:
    assert percent_of(votes, voters) == percent
