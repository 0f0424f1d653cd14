"""Chooses what is requested.

The choice depends on the database alone: the same posts give the same URLs.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.contrib.sessions.models import Session
from django.db.models.functions import Length
from django.test import Client
from django.urls import reverse

from benchmarks.site import HOST
from boards.counters.models import CountedView
from boards.members.models import DEFAULT_LIST_SIZE, Member
from boards.models import Board
from boards.posts.lists.listing import query_below
from boards.posts.models import Post
from boards.samples import markers

ARTICLES = 2_500
LIST_PAGES = 250
BOARD_SHARE = 0.5  # of the articles have the list of their board below; the others that of all
MEMBERS = 200
ALIKE = 12
COMMENTS = 2  # of a usual post
DISCUSSED, COMMENTS_OF_DISCUSSED = 2_000, (8, 12)


def chosen() -> dict[str, Any]:
    """Forget what earlier runs left behind, sign members in, and return `pages.Addresses`."""
    Session.objects.all().delete()
    CountedView.objects.all().delete()
    every = list(Post.objects.visible_to(None).order_by("pk").values_list("pk", flat=True))
    posts = every[:: max(1, len(every) // ARTICLES)][:ARTICLES]
    article, *alike = (_article(pk) for pk in _of_usual_length(posts))
    last_page = _pages(Post.objects.listed_for(None).count())
    return {
        "article": article,
        "articles_alike": alike,
        "discussed": _discussed(),
        "articles": articles_of(posts),
        "lists": _lists(last_page),
        "last_page": last_page,
        "searches": _searches(),
        "sessions": sessions_of(Member.objects.filter(is_active=True).order_by("pk")[:MEMBERS]),
    }


def _of_usual_length(posts: Sequence[int]) -> list[int]:
    """Return some posts of median length, the one nearest to the middle of all posts first.

    All have as many comments, whatever the size of the site: each is a part of the page.
    """
    alike = Post.objects.filter(pk__in=posts, counts__comments=COMMENTS)
    rows = alike.annotate(length=Length("body"))
    by_length = list(rows.order_by("length", "pk").values_list("pk", flat=True))
    middle = len(by_length) // 2
    usual = by_length[max(0, middle - ALIKE // 2) : middle + ALIKE // 2 + 1]
    centre = posts[len(posts) // 2]
    return sorted(usual, key=lambda pk: abs(pk - centre))


def _discussed() -> list[str]:
    """Return the paths of articles with about ten comments, spread evenly over all ages."""
    posts = Post.objects.visible_to(None).filter(counts__comments__range=COMMENTS_OF_DISCUSSED)
    every = list(posts.order_by("pk").values_list("pk", flat=True))
    return [_article(pk) for pk in every[:: max(1, len(every) // DISCUSSED)][:DISCUSSED]]


def articles_of(posts: Sequence[int]) -> list[str]:
    """Return the paths of some posts, as links of both kinds of list have them."""
    chance = Random(1)  # noqa: S311
    of_all = query_below(None)
    return [_article(pk) + ("" if chance.random() < BOARD_SHARE else of_all) for pk in posts]


def _article(pk: int) -> str:
    return reverse("posts:article", args=[pk])


def _lists(last_page: int) -> list[str]:
    last_pages = {reverse("posts:all"): last_page}
    for board in Board.objects.readable_by(None):
        posts = Post.objects.listed_for(None).on(board).count()
        last_pages[board.get_absolute_url()] = _pages(posts)
    chance = Random(2)  # noqa: S311
    lists, weights = list(last_pages), list(last_pages.values())
    pages = list(lists)
    while len(pages) < LIST_PAGES:
        (path,) = chance.choices(lists, weights)
        number = chance.randint(1, last_pages[path])
        pages.append(f"{path}?page={number}" if number > 1 else path)
    return pages


def _pages(posts: int) -> int:
    return max(1, -(-posts // DEFAULT_LIST_SIZE))


def _searches() -> list[str]:
    words = (*markers.ONE_OF, markers.IN_SEVEN)
    paths = [f"/search/?{urlencode({'q': word})}" for word in words]
    client = Client(SERVER_NAME=HOST)
    return paths if client.get(paths[0], secure=True).status_code == 200 else []


def sessions_of(members: Iterable[Member]) -> list[str]:
    """Sign members in, and return the keys of their sessions."""
    return [_session_of(member) for member in members]


def _session_of(member: Member) -> str:
    client = Client()
    client.force_login(member, backend="boards.members.backends.MemberBackend")
    return str(client.session.session_key)
