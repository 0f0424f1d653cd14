"""Paths of ours with a slug that nothing has today: where what it names is now.

The slug is one from before, or it is spelled otherwise. Decomposed Hangul is what macOS and some
messengers make of `/boards/자유/`.
"""

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.lists import listing
from boards.posts.models import Tag

# How the routes begin that name a board or a tag.
OF_BOARDS, OF_TAGS = "boards/<str:slug>/", "tags/<str:slug>/"


def names_something(path: str) -> bool:
    """Say whether a path of ours names a board or a tag."""
    match = _match(path)
    return match is not None and match.route.startswith((OF_BOARDS, OF_TAGS))


def moved(viewer: Viewer | None, path: str, query: QueryDict) -> str:
    """Return the URL of today of what a path and its `?tag=` name, if it is another one.

    Empty otherwise, and when the viewer may not know of any; raises as `url_of_today`.
    """
    today = url_of_today(viewer, path, query)
    match = _match(path)
    is_same = today and match and today == _address(match, match.kwargs["slug"], query)
    return "" if is_same else today


def url_of_today(viewer: Viewer | None, path: str, query: QueryDict) -> str:
    """Return the URL of today of what a path and its `?tag=` name, with the same query.

    Empty when there is no such thing, or none of which this viewer may know.

    Raises:
        PermissionDenied: when the path names a board that is closed to the viewer, as the pages
            of a board do; the answer must not tell the name that it has now.
    """
    match = _match(path)
    if match is None:
        return ""
    if match.route.startswith(OF_TAGS):
        tag = tag_called(viewer, match.kwargs["slug"])
        return _address(match, tag.slug, query) if tag else ""
    if not match.route.startswith(OF_BOARDS):
        return ""
    board = _board(viewer, match.kwargs["slug"])
    if board is None:
        return ""
    if wanted := query.get("tag"):
        tag = tag_called(viewer, wanted, board=board)
        # Only the list of a board has tags; elsewhere the parameter says nothing.
        if tag is None and match.view_name == "posts:board":
            return ""
        query = with_value(query, "tag", tag.slug) if tag else query
    return _address(match, board.slug, query)


def board_called(viewer: Viewer | None, slug: str) -> Board | None:
    """Return the board that the viewer may read and that has or had the slug, in any spelling."""
    boards = Board.objects.readable_by(viewer)
    return boards.at(slug).first() or boards.known_as(slug)


def tag_called(viewer: Viewer | None, slug: str, *, board: Board | None = None) -> Tag | None:
    """Return the tag that has or had the slug, if its list has a post for the viewer.

    Args:
        board: whose list it is; None for the one of every board.
    """
    tag = Tag.called(slug)
    if tag is None or not listing.has_posts(viewer, board=board, tag=tag):
        return None
    return tag


def with_value(query: QueryDict, name: str, value: str) -> QueryDict:
    """Return a query with another value for one parameter."""
    changed = query.copy()
    changed[name] = value
    return changed


def _board(viewer: Viewer | None, slug: str) -> Board | None:
    board = board_called(viewer, slug)
    if board is None and Board.objects.known_as(slug):
        raise PermissionDenied
    return board


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _address(match: ResolverMatch, slug: str, query: QueryDict) -> str:
    path = reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})
    return f"{path}?{query.urlencode()}" if query else path
