"""Votes in the demo's polls."""

from collections.abc import Mapping

from boards.imports.demo import content
from boards.members.models import Member
from boards.posts.models import PollChoice, Post
from boards.posts.polls.actions.vote import vote


def load_demo_votes(*, posts: Mapping[str, Post], members: Mapping[str, Member]) -> None:
    """Vote as the demo's members did; call it inside the demo's transaction.

    Args:
        posts: the demo's posts by their titles.
        members: by their handles.
    """
    for demo in content.posts():
        if not demo.votes:
            continue
        post = posts[demo.title]
        keys = dict(PollChoice.objects.filter(poll=post.pk).values_list("position", "pk"))
        for handle, places in demo.votes.items():
            vote(post=post, by=members[handle], choices=[keys[place] for place in places])
