"""What else knows of polls: proofs, the copy of one's data, deletion, search, feeds, the demo."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from boards.accounts.erasing.belongings import remove_belongings
from boards.accounts.erasing.texts import remove_texts
from boards.accounts.exporting import content
from boards.moderation.models import ModerationEntry
from boards.posts.models import Poll, PollChoice, Post, Vote
from boards.posts.polls.actions.close_poll import close_poll
from boards.posts.polls.content import PollContent
from boards.search.index.sources import source_of
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.feeds.reading import read
from tests.filters.writing import publish
from tests.posts.polls.asking import post_with_poll, vote_for, votes_of
from tests.search.posting import FoundPosts

pytestmark = pytest.mark.django_db


def reconcile(*arguments: str) -> str:
    said = StringIO()
    call_command("reconcile_counts", *arguments, stdout=said)
    return said.getvalue()


def test_wrong_counts_fail_until_they_are_fixed() -> None:
    post, right = post_with_poll(), post_with_poll()
    for one in (post, right):
        vote_for(one, MemberFactory(), 0)
    assert "Polls: 2 checked, 0 wrong." in reconcile()
    Poll.objects.filter(pk=post.pk).update(voters=7)
    with pytest.raises(CommandError, match="1 counts"):
        reconcile()
    PollChoice.objects.filter(poll=post.pk).update(votes=3)
    Post.objects.filter(pk=post.pk).update(has_poll=False)
    reconcile("--fix")
    assert "Polls: 2 checked, 0 wrong." in reconcile()
    assert votes_of(post) == votes_of(right) == (1, 0, 0)
    assert Post.objects.get(pk=post.pk).has_poll


def test_the_copy_of_ones_data_has_ones_own_votes_and_polls() -> None:
    post, member = post_with_poll(poll={"max_choices": 2}), MemberFactory()
    vote_for(post, member, 2, 0)
    vote_for(post, MemberFactory(), 1)
    [row] = content.votes(member)
    assert row["choices"] == ["뉴욕", "집"]
    assert row["post_id"] == post.pk
    [own] = content.posts(post.author)
    assert own["poll"]["voters"] == 2
    assert [choice["votes"] for choice in own["poll"]["choices"]] == [None] * 3
    close_poll(post=post, by=post.author)
    [own] = content.posts(post.author)
    assert [choice["votes"] for choice in own["poll"]["choices"]] == [1, 1, 1]


def test_votes_of_who_leaves_stay_counted_and_are_nobodys() -> None:
    post, member = post_with_poll(), MemberFactory()
    vote_for(post, member, 1)
    remove_belongings(member)
    assert votes_of(post) == (0, 1, 0)
    assert Vote.objects.get().member is None
    assert not list(content.votes(member))


def test_a_poll_goes_with_the_texts_of_its_author() -> None:
    post = post_with_poll()
    vote_for(post, MemberFactory(), 1)
    remove_texts(post.author)
    post.refresh_from_db()
    assert not post.has_poll
    assert not Poll.objects.exists()


def test_a_post_is_found_by_its_poll_and_no_more_when_it_is_gone() -> None:
    post = publish(title="점심", poll=PollContent("무엇을 먹을까요", ("잔치국수", "비빔밥")))

    def found(words: str) -> list[str]:
        page = Client().get("/search/", {"q": words}).content.decode()
        return [title.strip() for title in FoundPosts(page).titles]

    assert found("잔치국수") == found("비빔밥 잔치국수") == ["점심"]
    source = source_of(post.pk)
    assert source is not None
    assert source.text.endswith("무엇을 먹을까요\n잔치국수\n비빔밥")
    call_command("check_index", stdout=StringIO())


def test_feeds_say_that_there_is_a_poll(client: Client) -> None:
    post = post_with_poll()
    [entry] = read(client, f"{post.board.get_absolute_url()}feed.atom", lang="en").entries
    assert "There is a poll in this post." in entry.content[0].value


def test_what_a_moderator_closes_is_logged_and_what_the_author_closes_is_not() -> None:
    moderator = MemberFactory()
    board = BoardFactory(moderators=[moderator])
    own, other = post_with_poll(board=board), post_with_poll(board=board)
    close_poll(post=own, by=own.author)
    close_poll(post=other, by=moderator)
    [record] = ModerationEntry.objects.filter(verb="close_poll")
    assert record.target_id == str(other.pk)


def test_the_admin_shows_counts_and_no_member() -> None:
    post, member = post_with_poll(), MemberFactory(handle="whovoted")
    vote_for(post, member, 1)
    client = Client()
    client.force_login(AdminFactory())
    for path in ("", f"{post.pk}/change/"):
        page = client.get(f"/admin/boards_posts/poll/{path}").content.decode()
        assert "어디 순두부?" in page
        assert "whovoted" not in page
    refused = client.get("/admin/boards_posts/poll/", {"cast__member": member.pk})
    assert "어디 순두부?" not in refused.content.decode()


def test_the_demo_has_a_poll_with_votes() -> None:
    call_command("load_demo", stdout=StringIO())
    poll = Poll.objects.get()
    assert poll.voters == 7
    assert sum(votes_of(poll.post)) == 12
    page = Client().get(poll.post.get_absolute_url()).content.decode()
    assert page.count("<meter") == 5
