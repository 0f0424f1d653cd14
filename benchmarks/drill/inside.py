"""What the drill needs of the site's own models."""

from collections import Counter
from typing import Any

from benchmarks.inside.urls import sessions_of
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Comment, Post

PREFIX = "drill "


def prepare(members: int) -> dict[str, Any]:
    """Return where to write, and the sessions of so many members."""
    board = Board.objects.readable_by(None)[0]
    post = Post.objects.visible_to(None)[0]
    sessions = sessions_of(Member.objects.order_by("pk")[:members])
    return {"board": board.slug, "post": post.pk, "sessions": sessions}


def stored() -> dict[str, int]:
    """Return how often each text of the drill is stored."""
    posts = Post.objects.filter(title__startswith=PREFIX).values_list("title", flat=True)
    comments = Comment.objects.filter(text__startswith=PREFIX).values_list("text", flat=True)
    return Counter([*posts, *comments])
