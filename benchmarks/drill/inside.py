"""What the drill asks of the site's own models; runs within `manage.py shell`."""

import json
import sys
from collections import Counter

from django.test import Client

from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Comment, Post

BACKEND = "boards.members.backends.MemberBackend"
PREFIX = "drill "


def prepare(members: int) -> None:
    """Write where to write, and the sessions of so many members."""
    board = Board.objects.readable_by(None)[0]
    post = Post.objects.visible_to(None)[0]
    sessions = [_session_of(member) for member in Member.objects.order_by("pk")[:members]]
    _tell({"board": board.slug, "post": post.pk, "sessions": sessions})


def stored() -> None:
    """Write how often each text of the drill is stored."""
    posts = Post.objects.filter(title__startswith=PREFIX).values_list("title", flat=True)
    comments = Comment.objects.filter(text__startswith=PREFIX).values_list("text", flat=True)
    _tell(dict(Counter([*posts, *comments])))


def _session_of(member: Member) -> str:
    client = Client()
    client.force_login(member, backend=BACKEND)
    return str(client.session.session_key)


def _tell(what: object) -> None:
    sys.stdout.write(json.dumps(what))
