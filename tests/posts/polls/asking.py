"""Posts with polls, and what tests say of them."""

from typing import Any

from boards.members.models import Member
from boards.posts.models import Poll, PollChoice, Post, Vote, VotedChoice
from boards.posts.polls.actions.store_poll import poll_to_store, store_poll
from boards.posts.polls.actions.vote import vote
from boards.posts.polls.content import PollContent
from tests.factories import PostFactory

CHOICES = ("뉴욕", "LA", "집")


def give_poll(post: Post, **fields: Any) -> Post:
    """Give a stored post a poll with three choices."""
    content = PollContent(**{"question": "어디 순두부?", "choices": CHOICES, **fields})
    stored = poll_to_store(post=post, wanted=content)
    post.save(update_fields=["has_poll"])
    store_poll(post=post, content=stored)
    return post


def post_with_poll(*, poll: dict[str, Any] | None = None, **fields: Any) -> Post:
    """Store a post with a poll; `poll` has fields of its content."""
    return give_poll(PostFactory(**fields), **(poll or {}))


def keys_of(post: Post) -> list[int]:
    """Return the keys of the choices, in their order."""
    choices = PollChoice.objects.filter(poll=post.pk).order_by("position")
    return list(choices.values_list("pk", flat=True))


def vote_for(post: Post, by: Member, *places: int) -> bool:
    """Vote for choices by their places, counted from 0."""
    keys = keys_of(post)
    return vote(post=post, by=by, choices=[keys[place] for place in places])


def votes_of(post: Post) -> tuple[int, ...]:
    """Return the votes of each choice, which must be the number of its rows, as all counts."""
    poll = Poll.objects.get(pk=post.pk)
    assert poll.voters == Vote.objects.filter(poll=poll).count()
    choices = PollChoice.objects.filter(poll=poll).order_by("position")
    for choice in choices:
        assert choice.votes == VotedChoice.objects.filter(choice=choice).count()
    return tuple(choices.values_list("votes", flat=True))
